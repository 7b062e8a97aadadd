// A database that went bad on the disk: the person is told, not a byte of it is thrown away, and
// the device goes on with a new one.
import assert from 'node:assert/strict';
import {test} from 'node:test';

import {Hub} from './support/hub.mjs';
import {interactive, launchKiosk, notice, openDevice} from './support/kiosk.mjs';
import {button, heading, press, seen} from './support/resident.mjs';

/** Runs in a page: overwrites the middle of the kiosk's database, as a bad sector would. */
async function spoil() {
    const root = await navigator.storage.getDirectory();
    const folder = await root.getDirectoryHandle('device-kiosk');
    const handle = await folder.getFileHandle('app.db');
    const {size} = await handle.getFile();
    const out = await writable(handle);
    const garbage = new Uint8Array(size / 4).fill(0xab);
    await out.write({type: 'write', position: size / 2, data: garbage});
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
        await page.evaluate(spoil);
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
