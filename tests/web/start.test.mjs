// What goes wrong while a device opens has its notice, too: nobody is left before a page that only says
// that it opens.
import assert from 'node:assert/strict';
import {test} from 'node:test';

import {interactive, launchKiosk, notice, siteFolder} from './support/kiosk.mjs';
import {button} from './support/resident.mjs';
import {serveSite, workerAfter} from './support/static_server.mjs';

const kTest = {timeout: 60_000};

/** Runs in the page: the worker has failed before the browser says whether it keeps our storage. */
function answerLate() {
    let failed;
    const failure = new Promise((resolve) => { failed = resolve; });
    const {persisted} = StorageManager.prototype;
    StorageManager.prototype.persisted = async function () {
        await failure;
        return persisted.call(this);
    };
    window.Worker = class extends Worker {
        constructor(...all) {
            super(...all);
            this.addEventListener('error', () => setTimeout(failed));
        }
    };
}

test('a worker whose script is gone, as after a new version, is missed at once', kTest, async () => {
    const [script] = Object.keys(workerAfter(siteFolder, ''));
    const routes = {[script]: (request, reply) => reply.writeHead(404).end()};
    const server = await serveSite(siteFolder, {routes});
    const kiosk = await launchKiosk({url: server.url, wait: false});
    try {
        const {page} = kiosk;
        await page.addInitScript(answerLate);
        await page.reload();
        await notice(page, 'download');
        assert.deepEqual(page.workers(), []);
        delete routes[script];
        await button(page, '再试一次').click();
        await interactive(page);
    } finally {
        await kiosk.close();
        await server.close();
    }
});
