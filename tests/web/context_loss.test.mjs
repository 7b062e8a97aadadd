// A driver that starts anew, or a GPU that is given to somebody else, takes everything that was drawn
// with: the program draws it again, and loses nothing else.
import assert from 'node:assert/strict';
import {test} from 'node:test';

import {Hub} from './support/hub.mjs';
import {counters, interactive, launchKiosk, notice, settled, siteFolder} from './support/kiosk.mjs';
import {heading} from './support/resident.mjs';
import {serveSite, workerAfter} from './support/static_server.mjs';

const kTest = {timeout: 120_000};
const kBlankBytes = 30_000;  // more than the PNG of an empty page has

const lose = () => { self.loss = self.kept.getExtension('WEBGL_lose_context'); self.loss.loseContext(); };

/** In the worker or the page: keeps the program's context where a test finds it, and does `then`. */
const keepContext = (canvasType, then = () => {}) => `{
    const get = ${canvasType}.prototype.getContext;
    ${canvasType}.prototype.getContext = function (...all) {
        self.kept = get.apply(this, all);
        (${then})();
        return self.kept;
    };
}`;

const restore = () => self.loss.restoreContext();

/** Runs in the page: how many pixels of two PNGs differ by more than a rounding. */
async function differing(images) {
    const [a, b] = await Promise.all(images.map(async (base64) => {
        const bytes = Uint8Array.from(atob(base64), (one) => one.charCodeAt(0));
        const picture = await createImageBitmap(new Blob([bytes]));
        const canvas = document.createElement('canvas');
        [canvas.width, canvas.height] = [picture.width, picture.height];
        const draw = canvas.getContext('2d');
        draw.drawImage(picture, 0, 0);
        return draw.getImageData(0, 0, canvas.width, canvas.height).data;
    }));
    let count = 0;
    for (let at = 0; at < a.length; ++at) if (Math.abs(a[at] - b[at]) > 8) count++;
    return count;
}

async function drawn(page) {
    await heading(page, /./).first().waitFor();
    await settled(page);
    const picture = await page.screenshot();
    assert.ok(picture.length > kBlankBytes, 'something is drawn');
    return picture;
}

/** Until something is drawn again. */
async function restored(page, place) {
    const {frames} = await counters(page);
    await place.evaluate(restore);
    await page.waitForFunction(async (old) => (await window.xinfeng.counters()).frames > old + 1, frames);
}

async function survives(kiosk, place) {
    const {page} = kiosk;
    const before = await drawn(page);
    await place().evaluate(lose);
    await page.setViewportSize({width: 1920, height: 1000});  // it goes on meanwhile
    await page.setViewportSize({width: 1920, height: 1080});
    await settled(page);
    await restored(page, place());
    await settled(page);
    const after = await page.screenshot();
    assert.equal(await page.evaluate(differing, [before, after].map((one) => one.toString('base64'))), 0);
    assert.deepEqual(page.heard.errors, []);
}

/** A page whose worker's context is kept, and `then` is done to it. */
async function launched(then) {
    const server = await serveSite(siteFolder, {
        routes: workerAfter(siteFolder, keepContext('OffscreenCanvas', then)),
    });
    const kiosk = await launchKiosk({url: server.url}).catch(async (error) => {
        await server.close();  // or this file never ends
        throw error;
    });
    return {...kiosk, worker: () => kiosk.page.workers()[0], async close() {
        await kiosk.close();
        await server.close();
    }};
}

test('in a worker', kTest, async () => {
    const kiosk = await launched();
    try {
        await survives(kiosk, kiosk.worker);
    } finally {
        await kiosk.close();
    }
});

test('before the program is there', kTest, async () => {
    const kiosk = await launched(lose);
    try {
        const {page} = kiosk;
        await settled(page);
        await restored(page, kiosk.worker());
        await drawn(page);
    } finally {
        await kiosk.close();
    }
});

test('for good: it starts anew by itself, and says so when that does not help', kTest, async () => {
    const kiosk = await launched();
    try {
        const {page} = kiosk;
        await drawn(page);
        const anew = page.waitForEvent('worker');
        await kiosk.worker().evaluate(lose);
        await anew;
        await interactive(page);
        await drawn(page);
        await kiosk.worker().evaluate(lose);
        await notice(page, 'crashed');
    } finally {
        await kiosk.close();
    }
});

test("on the page's own thread", kTest, async () => {
    const hub = await Hub.start();
    const kiosk = await launchKiosk({url: hub.url, wait: false});
    try {
        await kiosk.context.addInitScript(`${keepContext('HTMLCanvasElement')}
            delete HTMLCanvasElement.prototype.transferControlToOffscreen`);
        await kiosk.page.goto(`${hub.url}?device=other&a11y=1`);
        await interactive(kiosk.page);
        await survives(kiosk, () => kiosk.page);
    } finally {
        await kiosk.close();
        await hub.stop();
    }
});
