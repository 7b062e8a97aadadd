// A kiosk at which nobody stands draws nothing; one that somebody left forgets who it was.
import assert from 'node:assert/strict';
import {after, before, beforeEach, test} from 'node:test';

import {Hub} from './support/hub.mjs';
import {counters, launchKiosk, letPass, settled} from './support/kiosk.mjs';
import {button, heading, openRequests, press, seen, writeRequest} from './support/resident.mjs';

const kTest = {timeout: 120_000};
const kQuietMs = 2500;
// The next step that the program set itself a timer for may fall into it, and one more.
const kMostSteps = 2;

let hub;
let kiosk;
let page;
before(async () => {
    hub = await Hub.start();
    kiosk = await launchKiosk({url: hub.url});
    page = kiosk.page;
});
after(async () => {
    await kiosk?.close();
    await hub?.stop();
});
beforeEach(async () => {
    await page.reload();
    await seen(page, '已联网');
});

/** What it did in a while in which nobody touched it and the hub said nothing: {frames, steps}. */
async function whileQuiet() {
    for (;;) {
        await settled(page);
        const start = await counters(page);
        await page.evaluate((ms) => new Promise((over) => setTimeout(over, ms)), kQuietMs);
        const end = await counters(page);
        if (start.frameAsked || start.answers !== end.answers) continue;
        return {frames: end.frames - start.frames, steps: end.steps - start.steps};
    }
}

/** Nothing is drawn, hardly anything is computed, and a touch is answered by a picture. */
async function restsUntilTouched() {
    const {frames, steps} = await whileQuiet();
    assert.equal(frames, 0);
    assert.ok(steps <= kMostSteps, `${steps} steps`);
    const before = await counters(page);
    await page.mouse.move(960, 540);
    await page.mouse.down();
    await page.waitForFunction(async (then) => await window.xinfeng.frames() > then, before.frames);
    await page.mouse.up();
}

test('the home screen rests', kTest, restsUntilTouched);

test('a document rests', kTest, async () => {
    await press(page, '看公开', page.getByText(/已核验/));
    await press(page, /公开$/, page.getByText(/没有被改过/));
    await restsUntilTouched();
});

test('a form rests while its field has the focus', kTest, async () => {
    await openRequests(page, hub.secrets().households[0]);
    const field = await writeRequest(page);
    await page.keyboard.insertText('还没想好');
    await restsUntilTouched();
    assert.equal(await field.inputValue(), '还没想好');
});

test('who goes away is asked for, and then forgotten', kTest, async () => {
    await openRequests(page, hub.secrets().households[0]);
    await writeRequest(page);
    await page.keyboard.insertText('还没想好');
    const asked = page.getByRole('dialog', {name: '您还在吗？'});
    await letPass(page, 125_000);
    await asked.waitFor();
    await press(page, '继续', page.getByRole('textbox'));

    await letPass(page, 125_000);
    await asked.waitFor();
    await letPass(page, 30_000);
    await button(page, '查积分').waitFor();
    assert.equal(await button(page, '退出').count(), 0);
    assert.equal(await page.getByRole('textbox').count(), 0);
    await press(page, '提诉求', heading(page, '您想怎么提？'));
});
