// The first time that somebody is here, the screen says what is kept about them; once is enough.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';

import {Hub} from './support/hub.mjs';
import {launchKiosk, openDevice} from './support/kiosk.mjs';
import {
    button, comeWithCard, heading, press, privacyNotice, seen, textOf,
} from './support/resident.mjs';

const kTest = {timeout: 240_000};

let hub;
before(async () => {
    hub = await Hub.start();
});
after(() => hub.stop());

test('the notice is shown once, and who does not want to leaves', kTest, async () => {
    const kiosk = await launchKiosk({url: hub.url, device: 'kiosk'});
    try {
        const {page} = kiosk;
        const household = hub.secrets().households[0];
        const toCard = () => press(page, '查积分', heading(page, '请刷家庭卡'));
        await seen(page, '已联网');

        await toCard();
        await comeWithCard(page, household);
        await privacyNotice(page).waitFor();
        for (const words of ['记什么', '做什么用', '谁看得到', '记多久', '想看，想删'])
            assert.ok((await textOf(page)).includes(words), words);
        await press(page, '先不用', button(page, '查积分'));
        assert.equal(await button(page, '退出').count(), 0);

        // Nothing was agreed to: it is asked again.
        await toCard();
        await comeWithCard(page, household);
        await privacyNotice(page).waitFor();
        await press(page, '知道了', heading(page, '我家的积分'));
        await press(page, '退出', button(page, '查积分'));

        await toCard();
        await comeWithCard(page, household);
        await heading(page, '我家的积分').waitFor();
        assert.equal(await privacyNotice(page).count(), 0);
        await press(page, '退出', button(page, '查积分'));
        await seen(page, '已联网');

        // Nor at another device, once it has heard of it.
        const counter = await openDevice(kiosk.context, hub.url, {device: 'counter'});
        await seen(counter, '已联网');
        await comeWithCard(counter, household);
        await heading(counter, '换东西').waitFor();
        assert.equal(await privacyNotice(counter).count(), 0);
    } finally {
        await kiosk.close();
    }
});
