// Where the browser lacks something for which there is no substitute either (fallback.test.mjs), the page
// says what, in words that a person can act on, and starts nothing in its place.
import assert from 'node:assert/strict';
import {mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';

import {launchKiosk, newProfile, notice} from './support/kiosk.mjs';
import {siteFolder} from './support/places.mjs';
import {serveSite} from './support/static_server.mjs';

const kTest = {timeout: 60_000};

/** What the person reads where something is missing, with nothing running behind it. */
async function missing({routes, host = '127.0.0.1', ...browser}) {
    const server = await serveSite(siteFolder, {routes});
    const kiosk = await launchKiosk({
        url: server.url.replace('127.0.0.1', host), wait: false, ...browser,
    });
    try {
        const {page} = kiosk;
        await notice(page, 'unsupported');
        await page.getByRole('heading', {name: '这个浏览器打不开新风'}).waitFor();
        await page.getByText('您的资料没有丢失').waitFor();
        assert.deepEqual(page.workers(), []);
        assert.deepEqual(server.requests.filter((path) => path.startsWith('/v1/')), []);
        return await page.getByRole('listitem').allInnerTexts();
    } finally {
        await kiosk.close();
        await server.close();
    }
}

/** A profile in whose settings no site may keep data. */
function forgetfulProfile() {
    const profile = newProfile();
    const settings = {profile: {default_content_setting_values: {cookies: 2}}};
    mkdirSync(join(profile, 'Default'));
    writeFileSync(join(profile, 'Default/Preferences'), JSON.stringify(settings));
    return profile;
}

test('a page that is not from a secure origin', kTest, async () => {
    const flags = ['--host-resolver-rules=MAP kiosk.test 127.0.0.1'];
    const [words, ...more] = await missing({host: 'kiosk.test', flags});
    assert.match(words, /^网址不安全：要用 https 开头的网址/);
    assert.deepEqual(more, []);
});

test('no WebGL', kTest, async () => {
    const flags = ['--use-gl=disabled', '--use-angle=disabled', '--disable-software-rasterizer'];
    const [words, ...more] = await missing({flags});
    assert.match(words, /^浏览器不能画图（WebGL 2）.*硬件加速/);
    assert.deepEqual(more, []);
});

test('a browser that may keep no data', kTest, async () => {
    const [words, ...more] = await missing({profile: forgetfulProfile()});
    assert.match(words, /^浏览器不让保存资料.*允许网站保存数据/);
    assert.deepEqual(more, []);
});
