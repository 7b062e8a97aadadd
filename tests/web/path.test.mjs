// The main job on the real stack: the hub's own program, Chromium with profiles on disk, and the
// screens as a person uses them. Every step waits for what a person would see.
import assert from 'node:assert/strict';
import {afterEach, beforeEach, test} from 'node:test';

import {Hub} from './support/hub.mjs';
import {
    dropProfile, kept, killBrowser, launchBrowser, launchKiosk, newProfile, openDevice, screenshot,
} from './support/kiosk.mjs';
import {
    button, confirmRedemption, fileRequest, heading, identify, openDeskRequests, openRequests,
    press, privacyNotice, scan, seen, signInAtDesk, textOf, timesInHistory, typePin, writeRequest,
} from './support/resident.mjs';

const kTest = {timeout: 240_000};

// A town of its own for each test: a counter that is gone keeps what it was lent.
let hub;
let secrets;
beforeEach(async () => {
    hub = await Hub.start();
    secrets = hub.secrets();
});
afterEach(() => hub.stop());

/** Opens the shop for a household, with the card scanned on the counter's home screen. */
async function shopFor(page, household) {
    await button(page, '换东西').waitFor();
    await seen(page, /已联网|没有网络/);
    await identify(page, household);
    await heading(page, '换东西').waitFor();
}

async function redeem(page, goods) {
    await button(page, `加一份${goods}`).click();
    await confirmRedemption(page);
}

/** What this counter may spend of the household in front of it, in points; waits until `least`. */
async function spendable(page, least = 0) {
    const here = async () => Number((await textOf(page)).match(/本柜台现在可用\s*(\d+)/)[1]);
    await page.waitForFunction(
        ([words, enough]) => Number(document.querySelector('main').innerText.match(words)?.[1]) >= enough,
        ['本柜台现在可用\\s*(\\d+)', least]);
    return here();
}

/** How often `title` stands in a household's history, as the hub tells a kiosk. */
async function timesAtKiosk(context, household, title) {
    const page = await openDevice(context, hub.url, {device: 'kiosk'});
    const times = await timesInHistory(page, household, title);
    await page.close();
    return times;
}

test('a resident redeems, files a request, and reads a notice that proves itself', kTest, async () => {
    const kiosk = await launchKiosk({url: hub.url, device: 'kiosk'});
    try {
        const household = secrets.households[0];
        const counter = await openDevice(kiosk.context, hub.url, {device: 'counter'});
        await shopFor(counter, household);
        await redeem(counter, '肥皂');
        await seen(counter, '已上报');
        await counter.close();

        const {page} = kiosk;
        await press(page, '看公开', page.getByText(/已核验 · \d+ 条公开记录/));
        await press(page, '通知公告', heading(page, '通知公告'));
        await page.getByRole('listitem').first().getByRole('button').click();
        await seen(page, /没有被改过/);
        await seen(page, /村民委员会/);

        await press(page, '首页', button(page, '提诉求'));
        await openRequests(page, household);
        await (await writeRequest(page)).fill('村口的路灯不亮了');
        assert.equal(await fileRequest(page), '村口的路灯不亮了');
        await seen(page, '已上报');

        const desk = await openDevice(kiosk.context, hub.url, {device: 'desk'});
        await signInAtDesk(desk, secrets.staff[0]);
        await openDeskRequests(desk);
        await press(desk, /村口的路灯不亮了/, button(desk, '接办'));
        await press(desk, '接办', button(desk, '办结'));
        await press(desk, '办结', desk.getByRole('textbox'));
        await desk.getByRole('textbox').fill('已换灯泡');
        await press(desk, '办结，请村民确认', desk.getByText('已换灯泡'));
        await seen(desk, /已上报/);

        await press(page, '更新数据', page.getByText('已换灯泡'));
        await press(page, '满意', page.getByText('已经了结'));
        assert.deepEqual(page.heard.errors, []);
    } finally {
        await kiosk.close();
    }
});

