// A household at home: a phone that nobody enrolled, from a first visit to logout and to the end of a
// login.
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {afterEach, beforeEach, test} from 'node:test';

import {Hub} from './support/hub.mjs';
import {kPatienceMs, launchKiosk, openDevice} from './support/kiosk.mjs';
import {hubProgram} from './support/places.mjs';
import {button, fileRequest, heading, openDeskRequests, press, privacyNotice, seen, signInAtDesk,
    textOf, writeRequest} from './support/resident.mjs';

const kTest = {timeout: 300_000};
const kPhone = {viewport: {width: 390, height: 844}};
const kWords = '三组路口的路灯坏了（示例）';

let hub, phone;
beforeEach(async () => {
    hub = await Hub.start();
    await hub.kill();
    await hub.up({demo: false});  // the town is there, and nobody hands out its secrets
    phone = await launchKiosk({url: hub.url, ...kPhone});
});
afterEach(async () => {
    await phone.close();
    await hub.stop();
});

async function openVillage(page) {
    const name = hub.secrets().name;
    await press(page, new RegExp(`^${name}`), button(page, /^登录我的户/));
}

/** Card number and PIN, up to what comes of it. */
async function logIn(page, {card_number: number, pin}, result) {
    await press(page, /^登录我的户/, heading(page, '登录我的户'));
    for (const digit of String(number)) await button(page, digit).click();
    await press(page, '下一步', heading(page, '请输入密码'));
    for (const digit of pin) await button(page, digit).click();
    await result.first().waitFor({timeout: kPatienceMs});
}

/** The first person of the household, where it has several; then home. */
async function choosePerson(page) {
    const who = heading(page, '您是家里的哪一位？');
    const there = button(page, /^查积分/);
    const told = privacyNotice(page);
    await who.or(told).or(there).first().waitFor();
    if (await who.isVisible()) await page.getByRole('listitem').first().getByRole('button').click();
    await told.or(there).first().waitFor();
    if (await told.isVisible()) await press(page, '知道了', there);
    await there.waitFor();
}

const household = () => hub.secrets().households[0];

async function arrive(page) {
    await openVillage(page);
    await logIn(page, household(),
        heading(page, '您是家里的哪一位？').or(privacyNotice(page)).or(button(page, /^查积分/)));
    await choosePerson(page);
}

/** Whether those words are in any file that the origin keeps, looked at without the program. */
async function keptAnywhere(words) {
    const page = await phone.context.newPage();
    await page.goto(`${hub.url}manifest.webmanifest`);  // of this origin, and there without the hub
    const found = await page.evaluate(async (text) => {
        const wanted = new TextEncoder().encode(text);
        const has = (bytes) => {
            for (let at = bytes.indexOf(wanted[0]); at >= 0; at = bytes.indexOf(wanted[0], at + 1))
                if (wanted.every((byte, i) => bytes[at + i] === byte)) return true;
            return false;
        };
        let files = 0;
        const look = async (folder) => {
            for await (const entry of folder.values()) {
                if (entry.kind === 'directory' ? await look(entry) :
                    (++files, has(new Uint8Array(await (await entry.getFile()).arrayBuffer()))))
                    return true;
            }
            return false;
        };
        const inside = await look(await navigator.storage.getDirectory());
        return {files, inside};
    }, words);
    await page.close();
    assert.ok(found.files > 0, 'there are files to look at');
    return found.inside;
}

test('a first visit reads a notice, and says whose word that is', kTest, async () => {
    const {page} = phone;
    await openVillage(page);
    assert.doesNotMatch(await textOf(page), /刷/);
    await press(page, /^看公开/, page.getByText(/已核验/));
    await seen(page, /本机头一次打开时记下了/);
    await press(page, /^通知公告/, heading(page, '通知公告'));
    const notice = page.getByRole('list', {name: '通知公告'}).getByRole('listitem').first();
    await notice.getByRole('button').click();
    await page.getByRole('list', {name: '通知公告'}).waitFor({state: 'hidden'});
    await seen(page, /示例/);
});

test('wrong PIN, right PIN, balance; a request that the desk sees; logout', kTest, async () => {
    const {page} = phone;
    const {household: name} = household();
    await openVillage(page);
    await logIn(page, {...household(), pin: '000000'}, page.getByRole('dialog'));
    await seen(page, /卡号和密码对不上/);
    await button(page, '知道了').click();
    for (const digit of household().pin) await button(page, digit).click();
    await choosePerson(page);
    await seen(page, name);

    await press(page, /^查积分/, heading(page, '我家的积分'));
    await page.getByRole('list', {name: '积分明细'}).getByRole('listitem').first().waitFor();
    await press(page, '首页', button(page, /^提诉求/));
    await press(page, /^提诉求/, heading(page, '我家的诉求'));
    const field = await writeRequest(page);
    await field.fill(kWords);
    assert.equal(await fileRequest(page), kWords);
    await seen(page, '已上报');

    const office = await openDesk();
    await openDeskRequests(office.page);
    await seen(office.page, kWords);
    await office.close();

    await press(page, '退出', button(page, /^登录我的户/));
    await page.close();
    for (const words of [name, kWords])
        assert.equal(await keptAnywhere(words), false, words);
});

test('a login that ended purges, and keeps what was not sent', kTest, async () => {
    let {page} = phone;
    const {household: name} = household();
    await arrive(page);
    await page.close();
    assert.equal(await keptAnywhere(name), true);  // so that the search below can find it
    page = await openDevice(phone.context, hub.url);
    await press(page, /^提诉求/, heading(page, '我家的诉求'));
    await hub.kill();
    const field = await writeRequest(page);
    await field.fill(kWords);
    await fileRequest(page);
    await seen(page, /1 条待上报/);
    await page.workers()[0].evaluate(() => {
        const now = Date.now.bind(Date);
        Date.now = () => now() + 12 * 3600 * 1000;
    });
    await press(page, '首页', page.getByRole('dialog', {name: '请重新登录'}));
    await page.close();
    assert.equal(await keptAnywhere(name), false);
    assert.equal(await keptAnywhere(kWords), true);

    await hub.up({demo: false});
    const again = await openDevice(phone.context, hub.url);
    await logIn(again, household(),
        heading(again, '您是家里的哪一位？').or(button(again, /^查积分/)));
    await choosePerson(again);
    await press(again, /^提诉求/, again.getByText(/没有交上去/));
    await press(again, '现在提交', again.getByRole('listitem').filter({hasText: kWords}));
    await seen(again, '已上报');
});

/** Enrolled as staff do it: by the small entry, with a code. */
async function openDesk() {
    const made = spawnSync(hubProgram, ['enroll-code', '--data', hub.data, '--village',
        hub.secrets().slug, '--role', 'desk', '--name', '办公桌'], {encoding: 'utf8'});
    assert.equal(made.status, 0, made.stderr);
    const code = made.stdout.match(/[0-9A-Z]{4}(-[0-9A-Z]{4}){3}/)[0];
    const office = await launchKiosk({url: hub.url, device: 'desk'});  // a browser of its own
    const desk = office.page;
    await press(desk, '工作人员：设备登记', heading(desk, '登记这台设备'));
    await desk.getByRole('textbox', {name: '登记码'}).fill(code);
    await press(desk, '登记', button(desk, /^登录办公/));
    await signInAtDesk(desk, hub.secrets().staff[0]);
    return office;
}
