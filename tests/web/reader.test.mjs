// Reading a published text: its type grows at a press, and stays so while somebody reads on.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';

import {Hub} from './support/hub.mjs';
import {launchKiosk} from './support/kiosk.mjs';
import {button, heading, press, seen} from './support/resident.mjs';

const kTest = {timeout: 240_000};

let hub;
before(async () => {
    hub = await Hub.start();
});
after(() => hub.stop());

test('the slider makes the type larger', kTest, async () => {
    const kiosk = await launchKiosk({url: hub.url, device: 'kiosk'});
    try {
        const {page} = kiosk;
        await seen(page, '已联网');
        await press(page, '看公开', page.getByText(/已核验 · \d+ 条公开记录/));
        await press(page, '通知公告', heading(page, '通知公告'));
        await page.getByRole('listitem').first().getByRole('button').click();
        const signature = page.getByText(/村民委员会/).first();
        await signature.waitFor();
        const chosen = (name) => page.getByRole('button', {name, pressed: true});
        await chosen('标准').waitFor();
        const small = await signature.boundingBox();
        await press(page, '特大', chosen('特大'));
        assert.equal(await chosen('标准').count(), 0);
        const large = await signature.boundingBox();
        assert.ok(large.height > small.height, `${small.height} → ${large.height}`);
    } finally {
        await kiosk.close();
    }
});
