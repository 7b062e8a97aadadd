// A new version of the site: fetched beside the old one, changed to when nobody is there, whole or
// not at all, and without losing what only this browser has.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';

import {Hub} from './support/hub.mjs';
import {
    cached, dropProfile, interactive, kept, launchBrowser, launchKiosk, letPass, lookForVersion,
    newProfile, notice, openDevice, siteFolder,
} from './support/kiosk.mjs';
import {filesOf, nextVersion} from './support/next_version.mjs';
import {
    button, confirmRedemption, identify, openRequests, seen, timesInHistory, writeRequest,
} from './support/resident.mjs';
import {serveSite} from './support/static_server.mjs';

const kTest = {timeout: 120_000};
const kReady = '新版本已就绪，空闲时自动更换';
const kRestMs = 61_000;  // until nobody is taken to be there

let next;
before(() => { next = nextVersion(); });
after(() => next.drop());

const isNew = (page) => page.waitForFunction(
    (title) => document.title.includes(title), next.title);

async function isOld(page) {
    assert.ok(!(await page.title()).includes(next.title));
}

/** Only that version is left, whole. */
async function onlyKept(page, site) {
    await page.waitForFunction(async () => (await caches.keys()).length === 1);
    assert.deepEqual(await cached(page), [Object.keys(filesOf(site)).sort()]);
}

async function deploy(hub) {
    await hub.kill();
    await hub.up({site: next.site});
}

/** The device at rest changes; its clock is run ahead. */
async function changes(page) {
    await page.bringToFront();
    await letPass(page, kRestMs);
    await isNew(page);
    await interactive(page);
}

test('it comes when nobody is there, and not before', kTest, async () => {
    const hub = await Hub.start();
    const kiosk = await launchKiosk({url: hub.url});
    try {
        const {page} = kiosk;
        await seen(page, '已联网');
        await kept(page);
        await deploy(hub);
        await lookForVersion(page);
        await seen(page, kReady);
        await openRequests(page, hub.secrets().households[0]);
        await writeRequest(page);
        await page.keyboard.insertText('还没想好');
        await letPass(page, kRestMs);
        assert.equal(await page.getByRole('textbox').inputValue(), '还没想好');
        await isOld(page);

        await letPass(page, kRestMs);  // two minutes, where somebody writes
        await page.getByRole('dialog', {name: '您还在吗？'}).waitFor();
        await letPass(page, 31_000);
        await seen(page, kReady);
        await isOld(page);
        await changes(page);
        await seen(page, '已联网');
        assert.equal(await page.getByText(kReady).count(), 0);
        await onlyKept(page, next.site);
        assert.deepEqual(page.heard.errors, []);
    } finally {
        await kiosk.close();
        await hub.stop();
    }
});

test('a redemption that the hub does not have yet outlives it, and arrives once', kTest, async () => {
    const hub = await Hub.start();
    const counter = await launchKiosk({url: hub.url, device: 'counter'});
    let server;
    try {
        const {page, context} = counter;
        const household = hub.secrets().households[1];
        await seen(page, '已联网');
        await kept(page);
        await identify(page, household);
        await page.getByText(/本柜台现在可用\s*[1-9]/).waitFor();
        await hub.kill();
        await button(page, '加一份毛巾').click();
        await confirmRedemption(page);
        await seen(page, '已保存');

        const away = (request, reply) => reply.writeHead(503).end();
        server = await serveSite(next.site, {
            port: hub.port, routes: {'/v1/sync': away, '/v1/demo': away},
        });
        await lookForVersion(page);
        await letPass(page, kRestMs);
        await letPass(page, 31_000);
        await seen(page, kReady);
        await changes(page);
        await seen(page, '1 条待上报');
        await server.close();
        server = null;

        await hub.up({site: next.site});
        assert.equal(await timesInHistory(page, household, '毛巾'), 1);
        const elsewhere = await openDevice(context, hub.url, {device: 'kiosk'});
        assert.equal(await timesInHistory(elsewhere, household, '毛巾'), 1);
    } finally {
        await counter.close();
        await server?.close();
        await hub.stop();
    }
});

test('where one device changes, another one of the same browser goes on as it was', kTest, async () => {
    const hub = await Hub.start();
    const kiosk = await launchKiosk({url: hub.url, device: 'a'});
    try {
        const {page: a, context} = kiosk;
        await seen(a, '已联网');
        const b = await openDevice(context, hub.url, {device: 'b'});
        await kept(a);
        await kept(b);
        await openRequests(b, hub.secrets().households[0]);
        await writeRequest(b);
        await b.keyboard.insertText('写到一半');
        await deploy(hub);
        await lookForVersion(b);
        await a.bringToFront();
        await seen(a, kReady);
        await changes(a);

        await b.bringToFront();
        await isOld(b);
        assert.equal(await b.getByRole('textbox').inputValue(), '写到一半');
        // What it may still need is there: a restart of its program, rarer characters.
        assert.deepEqual(await b.evaluate(missing, Object.keys(filesOf(siteFolder))), []);
        await a.reload();
        await interactive(a);
        assert.deepEqual(await b.evaluate(missing, Object.keys(filesOf(siteFolder))), []);

        await letPass(b, 2 * kRestMs);
        await letPass(b, 31_000);
        await changes(b);
        await onlyKept(b, next.site);
    } finally {
        await kiosk.close();
        await hub.stop();
    }
});

