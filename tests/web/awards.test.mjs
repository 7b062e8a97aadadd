// An award as people meet it: proposed at a desk, returned or approved by somebody else, and read by
// the household with the reason.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';

import {Hub} from './support/hub.mjs';
import {launchKiosk, openDevice, screenshot} from './support/kiosk.mjs';
import {button, heading, identify, press, pressInList, seen, signInAtDesk} from './support/resident.mjs';

const kTest = {timeout: 300_000};

let hub;
before(async () => {
    hub = await Hub.start();
});
after(() => hub.stop());

const whoIs = (post) => hub.secrets().staff.find((staff) => staff.post.includes(post));
const row = (page, text) => page.getByRole('listitem').filter({hasText: text}).first();

/** From the desk's home screen until it is said that another has to review it. */
async function propose(desk, household, note) {
    await press(desk, '给积分', heading(desk, '做了什么事？'));
    await pressInList(desk, /^参加村里组织的义务劳动/, heading(desk, '是哪一家？'));
    await desk.getByRole('textbox', {name: '查找'}).fill(household.household.slice(0, 3));
    await press(desk, new RegExp(`^${household.household}`), heading(desk, '是谁做的？'));
    await press(desk, '全户一起', heading(desk, '有什么凭据？'));
    await desk.getByRole('textbox', {name: '说明'}).fill(note);
    await press(desk, '报上去', heading(desk, '参加村里组织的义务劳动'));
    await seen(desk, '等另一位审核');
    await seen(desk, /已上报/);
    await press(desk, '退出', button(desk, '登录办公'));
}

/** The newest of what waits for the supervisor. */
async function decide(desk, household, yes) {
    await press(desk, '等我审', heading(desk, '等我审核'));
    const item = row(desk, household.household);
    await item.waitFor();
    await item.getByRole('button').click();
    await press(desk, yes ? '同意' : '退回', desk.getByText(yes ? '为什么同意？' : '为什么退回？'));
    const reason = yes ? '情况属实，凭据齐全' : '凭据不够';
    await press(desk, reason, desk.getByText(yes ? /审核通过|已记分/ : '被退回'));
}

test('returned with a reason, then approved and posted, as the household reads it', kTest, async () => {
    const household = hub.secrets().households[9];
    const kiosk = await launchKiosk({url: hub.url, device: 'kiosk'});
    try {
        const desk = await openDevice(kiosk.context, hub.url, {device: 'desk'});
        const officer = whoIs('一网格专职网格员'), supervisor = whoIs('村务监督委员会');
        await signInAtDesk(desk, officer);
        assert.equal(await button(desk, '等我审').count(), 0);
        await propose(desk, household, '没写清楚');
        await signInAtDesk(desk, supervisor);
        assert.equal(await button(desk, '给积分').count(), 0);
        await decide(desk, household, false);
        await screenshot(desk, 'award-returned');
        await press(desk, '退出', button(desk, '登录办公'));

        const {page} = kiosk;
        await seen(page, '已联网');
        await press(page, '查积分', heading(page, '请刷家庭卡'));
        await identify(page, household);
        await heading(page, '我家的积分').waitFor();
        const back = row(page, '被退回');
        await back.waitFor();
        assert.match(await back.innerText(), /凭据不够/);
        await press(page, '退出', button(page, '查积分'));

        await signInAtDesk(desk, officer);
        await propose(desk, household, '村口扫雪，两小时');
        await signInAtDesk(desk, supervisor);
        await decide(desk, household, true);

        await press(page, '查积分', heading(page, '请刷家庭卡'));
        await identify(page, household);
        const posted = page.getByRole('list', {name: '积分明细'}).getByRole('button')
            .filter({hasText: /参加村里组织的义务劳动.*审核.*\+6/}).first();
        await posted.waitFor();
        await posted.click();
        await seen(page, '记到户头上');
        // The words are for desks and the household's own browser.
        assert.equal(await page.getByText('村口扫雪').count(), 0);
        await seen(page, `${supervisor.name} 审核同意`);
        await screenshot(page, 'award-posted');
        assert.deepEqual(desk.heard.errors, []);
        assert.deepEqual(page.heard.errors, []);
    } finally {
        await kiosk.close();
    }
});