test('with the hub killed before it, a redemption is kept and arrives once', kTest, async () => {
    const counter = await launchKiosk({url: hub.url, device: 'counter'});
    try {
        const {page} = counter;
        const household = secrets.households[2];
        await shopFor(page, household);
        await spendable(page, 1);
        await hub.kill();
        await redeem(page, '毛巾');
        await seen(page, /已保存/);
        await button(page, '更新数据').click();
        await seen(page, /没有网络/);
        await hub.up();
        await button(page, '更新数据').click();
        await seen(page, /已上报/);
        assert.equal(await timesAtKiosk(counter.context, household, '毛巾'), 1);
    } finally {
        await counter.close();
    }
});

test('a browser killed right after the receipt has the redemption after its restart', kTest, async () => {
    const profile = newProfile();
    const household = secrets.households[3];
    const first = await launchKiosk({url: hub.url, device: 'counter', profile});
    await kept(first.page);
    await shopFor(first.page, household);
    await spendable(first.page, 1);
    await hub.kill();
    await redeem(first.page, '牙膏');
    const gone = new Promise((resolve) => first.context.once('close', resolve));
    killBrowser(profile);
    await gone;

    const context = await launchBrowser({profile});
    try {
        const page = await openDevice(context, hub.url, {device: 'counter'});
        await seen(page, '1 条待上报');
        await hub.up();
        await seen(page, /已联网/);
        assert.equal(await timesAtKiosk(context, household, '牙膏'), 1);
    } finally {
        await context.close();
        dropProfile(profile);
    }
});

test('a second counter cannot spend what the first one holds', kTest, async () => {
    const first = await launchKiosk({url: hub.url, device: 'counter'});
    const second = await launchKiosk({url: hub.url, device: 'counter-2'});
    try {
        const household = secrets.households[4];
        await shopFor(first.page, household);
        const held = await spendable(first.page, 1);
        await button(second.page, '换东西').waitFor();
        await seen(second.page, /已联网/);
        await hub.kill();
        await shopFor(second.page, household);
        const other = await spendable(second.page);
        const all = Number((await textOf(second.page)).match(/家里可用\s*(\d+)/)[1]);
        assert.ok(held + other <= all, `${held} + ${other} of ${all}`);
        await redeem(first.page, '洗衣粉');
        await hub.up();
    } finally {
        await first.close();
        await second.close();
    }
});

test('the warning stands while the browser does not promise to keep the data, and goes when it does', kTest, async () => {
    const refused = await launchKiosk({url: hub.url, device: 'counter'});
    await seen(refused.page, '这个浏览器可能会清掉数据');
    await refused.close();

    const granted = await launchKiosk({url: hub.url, device: 'counter', wait: false});
    try {
        const session = await granted.context.newCDPSession(granted.page);
        await session.send('Browser.setPermission', {
            permission: {name: 'persistent-storage'}, setting: 'granted', origin: new URL(hub.url).origin,
        });
        await granted.page.reload();
        await button(granted.page, '换东西').waitFor();
        await granted.page.waitForFunction(() => navigator.storage.persisted());
        await granted.page.getByText('这个浏览器可能会清掉数据').waitFor({state: 'detached'});
    } finally {
        await granted.close();
    }
});

test('a wrong PIN is said in plain words, and the way is open again', kTest, async () => {
    const counter = await launchKiosk({url: hub.url, device: 'counter'});
    try {
        const {page} = counter;
        const household = secrets.households[5];
        const wrong = household.pin === '000000' ? '111111' : '000000';
        await button(page, '换东西').waitFor();
        await seen(page, /已联网/);
        await scan(page, household.card, heading(page, '请输入密码'));
        for (const digit of wrong) await button(page, digit).click();
        await page.getByRole('dialog', {name: '密码不对'}).waitFor();
        await button(page, '知道了').click();
        await typePin(page, household.pin);
        await heading(page, '今天是哪一位来办？').or(privacyNotice(page))
            .first().waitFor();
    } finally {
        await counter.close();
    }
});
