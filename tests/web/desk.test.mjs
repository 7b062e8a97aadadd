// The staff's desk: what is offered follows from the roles, and the audit trail says who did what.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';

import {Hub} from './support/hub.mjs';
import {launchKiosk, openDevice, screenshot} from './support/kiosk.mjs';
import {
    button, fileRequest, heading, openDeskRequests, openRequests, press, seen, signInAtDesk,
    writeRequest,
} from './support/resident.mjs';

const kTest = {timeout: 240_000};

let hub;
before(async () => {
    hub = await Hub.start();
});
after(() => hub.stop());

const whoIs = (post) => hub.secrets().staff.find((staff) => staff.post.includes(post));

test('who may do what is offered that, and the audit trail says who finished a request', kTest, async () => {
    const kiosk = await launchKiosk({url: hub.url, device: 'kiosk'});
    try {
        const {page, context} = kiosk;
        await openRequests(page, hub.secrets().households[0]);
        await (await writeRequest(page)).fill('村口的路灯不亮了');
        await fileRequest(page);
        await seen(page, '已上报');

        const desk = await openDevice(context, hub.url, {device: 'desk'});
        const officer = whoIs('一网格专职网格员');
        await signInAtDesk(desk, officer);
        assert.equal(await button(desk, '看留痕').count(), 0);
        await openDeskRequests(desk);
        await press(desk, /村口的路灯不亮了/, button(desk, '接办'));
        await press(desk, '接办', button(desk, '办结'));
        await press(desk, '办结', desk.getByRole('textbox'));
        await desk.getByRole('textbox').fill('已换灯泡');
        await press(desk, '办结，请村民确认', desk.getByText('已换灯泡'));
        await seen(desk, /已上报/);
        await press(desk, '退出', button(desk, '登录办公'));

        const supervisor = whoIs('村务监督委员会');
        await signInAtDesk(desk, supervisor);
        await openDeskRequests(desk);  // what is late concerns them; taking steps does not
        await press(desk, /村口的路灯不亮了/, heading(desk, /^诉求 /));
        assert.equal(await button(desk, '回访').count(), 0);
        await press(desk, '首页', button(desk, '看留痕'));
        await press(desk, '看留痕', heading(desk, '操作留痕'));
        const field = desk.getByRole('textbox', {name: '查找'});
        await field.fill('专职网格员');
        const record = desk.getByRole('listitem').filter({hasText: '办结诉求'}).first();
        await record.waitFor();
        const words = await record.innerText();
        assert.ok(words.includes(officer.name), words);
        assert.ok(words.includes(hub.secrets().households[0].household), words);
        await screenshot(desk, 'desk-audit');
        assert.equal(await desk.getByText('已换灯泡').count(), 0);  // what was written is not shown
        assert.deepEqual(desk.heard.errors, []);
    } finally {
        await kiosk.close();
    }
});