test('a tab that only says that the device is open elsewhere changes at once, and may take it over', kTest, async () => {
    const hub = await Hub.start();
    const kiosk = await launchKiosk({url: hub.url});
    try {
        const {page: inUse, context} = kiosk;
        await kept(inUse);
        await openRequests(inUse, hub.secrets().households[0]);
        await writeRequest(inUse);
        const other = await openDevice(context, hub.url, {wait: false});
        await notice(other, 'elsewhere');
        await deploy(hub);
        await lookForVersion(other);
        await isNew(other);
        await notice(other, 'elsewhere');
        await isOld(inUse);
        assert.equal(await inUse.getByRole('textbox').count(), 1);

        await other.bringToFront();
        await button(other, '在这里打开').click();
        await interactive(other);
        await isNew(inUse);
        await notice(inUse, 'elsewhere');
        await onlyKept(other, next.site);
    } finally {
        await kiosk.close();
        await hub.stop();
    }
});

/** Runs in a page: which of them are not answered. */
async function missing(paths) {
    const replies = await Promise.all(paths.map((path) => fetch(path, {cache: 'no-store'})));
    return paths.filter((path, i) => !replies[i].ok);
}

test('a version that is not what it says is not taken, and one that broke off is completed', kTest, async () => {
    let server = await serveSite(siteFolder);
    const {port} = new URL(server.url);
    const kiosk = await launchKiosk({url: server.url});
    const serve = async (site, routes) => {
        await server.close();
        server = await serveSite(site, {port, routes});
    };
    try {
        const {page} = kiosk;
        await kept(page);
        const known = new Set(Object.keys(filesOf(siteFolder)));
        const added = Object.keys(filesOf(next.site)).filter((path) => !known.has(path));
        const bad = added.at(-1);
        for (const changed of ['/texts.', '/storage.', '/worker.', '/page.']) {
            assert.ok(added.some((path) => path.startsWith(changed)), changed);
        }
        await serve(next.site, {[bad]: (request, reply) => reply.end('// not that')});
        await assert.rejects(lookForVersionToEnd(page), /not taken/);
        await page.reload();
        await interactive(page);
        await isOld(page);
        const [whole, begun, ...more] = await cached(page);
        assert.deepEqual([whole, more], [[...known].sort(), []]);
        assert.ok(begun.includes(added[0]) && !begun.includes(bad) && !begun.includes('/'));

        await serve(next.site);
        await lookForVersionToEnd(page);
        await changes(page);
        await onlyKept(page, next.site);
    } finally {
        await kiosk.close();
        await server.close();
    }
});

/** Until the new version is there whole, or has failed. */
const lookForVersionToEnd = (page) => page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    const ended = new Promise((resolve, reject) => {
        registration.addEventListener('updatefound', () => {
            const next = registration.installing;
            next.addEventListener('statechange', () => {
                if (next.state === 'installed') resolve();
                if (next.state === 'redundant') reject(new Error('not taken'));
            });
        });
    });
    await registration.update();
    if (!registration.waiting) await ended;
});

test('a page that stays open looks for it every hour', kTest, async () => {
    const away = (request, reply) => reply.writeHead(503).end();
    let server = await serveSite(siteFolder, {routes: {'/sw.js': away}});
    const {port} = new URL(server.url);
    const profile = newProfile();
    const context = await launchBrowser({profile});
    const asked = () => server.requests.filter((path) => path === '/sw.js').length;
    try {
        await context.clock.install();
        const page = await openDevice(context, server.url);
        while (!page.heard.all.some((line) => /not kept/.test(line))) await page.title();
        await server.close();
        server = await serveSite(siteFolder, {port});
        await context.clock.fastForward('01:00:00');
        await kept(page);
        // The browser itself looks once after a page was opened.
        for (let hour = 0; hour < 3; ++hour) {
            const before = asked();
            await context.clock.fastForward('01:00:00');
            while (asked() === before) await page.title();
        }
        await server.close();
        server = await serveSite(next.site, {port});
        await context.clock.fastForward('01:00:00');
        await page.waitForFunction(async () => (await navigator.serviceWorker.ready).waiting);
        await isOld(page);
    } finally {
        await context.close();
        await server.close();
        dropProfile(profile);
    }
});
