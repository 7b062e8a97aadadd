// The main job in the other engines, as the system installs them: a household redeems, reads a notice
// that proves itself, and files a request that the desk settles and the household closes. Firefox has
// workers with files, WebKitGTK runs on the page's own thread with IndexedDB (docs/adr/0017-fallback.md).
import assert from 'node:assert/strict';
import {test} from 'node:test';

import {firefox, webkit} from './support/engines.mjs';
import {Hub} from './support/hub.mjs';
import {Device} from './support/tab_device.mjs';

const kTest = {timeout: 240_000};
const kHall = {width: 1280, height: 900};

async function redeem(counter, household, goods) {
    await counter.seen('已联网');
    await counter.comeWithCard(household);
    await counter.seen('换东西');
    await counter.press(`加一份${goods}`, `减一份${goods}`);
    await counter.press('确认兑换', '兑换好了');
    await counter.seen('已上报');
}

async function readNotice(kiosk) {
    await kiosk.press('看公开', '已核验 ·');
    await kiosk.press('通知公告', '通知公告');
    await kiosk.pressRow('', '村民委员会');
}

async function openRequests(kiosk, household) {
    await kiosk.seen('已联网');
    await kiosk.press('提诉求', '您想怎么提？');
    await kiosk.press('写名字提', '请刷家庭卡');
    await kiosk.comeWithCard(household);
    await kiosk.seen('我家的诉求');
}

async function fileRequest(kiosk, text) {
    await kiosk.press('提新诉求', '是哪方面的事？');
    await kiosk.press('道路出行', '请说说是什么事');
    await kiosk.write(text);
    await kiosk.press('提交', '办理经过');
    await kiosk.seen('已上报');
}

async function settle(desk, staff, text, answer) {
    await desk.signIn(staff);
    await desk.press('办诉求', '村民诉求');
    await desk.pressRow(text, '接办');
    await desk.press('接办', '办结');
    await desk.press('办结', '办结，请村民确认');
    await desk.write(answer);
    await desk.press('办结，请村民确认', answer);
    await desk.seen('已上报');
}

for (const [name, launch, storage] of [['Firefox ESR', firefox, 'opfs'],
                                       ['WebKitGTK', webkit, 'indexeddb']]) {
    test(`the main job in ${name}, kept in ${storage}`, kTest, async () => {
        const hub = await Hub.start();
        const tab = await launch(kHall);
        try {
            const {households, staff} = hub.secrets();
            const counter = await Device.open(tab, hub.url, 'counter');
            assert.equal((await counter.counters()).storage, storage);
            await redeem(counter, households[0], '肥皂');
            await tab.screenshot(`engines-${storage}-receipt`);

            const kiosk = await Device.open(tab, hub.url, 'kiosk');
            await readNotice(kiosk);
            await tab.screenshot(`engines-${storage}-notice`);
            await kiosk.press('首页', '提诉求');
            await openRequests(kiosk, households[1]);
            await fileRequest(kiosk, '村口的路灯不亮了');

            const desk = await Device.open(tab, hub.url, 'desk');
            await settle(desk, staff[0], '村口的路灯不亮了', '已换灯泡');

            const again = await Device.open(tab, hub.url, 'kiosk');
            await openRequests(again, households[1]);
            await again.pressRow('村口的路灯不亮了', '已换灯泡');
            await again.press('满意', '已经了结');
        } catch (error) {
            await tab.screenshot(`engines-${storage}-failed`);
            throw error;
        } finally {
            await tab.close();
            await hub.stop();
        }
    });
}
