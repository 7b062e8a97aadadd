// Requests in a browser: without a name, by its claim code; not solved, with a reason; handed on.
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

/** The desk, signed in, with that request open. */
async function deskWith(context, words) {
    const desk = await openDevice(context, hub.url, {device: 'desk'});
    await signInAtDesk(desk, hub.secrets().staff[0]);
    await openDeskRequests(desk);
    await press(desk, words, button(desk, '接办'));
    return desk;
}

async function finish(desk, result) {
    await press(desk, '接办', button(desk, '办结'));
    await press(desk, '办结', desk.getByRole('textbox'));
    await desk.getByRole('textbox').fill(result);
    await press(desk, '办结，请村民确认', desk.getByText(result));
}

test('a request without a name is found by its code at another kiosk, and closed', kTest, async () => {
    const kiosk = await launchKiosk({url: hub.url, device: 'kiosk'});
    try {
        const {page, context} = kiosk;
        await seen(page, '已联网');
        await press(page, '提诉求', heading(page, '您想怎么提？'));
        await press(page, '不写名字提', heading(page, '是哪方面的事？'));
        const field = page.getByRole('textbox', {name: '诉求内容'});
        await press(page, '环境卫生', field);
        await field.fill('村口垃圾没人清');
        await press(page, '提交', heading(page, '这是您的查询码'));
        const spoken = await page.getByRole('status').filter({hasText: /查询码/}).first().innerText();
        const code = spoken.replace(/[^0-9A-Z]/g, '').slice(-8);
        assert.match(code, /^[346789ACDEFHJKMNPQRTUWXY]{8}$/);
        await screenshot(page, 'claim-code');
        await press(page, '我抄好了', button(page, '提诉求'));
        await seen(page, '已联网');

        const desk = await deskWith(context, /村口垃圾没人清/);
        await seen(desk, /匿名/);
        await finish(desk, '已请保洁清运');
        await seen(desk, /已上报/);

        const other = await openDevice(context, hub.url, {device: 'kiosk2'});
        await seen(other, '已联网');
        await press(other, '提诉求', heading(other, '您想怎么提？'));
        await press(other, '凭码看进度', heading(other, '请输入查询码'));
        for (const character of code) await button(other, character).click();
        await heading(other, /^诉求 /).waitFor();
        await seen(other, '已请保洁清运');
        await press(other, '基本满意', other.getByText('已经了结'));
        assert.equal(await button(other, '退出').count(), 0);  // nobody is signed in

        await press(desk, '更新数据', desk.getByText('已经了结'));
        assert.deepEqual(page.heard.errors.concat(other.heard.errors), []);
    } finally {
        await kiosk.close();
    }
});

test('what is not solved goes back with its reason, and what the village can\'t do is handed on', kTest, async () => {
    const kiosk = await launchKiosk({url: hub.url, device: 'kiosk'});
    try {
        const {page, context} = kiosk;
        await openRequests(page, hub.secrets().households[0]);
        await (await writeRequest(page)).fill('三组路口的路灯坏了');
        await fileRequest(page);
        await seen(page, '已上报');
        const desk = await deskWith(context, /三组路口的路灯坏了/);
        await finish(desk, '已换灯泡');
        await seen(desk, /已上报/);

        await press(page, '更新数据', page.getByText('已换灯泡'));
        await press(page, '没解决', button(page, '又出问题了'));
        await button(page, '又出问题了').click();
        await page.getByRole('textbox').fill('晚上还是不亮');
        await press(page, '请村里接着办', page.getByText('等村里接办'));
        await seen(page, /没解决：又出问题了/);

        await press(desk, '更新数据', desk.getByText('晚上还是不亮'));
        await press(desk, '转办到镇', desk.getByRole('textbox'));
        await desk.getByRole('textbox').fill('线路老化，要镇里改造');
        await press(desk, '转办到镇', desk.getByText('转到镇里了，等镇里接办'));
        assert.equal(await button(desk, '办结').count(), 0);
        await screenshot(desk, 'request-handed-on');
        await seen(desk, /已上报/);
        await press(page, '更新数据', page.getByText('线路老化，要镇里改造'));
        assert.deepEqual(page.heard.errors.concat(desk.heard.errors), []);
    } finally {
        await kiosk.close();
    }
});
