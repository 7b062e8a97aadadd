// The text field of the request form, fed by everything that feeds one: keys, an input method, the
// clipboard, a scanner. What counts is what the filed request says.
import assert from 'node:assert/strict';
import {after, afterEach, before, beforeEach, test} from 'node:test';

import {Hub} from './support/hub.mjs';
import {
    dropProfile, interactive, kept, launchBrowser, newProfile, openDevice, screenshot, settled,
} from './support/kiosk.mjs';
import {
    button, fileRequest, goToRequests, heading, identify, openDeskRequests, openRequests, press,
    requestText, scan, seen, signInAtDesk, writeRequest,
} from './support/resident.mjs';

const kTest = {timeout: 120_000};
const kNobodysCard = 'XF1:0000000000000000';

let hub;
let profile;
let context;
let page;
let field;
before(async () => {
    hub = await Hub.start();
    profile = newProfile();
    context = await launchBrowser({profile});
});
after(async () => {
    await context?.close();
    await hub?.stop();
    dropProfile(profile);
});
beforeEach(async () => {
    page = await openDevice(context, hub.url);
    await openRequests(page, hub.secrets().households[0]);
    field = await writeRequest(page);
});
afterEach(async () => {
    await page.close();
    assert.deepEqual(page.heard.errors, []);
});

/** A desk at which somebody has signed in. */
async function openDesk() {
    const desk = await openDevice(context, hub.url, {device: 'desk'});
    await signInAtDesk(desk, hub.secrets().staff[0]);
    await openDeskRequests(desk);
    return desk;
}

/** What is drawn where the field is, once nothing moves. */
async function picture() {
    await settled(page);
    return field.screenshot();
}

/** An input method: compose() shows what is being spelled, commit() puts text in its place. */
async function inputMethod() {
    const session = await context.newCDPSession(page);
    return {
        compose: (text) => session.send('Input.imeSetComposition', {
            text, selectionStart: text.length, selectionEnd: text.length,
        }),
        commit: (text) => session.send('Input.insertText', {text}),
    };
}

test('keys, with corrections and lines', kTest, async () => {
    const {keyboard} = page;
    await keyboard.type('road 11x');
    await keyboard.press('Backspace');
    await keyboard.press('Enter');
    await keyboard.type('no light');
    await keyboard.press('Home');
    await keyboard.type('there is ');
    assert.equal(await fileRequest(page), 'road 11\nthere is no light');
});

test('an input method shows what is spelled, and its words arrive whole', kTest, async () => {
    const ime = await inputMethod();
    await ime.commit('路坏了');
    await page.keyboard.press('Home');
    const before = await picture();
    for (const spelled of ['c', 'cun', 'cunkou']) await ime.compose(spelled);
    const during = await picture();
    assert.ok(!during.equals(before), 'what is spelled is drawn');
    await ime.commit('cunkou');
    assert.ok(!(await picture()).equals(during), 'it is drawn otherwise than text');
    for (let i = 0; i < 'cunkou'.length; ++i) await page.keyboard.press('Backspace');
    assert.ok((await picture()).equals(before));

    for (const spelled of ['c', 'cun', 'cunkou']) await ime.compose(spelled);
    await ime.commit('村口的');
    assert.equal(await fileRequest(page), '村口的路坏了');
});

test('a composition that is given up leaves nothing', kTest, async () => {
    const ime = await inputMethod();
    await ime.commit('路灯');
    const before = await picture();
    for (const spelled of ['huai', 'huaile']) await ime.compose(spelled);
    assert.ok(!(await picture()).equals(before));
    await ime.compose('');
    assert.ok((await picture()).equals(before), 'nothing of it is left on the screen');
    assert.equal(await fileRequest(page), '路灯');
});

test('what is pasted is in it, and takes the place of what was selected', kTest, async () => {
    const other = await context.newPage();
    await other.setContent('<textarea autofocus>三组王桥\n栏杆断了</textarea>');
    await other.getByRole('textbox').press('Control+A');
    await other.keyboard.press('Control+C');
    await other.close();

    await page.bringToFront();
    await page.keyboard.insertText('看看：这里');
    for (let i = 0; i < '这里'.length; ++i) await page.keyboard.press('Shift+ArrowLeft');
    await page.keyboard.press('Control+V');
    await page.keyboard.insertText('。');
    await page.keyboard.press('Control+Home');
    for (let i = 0; i < '看看'.length; ++i) await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.insertText('请看');
    assert.equal(await fileRequest(page), '请看：三组王桥\n栏杆断了。');
});

