// One device in several tabs: its files belong to one of them at a time, and what one has saved the
// next one finds.
import assert from 'node:assert/strict';
import {afterEach, beforeEach, test} from 'node:test';

import {Hub} from './support/hub.mjs';
import {interactive, launchKiosk, notice, openDevice, siteFolder} from './support/kiosk.mjs';
import {
    button, fileRequest, heading, openRequests, press, requestText, writeRequest,
} from './support/resident.mjs';
import {serveSite, workerAfter} from './support/static_server.mjs';

const kTest = {timeout: 120_000};

let hub;
let kiosk;
beforeEach(async () => {
    hub = await Hub.start();
    kiosk = await launchKiosk({url: hub.url});
});
afterEach(async () => {
    await kiosk?.close();
    await hub.stop();
});

async function takeOver(page, from) {
    await page.bringToFront();
    await button(page, '在这里打开').click();
    await interactive(page);
    await notice(from, 'handed_over');
    await heading(from, '已换到另一个窗口').waitFor();
}

test('a second tab says that the device is open elsewhere, and takes it over with all its data', kTest, async () => {
    const {page: first, context} = kiosk;
    const household = hub.secrets().households[0];
    await openRequests(first, household);
    await writeRequest(first);
    const second = await openDevice(context, hub.url, {wait: false});
    await notice(second, 'elsewhere');
    await heading(second, '已在别处打开').waitFor();

    await first.bringToFront();
    await hub.kill();  // what is filed now is in this browser only
    await first.keyboard.insertText('水管漏水');
    await fileRequest(first);

    await takeOver(second, first);
    await hub.up();
    await openRequests(second, household);
    await press(second, /水管漏水/, second.getByText('已上报'));
    assert.equal(await requestText(second), '水管漏水');

    await takeOver(first, second);
    await openRequests(first, household);
    assert.equal(await first.getByRole('listitem').filter({hasText: '水管漏水'}).count(), 1);
});

test('the only tab comes back by itself when it is reloaded', kTest, async () => {
    const {page} = kiosk;
    for (let i = 0; i < 3; ++i) {
        await button(page, '提诉求').waitFor();
        await page.reload();
        await interactive(page);
    }
    await button(page, '提诉求').waitFor();
    assert.deepEqual(page.heard.errors, []);
});

/** Counts, in the worker, how often a file was not given to it because somebody has it. */
const kCountRefusals = `
    self.refusals = 0;
    const open = FileSystemFileHandle.prototype.createSyncAccessHandle;
    FileSystemFileHandle.prototype.createSyncAccessHandle = function () {
        return open.call(this).catch((error) => {
            if (error.name === 'NoModificationAllowedError') self.refusals++;
            throw error;
        });
    }`;

/** Runs in a page: keeps the kiosk's database from everyone else until it is let go. */
async function hold() {
    const root = await navigator.storage.getDirectory();
    const folder = await root.getDirectoryHandle('device-kiosk', {create: true});
    const file = await folder.getFileHandle('app.db', {create: true});
    for (;;) {
        try {
            window.held = await file.createWritable({keepExistingData: true});
            return;
        } catch (error) {  // a program that has just ended holds it for a moment longer
            if (error.name !== 'NoModificationAllowedError') throw error;
        }
    }
}
const letGo = (page) => page.evaluate(() => window.held.abort());

test('a tab that cannot close its files lets go of the device all the same', kTest, async () => {
    const server = await serveSite(siteFolder, {routes: workerAfter(siteFolder,
        "FileSystemSyncAccessHandle.prototype.close = () => { throw new Error('does not close'); }")});
    try {
        const {context} = kiosk;
        const first = await openDevice(context, server.url);
        const second = await openDevice(context, server.url, {wait: false});
        await notice(second, 'elsewhere');
        await takeOver(second, first);
    } finally {
        await server.close();
    }
});

test('files that a page before it still holds are asked for until they are free', kTest, async () => {
    const server = await serveSite(siteFolder, {routes: {
        ...workerAfter(siteFolder, kCountRefusals), '/blank': (request, reply) => reply.end('blank'),
    }});
    try {
        const {context} = kiosk;
        const holder = await context.newPage();
        await holder.goto(`${server.url}blank`);
        await holder.evaluate(hold);
        const page = await openDevice(context, server.url, {wait: false});
        const worker = page.workers()[0] ?? await page.waitForEvent('worker');
        while (!(await worker.evaluate(() => self.refusals) >= 2));
        await letGo(holder);
        await interactive(page);

        await page.close();
        await holder.evaluate(hold);
        const later = await openDevice(context, server.url, {wait: false});
        await notice(later, 'storage');
        await heading(later, '打不开保存的资料').waitFor();
        await letGo(holder);
        await button(later, '再试一次').click();
        await interactive(later);
    } finally {
        await server.close();
    }
});
