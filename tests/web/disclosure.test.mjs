// Staff enters a resolution at the desk, and residents read it: from the form to the verified document,
// and to its correction.
import assert from 'node:assert/strict';
import {afterEach, beforeEach, test} from 'node:test';

import {Hub} from './support/hub.mjs';
import {launchKiosk, openDevice, screenshot} from './support/kiosk.mjs';
import {addPhoto, photo, tellsPlace} from './support/photo.mjs';
import {button, heading, press, seen, signInAtDesk, textOf} from './support/resident.mjs';

const kTest = {timeout: 240_000};
const kMatter = '村内主路安装路灯（示例）';
const kText = '结果：四十二盏路灯全部亮了。';
const kCorrected = '结果：四十一盏路灯亮了，一盏待换。';

let hub;
beforeEach(async () => {
    hub = await Hub.start();
});
afterEach(() => hub.stop());

const field = (page, name) => page.getByRole('textbox', {name});

/** From the list of what was handed in: the result of the matter, with this text, up to 已公开. */
async function publish(desk, text, file) {
    await heading(desk, '写什么？').waitFor();
    await field(desk, '正文').fill(text);
    await press(desk, '下一步', heading(desk, '哪天的结果，收到过几件异议？'));
    await press(desk, '下一步', heading(desk, '附上照片或单据？'));
    if (file) await addPhoto(desk, file, button(desk, '放大看第1张照片'));
    await screenshot(desk, file ? 'desk-picture' : 'desk-no-picture');
    await press(desk, '看看公开的样子', desk.getByText(text));
    await press(desk, '公开', desk.getByRole('dialog', {name: '确定公开吗？'}));
    await press(desk, '确定公开', heading(desk, '做公开'));
    await desk.getByRole('listitem').first().getByText('已公开').waitFor({timeout: 60_000});
}

/** What the kiosk shows of the matter, once its log has come so far. */
async function matter(page, words) {
    await press(page, '首页', button(page, '看公开'));
    await press(page, '看公开', page.getByText(/已核验/));
    await press(page, /^四议两公开/, heading(page, '四议两公开'));
    await press(page, new RegExp(`^${kMatter}`), heading(page, kMatter));
    await press(page, '更新数据', page.getByText(words));
}

/** What may stand below the fold: page down where there is more, then press. */
async function pressBelow(page, name, result) {
    await button(page, '返回').waitFor();
    const down = button(page, '往下翻');
    if (await down.count() > 0 && await down.isEnabled()) await down.click();
    await press(page, name, result);
}

test('a result entered at the desk is verified at the kiosk, and its correction shows', kTest, async () => {
    const kiosk = await launchKiosk({url: hub.url, device: 'kiosk'});
    try {
        const desk = await openDevice(kiosk.context, hub.url, {device: 'desk'});
        await signInAtDesk(desk, hub.secrets().staff[0]);
        await press(desk, '做公开', heading(desk, '做公开'));
        await press(desk, '大事', heading(desk, '哪一件大事？'));
        await press(desk, new RegExp(`^${kMatter}`), heading(desk, '写什么？'));
        const file = await photo(desk);
        assert.ok(file.buffer.length > 400_000, `${file.buffer.length} bytes are no real photo`);
        await publish(desk, kText, file);

        const {page} = kiosk;
        await matter(page, '已公布结果');
        await pressBelow(page, '放大看第1张照片', page.getByRole('dialog', {name: '照片'}));
        await screenshot(page, 'kiosk-picture');
        await press(page, '看完了', heading(page, kMatter));
        const papers = hub.publicFiles('paper');
        assert.equal(papers.length, 1);
        assert.ok(papers[0].length <= 200_016, `${papers[0].length} bytes are published`);
        assert.ok(!tellsPlace(papers[0]), 'the photo still says where it was taken');
        await pressBelow(page, '实施结果公开看原文', page.getByText(kText));
        await seen(page, /没有被改过/);

        await press(desk, new RegExp(`^${kMatter}`), heading(desk, '写什么？'));
        await publish(desk, kCorrected);
        await matter(page, /已经更正/);
        await pressBelow(page, '看更正前的', page.getByText(kText));
        await seen(page, '这一版已经更正，不作数了');
        await press(page, '返回', heading(page, kMatter));
        await pressBelow(page, '实施结果公开看原文', page.getByText(kCorrected));
        assert.doesNotMatch(await textOf(page), new RegExp(kText));
        assert.deepEqual(page.heard.errors, []);
    } finally {
        await kiosk.close();
    }
});

test('what is overdue says so: on the way there, in the list, and on the matter itself', kTest, async () => {
    const overdue = '村口小广场改造（示例）';
    const kiosk = await launchKiosk({url: hub.url, device: 'kiosk'});
    try {
        const {page} = kiosk;
        await press(page, '看公开', page.getByText(/已核验/));
        await press(page, '四议两公开 1 项逾期未公布', heading(page, '四议两公开'));
        const rows = page.getByRole('listitem');
        await rows.first().waitFor();
        const texts = await rows.allInnerTexts();
        assert.deepEqual(texts.filter((text) => text.includes('逾期')).length, 1);
        assert.ok(texts[0].includes(overdue), `the first row is ${texts[0]}`);
        await press(page, new RegExp(`^${overdue}`), heading(page, overdue));
        await seen(page, '逾期未公布');
        await seen(page, /结果应在.*到现在还没有公布/);
        await screenshot(page, 'matter-overdue');
        assert.deepEqual(page.heard.errors, []);
    } finally {
        await kiosk.close();
    }
});