test('what was done is undone, and done again', kTest, async () => {
    await page.keyboard.type('路灯坏了');
    const before = await picture();
    await page.keyboard.press('Control+A');
    await page.keyboard.press('Delete');
    assert.equal(await field.inputValue(), '');
    await page.keyboard.press('Control+Z');
    await page.waitForFunction(() => document.querySelector('.field').value === '路灯坏了');
    await page.keyboard.press('End');
    assert.ok((await picture()).equals(before), 'it is drawn as it was');
    await page.keyboard.press('Control+Z');
    await page.keyboard.press('Control+Shift+Z');
    assert.equal(await fileRequest(page), '路灯坏了');
});

test('on a phone the keyboard covers neither the line that is written nor the way on', kTest, async () => {
    const [width, height, keyboard] = [390, 844, 336];
    await page.setViewportSize({width, height});
    await settled(page);
    await field.click();
    await page.setViewportSize({width, height: height - keyboard});  // as the browser makes room for it
    await settled(page);
    for (let line = 1; line <= 12; ++line) await page.keyboard.insertText(`第${line}行\n`);
    await page.keyboard.insertText('写完了');
    await settled(page);
    const rect = await field.boundingBox();
    assert.ok(rect.y >= 0 && rect.y + rect.height <= height - keyboard, JSON.stringify(rect));
    assert.ok(rect.height > 3 * 18, 'more than a line of it can be seen');
    await screenshot(page, 'phone-keyboard');
    await page.setViewportSize({width, height});
    assert.match(await fileRequest(page), /写完了$/);
});

test('what a scanner types does not stay in it', kTest, async () => {
    await page.keyboard.insertText('路灯');
    await page.keyboard.press('ArrowLeft');
    await scan(page, kNobodysCard, page.getByRole('dialog', {name: '没有认出这张卡'}));
    await press(page, '知道了', field);
    await field.click();
    await page.keyboard.press('Control+End');
    await page.keyboard.insertText('坏了');
    assert.equal(await fileRequest(page), '路灯坏了');
});

test('a card in the middle of it calls the next household, who finds nothing of it', kTest, async () => {
    await page.keyboard.insertText('我家的事');
    await identify(page, hub.secrets().households[1]);
    await press(page, '提诉求', page.getByText('还没有提过诉求'));
    field = await writeRequest(page);
    assert.equal(await field.inputValue(), '');
    await scan(page, kNobodysCard, page.getByRole('dialog', {name: '没有认出这张卡'}));
    await press(page, '知道了', field);
    assert.equal(await field.inputValue(), '');
});

test('a scanner at a desk says that it is nobody\'s card, and leaves the field as it was', kTest, async () => {
    await page.keyboard.insertText('井盖');
    await fileRequest(page);
    await seen(page, '已上报');
    const desk = await openDesk();
    await press(desk, /^井盖/, button(desk, '接办'));
    await press(desk, '接办', button(desk, '办结'));
    const result = desk.getByRole('textbox');
    await press(desk, '办结', result);
    await result.click();
    await desk.keyboard.insertText('已');
    await scan(desk, kNobodysCard, desk.getByRole('dialog', {name: '没有认出这张卡'}));
    await press(desk, '知道了', result);
    assert.equal(await result.inputValue(), '已');
    await result.click();
    await desk.keyboard.insertText('换');
    await press(desk, '办结，请村民确认', desk.getByText('已换', {exact: true}));
    await desk.close();
});

test('without a network rare names are drawn, and no boxes', kTest, async () => {
    await kept(page);
    await context.setOffline(true);
    try {
        await page.reload();
        await interactive(page);
        await goToRequests(page, hub.secrets().households[0]);
        await writeRequest(page);
        const missing = (now) => page.waitForFunction(
            async (wanted) => Boolean((await window.xinfeng.counters()).missing) === wanted, now);
        await page.keyboard.insertText('𪚥');  // in no list, and so in no font
        await missing(true);
        await page.keyboard.press('Backspace');
        await page.keyboard.insertText('泮桥村的㳇家和𬭊家');
        await missing(false);
        await settled(page);
    } finally {
        await context.setOffline(false);
        page.heard.errors = page.heard.errors.filter((one) => !one.includes('INTERNET_DISCONNECTED'));
    }
});

test('characters from everywhere reach the desk as they were written', kTest, async () => {
    const text = '3组𠮷家㙍头🏮灯坏了👨‍👩‍👧，请𬬭师傅来看 — “Ωμέγα”';
    await page.keyboard.insertText(text);
    assert.equal(await fileRequest(page), text);
    await seen(page, '已上报');

    const desk = await openDesk();
    await press(desk, /^3组/, heading(desk, /^诉求 /));
    assert.equal(await requestText(desk), text);
    await desk.close();
});
