// A kiosk in a real Chromium with a profile of its own on disk: durability is only real there
// (contexts without a profile keep OPFS in memory).
import {mkdtempSync, mkdirSync, readlinkSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {chromium} from 'playwright-core';

import {siteFolder, screenshotFolder} from './places.mjs';
import {serveSite} from './static_server.mjs';

export {siteFolder};

const kFlags = [
    '--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync', '--lang=zh-CN',
    // WebGL by software, the same on every machine.
    '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--disable-gpu',
];

/** All of a test's waiting ends here; nothing sleeps. */
export const kPatienceMs = 30_000;

export function newProfile() {
    return mkdtempSync(join(tmpdir(), 'xinfeng-profile-'));
}

export function dropProfile(folder) {
    rmSync(folder, {recursive: true, force: true, maxRetries: 20, retryDelay: 100});
}

/** Ends the browser of a profile as a power cut would. */
export function killBrowser(profile) {
    // The profile's lock names the browser's process: "host-pid".
    process.kill(Number(readlinkSync(`${profile}/SingletonLock`).split('-').at(-1)), 'SIGKILL');
}

/** A browser with that profile. `flags` are added; `headed` needs a display. */
export async function launchBrowser({profile, flags = [], headed = false, viewport, ...options}) {
    const context = await chromium.launchPersistentContext(profile, {
        executablePath: process.env.XINFENG_CHROMIUM ?? '/usr/bin/chromium',
        headless: false,  // the flag below: Playwright's own is another, older program
        args: [...(headed ? [] : ['--headless=new']), ...kFlags, ...flags],
        viewport: viewport ?? {width: 1920, height: 1080},
        locale: 'zh-CN',
        timeout: kPatienceMs,
        ...options,
    });
    context.setDefaultTimeout(kPatienceMs);
    return context;
}

/** Keeps what a page says on its console: {errors, all}. */
export function listenToConsole(page) {
    const heard = {errors: [], all: []};
    page.on('console', (message) => {
        heard.all.push(`${message.type()}: ${message.text()}`);
        if (message.type() === 'error') heard.errors.push(message.text());
    });
    page.on('pageerror', (error) => heard.errors.push(String(error)));
    return heard;
}

/** Opens a device in a browser and waits until its first picture stands. */
export async function openDevice(context, url, {device = 'kiosk', a11y = true, wait = true} = {}) {
    const page = await context.newPage();
    page.heard = listenToConsole(page);
    const query = new URLSearchParams({device, ...(a11y ? {a11y: '1'} : {})});
    await page.goto(`${url}?${query}`);
    if (wait) await interactive(page);
    return page;
}

/** The program runs and its first picture stands. */
export async function interactive(page) {
    await page.locator('#notice').waitFor({state: 'hidden', timeout: kPatienceMs});
}

/** Which of the page's notices is shown, waiting for that one. */
export async function notice(page, name) {
    await page.locator(`#notice[data-name="${name}"]`).waitFor({timeout: kPatienceMs});
}

/** What the program has done: {frames, frameAsked, steps, answers, lastFrameMs, worstFrameMs}. */
export const counters = (page) => page.evaluate(() => window.xinfeng.counters());

/** No frame is wanted any more: none is asked for, and none has come a quarter of a second later. */
export async function settled(page) {
    await page.waitForFunction(async () => {
        const before = await window.xinfeng.counters();
        await new Promise((resolve) => setTimeout(resolve, 250));
        const after = await window.xinfeng.counters();
        return !after.frameAsked && after.frames === before.frames;
    }, undefined, {timeout: kPatienceMs});
}

/** As if nobody had touched the device for so long: its clock runs ahead. */
export async function letPass(page, ms) {
    await settled(page);  // the last touch has been taken
    await page.workers()[0].evaluate((by) => {
        const now = performance.now.bind(performance);
        performance.now = () => now() + by;
    }, ms);
    // Its timers run as before: a resize, which is no touch, makes it look at its clock.
    const {width, height} = page.viewportSize();
    await page.setViewportSize({width, height: height - 1});
}

/** A picture of the page, kept in build/screenshots; only once nothing moves. */
export async function screenshot(page, name) {
    await settled(page);
    mkdirSync(screenshotFolder, {recursive: true});
    const path = join(screenshotFolder, `${name}.png`);
    await page.screenshot({path});
    return path;
}

/**
 * One browser with one device in it, on a server of its own unless `url` is given. Resolves to
 * {page, context, profile, url, close()}.
 */
export async function launchKiosk({device = 'kiosk', profile = newProfile(), url, a11y = true,
                                   wait = true, site = siteFolder, ...browser} = {}) {
    const server = url ? null : await serveSite(site);
    const address = url ?? server.url;
    const context = await launchBrowser({profile, ...browser});
    const close = async ({keepProfile = false} = {}) => {
        await context.close();
        await server?.close();
        if (!keepProfile) dropProfile(profile);
    };
    try {
        const page = await openDevice(context, address, {device, a11y, wait});
        return {page, context, profile, url: address, close};
    } catch (error) {
        await close();
        throw error;
    }
}

/** The site is kept in this browser, and answers this page. */
export async function kept(page) {
    await page.waitForFunction(() => navigator.serviceWorker.controller);
    await page.evaluate(() => navigator.serviceWorker.ready);
}

/** Addresses in all caches of the page's origin, in order: [[…], …], a list for each cache. */
export const cached = (page) => page.evaluate(async () => {
    const lists = [];
    for (const name of await caches.keys()) {
        const requests = await (await caches.open(name)).keys();
        lists.push(requests.map(({url}) => url.replace(location.origin, '')).sort());
    }
    return lists;
});

/** Has the browser look for a new version now, as it does by itself every hour. */
export const lookForVersion = (page) => page.evaluate(async () => {
    await (await navigator.serviceWorker.ready).update();
});
