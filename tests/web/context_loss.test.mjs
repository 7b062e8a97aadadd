// A driver that starts anew, or a GPU that is given to somebody else, takes everything that was drawn
// with: the program draws it again, and loses nothing else.
import assert from 'node:assert/strict';
import {test} from 'node:test';

import {counters, launchKiosk, settled, siteFolder} from './support/kiosk.mjs';
import {heading} from './support/resident.mjs';
import {serveSite, workerAfter} from './support/static_server.mjs';

const kTest = {timeout: 120_000};

/** In the worker or the page: keeps the program's context where a test finds it. */
const keepContext = (canvasType) => `{
    const get = ${canvasType}.prototype.getContext;
    ${canvasType}.prototype.getContext = function (...all) {
        return self.kept = get.apply(this, all);
    };
}`;

const lose = () => { self.loss = self.kept.getExtension('WEBGL_lose_context'); self.loss.loseContext(); };
const restore = () => self.loss.restoreContext();

async function survives(kiosk, place) {
    const {page} = kiosk;
    await heading(page, /./).first().waitFor();
    await settled(page);
    const before = await page.screenshot();
    const {frames} = await counters(page);
    await place().evaluate(lose);
    await page.setViewportSize({width: 1920, height: 1000});  // it goes on meanwhile
    await settled(page);
    await place().evaluate(restore);
    await page.setViewportSize({width: 1920, height: 1080});
    await page.waitForFunction(async (old) => (await window.xinfeng.counters()).frames > old + 1, frames);
    await settled(page);
    assert.ok((await page.screenshot()).equals(before), 'the picture is another one');
    assert.deepEqual(page.heard.errors, []);
}

test('in a worker', kTest, async () => {
    const server = await serveSite(siteFolder, {
        routes: workerAfter(siteFolder, keepContext('OffscreenCanvas')),
    });
    const kiosk = await launchKiosk({url: server.url});
    try {
        await survives(kiosk, () => kiosk.page.workers()[0]);
    } finally {
        await kiosk.close();
        await server.close();
    }
});

test("on the page's own thread", kTest, async () => {
    const server = await serveSite(siteFolder);
    const kiosk = await launchKiosk({url: server.url, wait: false});
    try {
        await kiosk.context.addInitScript(`${keepContext('HTMLCanvasElement')}
            delete HTMLCanvasElement.prototype.transferControlToOffscreen`);
        await kiosk.page.goto(`${server.url}?device=other&a11y=1`);
        await survives(kiosk, () => kiosk.page);
    } finally {
        await kiosk.close();
        await server.close();
    }
});
