// The mirror by itself: what it makes of nodes that the program names.
import assert from 'node:assert/strict';
import {test} from 'node:test';

import {launchKiosk, siteFolder} from './support/kiosk.mjs';
import {filesOf} from './support/next_version.mjs';

/** Runs in a page: the attributes of a list's only row after each of its states. */
async function mirrored({module, states}) {
    const {Mirror} = await import(module);
    const element = document.createElement('main');
    const mirror = new Mirror({element, place() {}}, () => {}, document.createElement('p'));
    mirror.start();
    return states.map((state) => {
        const row = {id: 2, parent: 1, role: 'listitem', name: '张三', ...state};
        mirror.update({order: [1, 2], set: [{id: 1, parent: 0, role: 'list'}, row], gone: []});
        const found = element.querySelector('[role=listitem]');
        return ['aria-posinset', 'aria-setsize'].map((name) => found.getAttribute(name));
    });
}

test('of a long list, which row it is and of how many', {timeout: 60_000}, async () => {
    const kiosk = await launchKiosk({a11y: false});
    try {
        const module = Object.keys(filesOf(siteFolder)).find((path) => path.startsWith('/mirror.'));
        const states = [{at: 7, of: 5000}, {at: 8, of: 5000}, {}];
        assert.deepEqual(await kiosk.page.evaluate(mirrored, {module, states}),
            [['7', '5000'], ['8', '5000'], [null, null]]);
    } finally {
        await kiosk.close();
    }
});
