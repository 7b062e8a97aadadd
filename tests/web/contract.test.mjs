// The ports over the browser keep the same promises as every other implementation of them: the
// suites of tests/contract, compiled into a module of their own, in a worker with real OPFS handles
// and a real server.
import assert from 'node:assert/strict';
import {test} from 'node:test';

import {dropProfile, kPatienceMs, launchBrowser, newProfile} from './support/kiosk.mjs';
import {contractFolder} from './support/places.mjs';
import {serveSite} from './support/static_server.mjs';

const kLongBytes = 1000;  // transport_contract.hpp

/** What the transport suite needs behind it. */
const routes = {
    '/': (request, reply) => reply.setHeader('content-type', 'text/html').end('<!doctype html>'),
    '/echo': (request, reply) => {
        reply.setHeader('content-type', request.headers['content-type']);
        request.pipe(reply);
    },
    '/long': (request, reply) => reply.end(Buffer.alloc(kLongBytes, 7)),
    '/never': () => {},
};

/** Runs in the page: every promise that was tried, as the worker reports them. */
function tried(worker_) {
    return new Promise((resolve, reject) => {
        const promises = [];
        const worker = new Worker(worker_, {type: 'module'});
        worker.onerror = ({message}) => reject(new Error(message));
        worker.onmessage = ({data}) => {
            if (data.kind === 'crashed') reject(new Error(data.text));
            else if (data.kind === 'done') resolve(promises);
            else promises.push(data);
        };
    });
}

for (const [name, worker] of [['OPFS', '/worker.js'], ['IndexedDB', '/worker.js?indexed']]) {
    test(`${name}, fetch, clock and randomness keep the contracts of their ports`, {timeout: 2 * kPatienceMs}, async () => {
        const server = await serveSite(contractFolder, {routes});
        const profile = newProfile();
        const context = await launchBrowser({profile});
        try {
            const page = await context.newPage();
            await page.goto(server.url);
            const promises = await page.evaluate(tried, worker);
            const broken = promises.filter(({kind}) => kind !== 'kept').map(({text}) => text);
            assert.deepEqual(broken, []);
            // A suite that did not run keeps everything.
            for (const port of ['block device', 'clock', 'random', 'transport', 'a later session']) {
                assert.ok(promises.some(({text}) => text.startsWith(port)), port);
            }
            assert.ok(server.requests.includes('/echo') && server.requests.includes('/never'));
        } finally {
            await context.close();
            await server.close();
            dropProfile(profile);
        }
    });
}
