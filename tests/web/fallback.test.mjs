// The program on the page's own thread, its database in memory and in IndexedDB: in Chromium without
// what workers need. (engines.test.mjs has a browser that needs it by itself.)
import assert from 'node:assert/strict';
import {afterEach, beforeEach, test} from 'node:test';

import {Hub} from './support/hub.mjs';
import {
    counters, dropProfile, interactive, kept, killBrowser, launchBrowser, launchKiosk, newProfile,
    notice, openDevice, screenshot, settled,
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
async function launched({device = 'kiosk', profile = newProfile(), prepare, wait = true} = {}) {
    const context = await launchBrowser({profile});
    await withoutWorkers(context);
    if (prepare) await context.addInitScript(prepare);
    const page = await openDevice(context, hub.url, {device, wait});
    await page.waitForFunction(() => window.xinfeng);
    if (wait) await interactive(page);
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
    const {context, page, close} = await launched({
        prepare: () => {  // as in Firefox's private windows
            StorageManager.prototype.getDirectory = async () => {
                throw new DOMException('', 'SecurityError');
            };
        },
    });
    try {
        await seen(page, kBanner);
        assert.equal(await storageOf(page), 'indexeddb');
        assert.equal(await page.evaluate(() => sessionStorage.length), 0);
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

/** Runs in the page: once it is `full` nothing can be kept; what is shown and sent is noted. */
function fillUp() {
    [window.full, window.shown, window.sent] = [false, [], []];
    const mirror = document.getElementById('mirror');
    new MutationObserver(() => window.shown.push(mirror.innerText))
        .observe(mirror, {subtree: true, childList: true, characterData: true});
    const {fetch} = window;
    window.fetch = (url, ...all) => {
        if (window.full) window.sent.push(String(url));
        return fetch(url, ...all);
    };
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (...one) {
        const request = put.apply(this, one);
        if (window.full) this.transaction.abort();
        return request;
    };
}

test('what cannot be kept is neither shown as saved nor sent, and what was kept is there', kTest, async () => {
    const {page, close} = await launched();
    try {
        const household = hub.secrets().households[2];
        await openRequests(page, household);
        await (await writeRequest(page)).fill('存不下');
        await button(page, '提交').click({trial: true});
        await settled(page);
        await page.evaluate(fillUp);
        // In one task, so that nothing else is the first to fail. The hub can be reached.
        await button(page, '提交').evaluate((submit) => {
            window.full = true;
            submit.click();
        });
        await notice(page, 'storage');
        const [shown, sent] = await page.evaluate(() => [window.shown, window.sent]);
        assert.ok(!shown.join().includes('已保存'));
        assert.deepEqual(sent.filter((url) => url.includes('/v1/')), []);
        await page.reload();
        await interactive(page);
        await openRequests(page, household);  // with what the hub has
        assert.equal(await page.getByText('存不下').count(), 0);
    } finally {
        await close();
    }
});

/** Runs in the page: while `held` is a list, no flush is told that it is kept. */
function holdFlushes() {
    const flushes = new Set();
    window.held = [];
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (value, key) {
        if (value.turn > 0) flushes.add(this.transaction);
        return put.call(this, value, key);
    };
    const {set} = Object.getOwnPropertyDescriptor(IDBTransaction.prototype, 'oncomplete');
    Object.defineProperty(IDBTransaction.prototype, 'oncomplete', {set(tell) {
        set.call(this, (event) => {
            if (window.held && flushes.has(this)) window.held.push(tell);
            else tell(event);
        });
    }});
}

const letGo = (page) => page.evaluate(() => {
    const {held} = window;
    window.held = null;
    for (const tell of held) tell();
});

test('the first picture waits for what is being kept, and nothing waits for ever', kTest, async () => {
    const {page, close} = await launched({prepare: holdFlushes, wait: false});
    try {
        await page.waitForFunction(() => window.held.length);
        assert.ok(await page.locator('#notice').isVisible());
        assert.equal(await page.evaluate(() => performance.getEntriesByName('interactive').length), 0);
        await letGo(page);
        await interactive(page);
        assert.ok((await counters(page)).frames > 0);

        await openRequests(page, hub.secrets().households[0]);
        await (await writeRequest(page)).fill('没有回音');
        await page.evaluate(() => { window.held = []; });
        await button(page, '提交').click();
        await page.waitForFunction(() => window.held.length);
        await notice(page, 'storage');
        await letGo(page);
        await button(page, '再试一次').click();
        await interactive(page);
    } finally {
        await close();
    }
});

test('a database that does not open now is tried again, one that never will is named', kTest, async () => {
    const {page, close} = await launched({wait: false, prepare: () => {
        window.failure = 'QuotaExceededError';
        IDBFactory.prototype.open = () => { throw new DOMException('', window.failure); };
    }});
    try {
        await notice(page, 'storage');
        await page.evaluate(() => { window.failure = 'SecurityError'; });
        await button(page, '再试一次').click();
        await notice(page, 'unsupported');
        await seen(page, /^浏览器不让保存资料/);
    } finally {
        await close();
    }
});

test('a session that could not become the owner does not start', kTest, async () => {
    const {page, close} = await launched({prepare: () => {
        const {getAll} = IDBObjectStore.prototype;
        IDBObjectStore.prototype.getAll = function () {
            const request = getAll.call(this);
            const fails = sessionStorage.getItem('fails');
            request.addEventListener('success', () => { if (fails) this.transaction.abort(); });
            return request;
        };
    }});
    try {
        await page.evaluate(() => sessionStorage.setItem('fails', '1'));
        await page.reload();
        await notice(page, 'storage');
        await page.evaluate(() => sessionStorage.removeItem('fails'));
        await button(page, '再试一次').click();
        await interactive(page);
    } finally {
        await close();
    }
});

/** Runs in the page: a database's content does not come until `letGo` is called. */
function holdOpening() {
    const {getAll} = IDBObjectStore.prototype;
    IDBObjectStore.prototype.getAll = function () {
        const request = getAll.call(this);
        const late = {};
        request.onsuccess = () => {
            late.result = request.result;
            window.letGo = () => late.onsuccess();
        };
        return late;
    };
}

test('a device that is given away while it opens does not start behind the notice', kTest, async () => {
    const {context, close} = await launched({device: 'counter'});
    try {
        const slow = await context.newPage();
        await slow.addInitScript(holdOpening);
        await slow.goto(`${hub.url}?device=kiosk`);
        await slow.waitForFunction(() => window.letGo);
        const other = await openDevice(context, hub.url, {wait: false});
        await notice(other, 'elsewhere');
        await button(other, '在这里打开').click();
        await notice(slow, 'handed_over');
        await slow.evaluate(() => window.letGo());
        await interactive(other);
        await notice(slow, 'handed_over');
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

        await kiosk.context.addInitScript(() => {  // nor where it cannot be known
            FileSystemDirectoryHandle.prototype.getFileHandle = async () => {
                throw new DOMException('', 'UnknownError');
            };
        });
        await kiosk.page.reload();
        await notice(kiosk.page, 'unsupported');
        assert.equal(await kiosk.page.evaluate(() => sessionStorage.length), 0);
    } finally {
        await kiosk.close();
    }
});

test('nor does it where another device has just tried that in its tab', kTest, async () => {
    const kiosk = await launchKiosk({url: hub.url});
    try {
        const {page} = kiosk;
        await button(page, '提诉求').waitFor();
        await kiosk.context.addInitScript(() => {
            if (!location.search.includes('other')) return;
            delete HTMLCanvasElement.prototype.transferControlToOffscreen;
            IDBFactory.prototype.open = () => { throw new DOMException('', 'QuotaExceededError'); };
        });
        await page.goto(`${hub.url}?device=other`);
        await notice(page, 'storage');
        await page.goto(`${hub.url}?device=kiosk`);
        await interactive(page);
        assert.equal(await storageOf(page), 'opfs');
    } finally {
        await kiosk.close();
    }
});
