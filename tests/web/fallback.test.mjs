// The program on the page's own thread, its database in memory and in IndexedDB: in Chromium without
// what workers need. (engines.test.mjs has a browser that needs it by itself.)
import assert from 'node:assert/strict';
import {afterEach, beforeEach, test} from 'node:test';

import {Hub} from './support/hub.mjs';
import {
    counters, dropProfile, interactive, kept, killBrowser, launchBrowser, launchKiosk, newProfile,
    notice, openDevice, screenshot,
} from './support/kiosk.mjs';
import {
    button, confirmRedemption, fileRequest, heading, identify, openRequests, press, requestText, seen,
    writeRequest,
} from './support/resident.mjs';

const kTest = {timeout: 120_000};
const kBanner = '这个浏览器用备用办法保存数据';

let hub;
beforeEach(async () => { hub = await Hub.start(); });
afterEach(() => hub.stop());

/** As in a browser before OffscreenCanvas. */
const withoutWorkers = (context) => context.addInitScript(() => {
    delete HTMLCanvasElement.prototype.transferControlToOffscreen;
});

/** A browser whose pages run so, with one device opened: {context, page, profile, close()}. */
async function launched({device = 'kiosk', profile = newProfile(), prepare} = {}) {
    const context = await launchBrowser({profile});
    await withoutWorkers(context);
    if (prepare) await context.addInitScript(prepare);
    const page = await openDevice(context, hub.url, {device});
    await page.waitForFunction(() => window.xinfeng);
    await interactive(page);
    return {context, page, profile, async close() {
        await context.close();
        dropProfile(profile);
    }};
}

const storageOf = async (page) => (await counters(page)).storage;

async function fileAtKiosk(page, household, text) {
    await openRequests(page, household);
    await (await writeRequest(page)).fill(text);
    await hub.kill();  // what is filed now is in this browser only
    await fileRequest(page);
}

test('a browser without workers for it goes on, says so, and stays so when it could', kTest, async () => {
    const {context, page, close} = await launched();
    try {
        await seen(page, kBanner);
        assert.equal(await storageOf(page), 'indexeddb');
        assert.deepEqual(page.workers(), []);
        await screenshot(page, 'fallback-home');
        await page.close();

        const able = await context.newPage();
        await able.addInitScript(() => Object.defineProperty(
            HTMLCanvasElement.prototype, 'transferControlToOffscreen', {value() { return this; }}));
        await able.goto(`${hub.url}?device=kiosk&a11y=1`);
        await seen(able, kBanner);
        assert.equal(await storageOf(able), 'indexeddb');
    } finally {
        await close();
    }
});

test('goods are handed out once the hub has the redemption, and not without it', kTest, async () => {
    const {page, close} = await launched({device: 'counter'});
    try {
        const household = hub.secrets().households[0];
        await seen(page, '已联网');
        await identify(page, household);
        await heading(page, '换东西').waitFor();
        await button(page, '加一份肥皂').click();
        await confirmRedemption(page);
        await seen(page, '已上报');

        await press(page, '退出', heading(page, '请刷家庭卡').or(button(page, '换东西')));
        await identify(page, household);
        await heading(page, '换东西').waitFor();
        await hub.kill();
        await button(page, '加一份毛巾').click();
        await press(page, '确认兑换', page.getByRole('dialog'));
        await seen(page, /没有网络|分一点没少/);
    } finally {
        await close();
    }
});

test('a browser killed right after a request is saved has it after its restart', kTest, async () => {
    const {page, context, profile} = await launched();
    await kept(page);
    const household = hub.secrets().households[1];
    await fileAtKiosk(page, household, '水管漏水');
    const gone = new Promise((resolve) => context.once('close', resolve));
    killBrowser(profile);
    await gone;

    const again = await launched({profile});
    try {
        await seen(again.page, '1 条待上报');
        await hub.up();
        await openRequests(again.page, household);
        await press(again.page, /水管漏水/, again.page.getByText('已上报'));
        assert.equal(await requestText(again.page), '水管漏水');
        assert.equal(await storageOf(again.page), 'indexeddb');
    } finally {
        await again.close();
    }
});

test('what cannot be kept is not shown as saved, and what was kept is there', kTest, async () => {
    const {page, close} = await launched();
    try {
        const household = hub.secrets().households[2];
        await openRequests(page, household);
        await (await writeRequest(page)).fill('存不下');
        await hub.kill();
        await page.evaluate(() => {
            window.shown = [];
            new MutationObserver(() => window.shown.push(document.getElementById('mirror').innerText))
                .observe(document.getElementById('mirror'), {subtree: true, childList: true,
                                                             characterData: true});
            const put = IDBObjectStore.prototype.put;
            IDBObjectStore.prototype.put = function (...one) {
                const request = put.apply(this, one);
                this.transaction.abort();
                return request;
            };
        });
        await button(page, '提交').click();
        await notice(page, 'storage');
        assert.ok(!(await page.evaluate(() => window.shown.join())).includes('已保存'));
        await hub.up();
        await page.reload();
        await interactive(page);
        await openRequests(page, household);
        assert.equal(await page.getByText('存不下').count(), 0);
    } finally {
        await close();
    }
});

test('without Web Locks a newer session fences the older one off', kTest, async () => {
    const {page: older, context, close} = await launched({
        prepare: () => Object.defineProperty(navigator, 'locks', {value: undefined}),
    });
    try {
        await button(older, '提诉求').waitFor();
        const newer = await openDevice(context, hub.url);
        await button(newer, '提诉求').waitFor();
        await older.bringToFront();
        // Its next transaction finds another owner, if that of a sync has not already.
        await Promise.any([button(older, '更新数据').click(), notice(older, 'handed_over')]);
        await notice(older, 'handed_over');
        await newer.bringToFront();
        await fileAtKiosk(newer, hub.secrets().households[3], '路灯不亮');
        await seen(newer, '已保存');
    } finally {
        await close();
    }
});

test('a device whose data lies in files does not begin another life beside them', kTest, async () => {
    const kiosk = await launchKiosk({url: hub.url});
    try {
        await button(kiosk.page, '提诉求').waitFor();
        await withoutWorkers(kiosk.context);
        await kiosk.page.reload();
        await notice(kiosk.page, 'unsupported');
        await kiosk.page.getByText('您的资料没有丢失').waitFor();
    } finally {
        await kiosk.close();
    }
});
