// A database that went bad on the disk: the person is told, not a byte of it is thrown away, it can
// be taken to the hub, and the device goes on with a new one.
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {join} from 'node:path';
import {test} from 'node:test';

import {Hub} from './support/hub.mjs';
import {interactive, kept as keptBy, launchKiosk, notice, openDevice, screenshot} from './support/kiosk.mjs';
import {hubProgram} from './support/places.mjs';
import {
    button, fileRequest, heading, openRequests, press, seen, writeRequest,
} from './support/resident.mjs';

/** Runs in a page: overwrites the kiosk's database, as bad sectors would: a quarter behind `from` (a share
 * of it), or its first page. */
async function spoil(from) {
    const root = await navigator.storage.getDirectory();
    const folder = await root.getDirectoryHandle('device-kiosk');
    const handle = await folder.getFileHandle('app.db');
    const {size} = await handle.getFile();
    const out = await writable(handle);
    const garbage = new Uint8Array(from > 0 ? size / 4 : 4096).fill(0xab);
    await out.write({type: 'write', position: size * from, data: garbage});
    await out.close();

    /** The handles of a program that has just ended live for a moment longer. */
    async function writable(file) {
        for (;;) {
            try {
                return await file.createWritable({keepExistingData: true});
            } catch (error) {
                if (error.name !== 'NoModificationAllowedError') throw error;
                await new Promise((resolve) => setTimeout(resolve, 50));
            }
        }
    }
}

/** Runs in a page: {name: size and SHA-256} of all files of the kiosk that are not empty. */
async function fingerprints() {
    const root = await navigator.storage.getDirectory();
    const folder = await root.getDirectoryHandle('device-kiosk');
    const found = {};
    for await (const [name, handle] of folder.entries()) {
        const file = await handle.getFile();
        if (file.size === 0) continue;
        const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()));
        found[name] = `${file.size} ${[...hash].map((byte) => byte.toString(16)).join(' ')}`;
    }
    return found;
}

test('it is set aside byte for byte, told, and replaced', {timeout: 120_000}, async () => {
    const hub = await Hub.start();
    const kiosk = await launchKiosk({url: hub.url});
    try {
        const {page, context} = kiosk;
        await seen(page, '已联网');
        // Giving the device to another tab closes the database: all of it is in one file then.
        const other = await openDevice(context, hub.url, {wait: false});
        await button(other, '在这里打开').click();
        await interactive(other);
        await notice(page, 'handed_over');
        await other.close();
        // A page of the same origin, on which no program runs.
        await page.goto(`${hub.url}no-such-page`);
        await page.evaluate(spoil, 0.5);
        const before = await page.evaluate(fingerprints);

        const after = await openDevice(context, hub.url);
        await heading(after, '这台设备需要检修').waitFor();
        await seen(after, '数据文件坏了，已经原样收好，没有删');
        await seen(after, 'app.db.damaged-1');
        await press(after, '重新打开', button(after, '查积分'));
        await seen(after, '已联网');
        await after.reload();
        await seen(after, '已联网');
        await after.close();

        const kept = await page.evaluate(fingerprints);
        assert.ok(before['app.db'] !== undefined && kept['app.db'] !== before['app.db']);
        for (const [name, bytes] of Object.entries(before)) {
            assert.equal(kept[name.replace('app.db', 'app.db.damaged-1')], bytes, name);
        }
    } finally {
        await kiosk.close();
        await hub.stop();
    }
});

test('it is taken to the hub, which takes out of it what it had not got', {timeout: 180_000}, async () => {
    const hub = await Hub.start();
    const kiosk = await launchKiosk({url: hub.url});
    try {
        const {page, context} = kiosk;
        await seen(page, '已联网');
        await keptBy(page);
        await openRequests(page, hub.secrets().households[1]);
        const field = await writeRequest(page);
        await hub.kill();
        await field.fill('断网时写的一条诉求');
        await fileRequest(page);
        await press(page, '退出', button(page, '提诉求'));
        const other = await openDevice(context, hub.url, {wait: false});
        await button(other, '在这里打开').click();
        await interactive(other);
        await notice(page, 'handed_over');
        await other.close();
        await page.evaluate(spoil, 0);

        await hub.up();
        const after = await openDevice(context, hub.url);
        await heading(after, '这台设备需要检修').waitFor();
        await screenshot(after, 'damaged');
        const [download] = await Promise.all([
            after.waitForEvent('download'), button(after, '导出给技术员').click(),
        ]);
        await seen(after, '只有镇里的服务器打得开');
        await screenshot(after, 'damaged-sealed');
        assert.equal(download.suggestedFilename(), 'app.db.sealed');
        const file = join(hub.data, 'from-the-kiosk');
        await download.saveAs(file);
        const rescue = () => execFileSync(hubProgram, ['rescue', '--data', hub.data, file], {encoding: 'utf8'});
        const told = rescue();
        assert.match(told, /^taken\t[1-9]/m);
        assert.match(told, /^refused\t0$/m);
        assert.match(told, /^unreadable\t0$/m);
        assert.match(rescue(), /^taken\t0$/m);
    } finally {
        await kiosk.close();
        await hub.stop();
    }
});
