// One device in several tabs: its files belong to one of them at a time, and what one has saved the
// next one finds.
import assert from 'node:assert/strict';
import {afterEach, beforeEach, test} from 'node:test';

import {Hub} from './support/hub.mjs';
import {interactive, launchKiosk, notice, openDevice} from './support/kiosk.mjs';
import {
    button, fileRequest, heading, openRequests, press, requestText, writeRequest,
} from './support/resident.mjs';

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
    await notice(from, 'elsewhere');
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
