// An award as people meet it: proposed at a desk, returned or approved by somebody else, and read by
// the household with the reason.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';

import {Hub} from './support/hub.mjs';
import {launchKiosk, openDevice, screenshot} from './support/kiosk.mjs';
import {addPhoto, photo} from './support/photo.mjs';
import {button, heading, identify, press, pressInList, seen, signInAtDesk} from './support/resident.mjs';

const kTest = {timeout: 300_000};

let hub;
before(async () => {
    hub = await Hub.start();
});
after(() => hub.stop());

const whoIs = (post) => hub.secrets().staff.find((staff) => staff.post.includes(post));
const row = (page, text) => page.getByRole('listitem').filter({hasText: text}).first();

const kWork = '参加村里组织的义务劳动';
const kBuilding = '带头拆旱厕、改院墙';  // with a photo, and shown to the village before it counts
const kPicture = '放大看第1张照片';

/** From the desk's home screen until it is said that another has to review it. */
async function propose(desk, household, {rule = kWork, note, file}) {
    await press(desk, '给积分', heading(desk, '做了什么事？'));
    await pressInList(desk, new RegExp(`^${rule}`), heading(desk, '是哪一家？'));
    await desk.getByRole('textbox', {name: '查找'}).fill(household.household.slice(0, 3));
    await press(desk, new RegExp(`^${household.household}`), heading(desk, '是谁做的？'));
    await press(desk, '全户一起', heading(desk, '有什么凭据？'));
    await desk.getByRole('textbox', {name: '说明'}).fill(note);
    if (file) await addPhoto(desk, file, button(desk, kPicture));
    await press(desk, '报上去', heading(desk, rule));
    await seen(desk, '等另一位审核');
    await seen(desk, /已上报/);
    await press(desk, '退出', button(desk, '登录办公'));
}

/** The newest of what waits for the supervisor is on the screen. */
async function openWaiting(desk, household) {
    await press(desk, '等我审', heading(desk, '等我审核'));
    const item = row(desk, household.household);
    await item.waitFor();
    await item.getByRole('button').click();
}

async function decide(desk, household, yes) {
    await openWaiting(desk, household);
    await press(desk, yes ? '同意' : '退回', desk.getByText(yes ? '为什么同意？' : '为什么退回？'));
    const reason = yes ? '情况属实，凭据齐全' : '凭据不够';
    await press(desk, reason, desk.getByText(yes ? /审核通过|已记分|公示中/ : '被退回'));
}

test('returned with a reason, then approved and posted, as the household reads it', kTest, async () => {
    const household = hub.secrets().households[9];
    const kiosk = await launchKiosk({url: hub.url, device: 'kiosk'});
    try {
        const desk = await openDevice(kiosk.context, hub.url, {device: 'desk'});
        const officer = whoIs('一网格专职网格员'), supervisor = whoIs('村务监督委员会');
        await signInAtDesk(desk, officer);
        assert.equal(await button(desk, '等我审').count(), 0);
        await propose(desk, household, {note: '没写清楚'});
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
        await propose(desk, household, {note: '村口扫雪，两小时'});
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

/** On the home screen of the kiosk: the household comes, looks at its points, and its line is there. */
async function lineOfHousehold(page, household, words) {
    await press(page, '查积分', heading(page, '请刷家庭卡'));
    await identify(page, household);
    await heading(page, '我家的积分').waitFor();
    const line = row(page, words);
    await line.waitFor();
    return line.innerText();
}

test('proven by a photo, shown to the village, objected to at the kiosk, and sent back', kTest, async () => {
    const [neighbour, household] = hub.secrets().households.slice(6, 8);
    const kiosk = await launchKiosk({url: hub.url, device: 'kiosk'});
    try {
        const desk = await openDevice(kiosk.context, hub.url, {device: 'desk'});
        await signInAtDesk(desk, whoIs('一网格专职网格员'));
        await propose(desk, household, {rule: kBuilding, note: '旱厕拆了', file: await photo(desk)});
        const supervisor = whoIs('村务监督委员会');
        await signInAtDesk(desk, supervisor);
        await decide(desk, household, true);
        await button(desk, kPicture).waitFor();
        await seen(desk, /已上报/);
        await press(desk, '退出', button(desk, '登录办公'));

        const {page} = kiosk;
        await seen(page, '已联网');
        await press(page, '积分公示', heading(page, '积分公示'));
        const shown = row(page, kBuilding);
        await shown.waitFor();
        assert.match(await shown.innerText(), /\*\*.*公示中/s);
        assert.doesNotMatch(await shown.innerText(), new RegExp(household.household));
        await shown.getByRole('button').click();
        await heading(page, kBuilding).waitFor();
        // Words and photo are for desks and the household's own browser.
        assert.equal(await button(page, kPicture).count(), 0);
        assert.equal(await page.getByText('旱厕拆了').count(), 0);
        await press(page, '我有意见', heading(page, '请刷家庭卡'));
        await identify(page, neighbour);
        await press(page, '没有这回事', page.getByText('有意见，核实中'));
        await seen(page, /已上报/);
        await screenshot(page, 'award-objected');
        await press(page, '退出', button(page, '查积分'));

        await signInAtDesk(desk, supervisor);
        await openWaiting(desk, household);
        await press(desk, '意见属实', desk.getByText('意见属实，不记分。哪里不对？'));
        await press(desk, '和事实不符', desk.getByText('被退回'));
        await seen(desk, /已上报/);
        assert.match(await lineOfHousehold(page, household, '被退回'), /和事实不符/);
        assert.deepEqual(desk.heard.errors, []);
        assert.deepEqual(page.heard.errors, []);
    } finally {
        await kiosk.close();
    }
});
