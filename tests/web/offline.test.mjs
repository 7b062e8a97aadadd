// After one visit the site is this browser's: it opens with the network gone, and nothing but the
// site is kept for that.
import assert from 'node:assert/strict';
import {createHash} from 'node:crypto';
import {createServer} from 'node:net';
import {once} from 'node:events';
import {afterEach, beforeEach, test} from 'node:test';

import {Hub} from './support/hub.mjs';
import {
    cached, dropProfile, interactive, kept, launchBrowser, launchKiosk, newProfile, notice,
    openDevice, siteFolder,
} from './support/kiosk.mjs';
import {filesOf} from './support/next_version.mjs';
import {button, heading, press, seen} from './support/resident.mjs';

const kTest = {timeout: 120_000};

let hub;
beforeEach(async () => { hub = await Hub.start(); });
afterEach(() => hub.stop());

/** Runs in a page: {path: SHA-256 of what is answered for it}. */
async function hashes(paths) {
    const found = {};
    for (const path of paths) {
        const reply = await fetch(path, {cache: 'no-store'});
        const digest = await crypto.subtle.digest('SHA-256', await reply.arrayBuffer());
        found[path] = [...new Uint8Array(digest)]
            .map((byte) => byte.toString(16).padStart(2, '0')).join('');
    }
    return found;
}

async function visit(context, device = 'kiosk') {
    const page = await openDevice(context, hub.url, {device});
    await seen(page, '已联网');
    await kept(page);
    return page;
}

test('it opens without its hub: reloaded, in a fresh tab, as another device, after a restart', kTest, async () => {
    const profile = newProfile();
    let context = await launchBrowser({profile});
    try {
        const page = await visit(context);
        await hub.kill();
        await page.reload();
        await interactive(page);
        await press(page, '看公开', button(page, '通知公告'));
        const files = filesOf(siteFolder);
        assert.deepEqual(await page.evaluate(hashes, Object.keys(files)),
            Object.fromEntries(Object.entries(files).map(([path, {sha256}]) => [path, sha256])));
        await page.close();
        const tab = await openDevice(context, hub.url);
        await button(tab, '提诉求').waitFor();
        await openDevice(context, hub.url, {device: 'counter'});

        await context.close();
        context = await launchBrowser({profile});
        const later = await openDevice(context, hub.url);
        await button(later, '提诉求').waitFor();
        await seen(later, '没有网络');
        assert.match(await later.title(), /^.+ · 新风$/);  // the village's name
    } finally {
        await context.close();
        dropProfile(profile);
    }
});

test('it opens with a network that never answers', kTest, async () => {
    const kiosk = await launchKiosk({url: hub.url});
    const silent = createServer(() => {});
    try {
        await seen(kiosk.page, '已联网');
        await kept(kiosk.page);
        await hub.kill();
        silent.listen(hub.port, '127.0.0.1');
        await once(silent, 'listening');
        await kiosk.page.reload();
        await interactive(kiosk.page);
        await button(kiosk.page, '提诉求').waitFor();
    } finally {
        await kiosk.close();
        silent.close();
    }
});

/** Runs in a page: as if the disk had lost the middle of a file. */
async function spoil(path) {
    for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        const {headers} = await cache.match(path);
        await cache.put(path, new Response('spoilt', {headers}));
    }
}

test('a kept file that was damaged is fetched anew, and nobody has to do anything', kTest, async () => {
    const kiosk = await launchKiosk({url: hub.url});
    try {
        const {page} = kiosk;
        await kept(page);
        await page.evaluate(spoil, Object.keys(filesOf(siteFolder)).find((path) => /wasm$/.test(path)));
        await page.reload();
        await notice(page, 'download');
        await interactive(page);
        await button(page, '提诉求').waitFor();
    } finally {
        await kiosk.close();
    }
});

test('the site is kept, and nothing of the village', kTest, async () => {
    const kiosk = await launchKiosk({url: hub.url});
    try {
        const {page} = kiosk;
        await press(page, '看公开', page.getByText(/已核验/));
        await press(page, '通知公告', heading(page, '通知公告'));
        await page.getByRole('listitem').first().getByRole('button').click();
        await seen(page, /没有被改过/);
        await kept(page);
        await page.reload();
        await seen(page, '已联网');
        assert.deepEqual(await cached(page), [Object.keys(filesOf(siteFolder)).sort()]);
        assert.deepEqual(page.heard.errors, []);
    } finally {
        await kiosk.close();
    }
});

test('the browser takes it for an application, with a name and icons', kTest, async () => {
    const kiosk = await launchKiosk({url: hub.url});
    try {
        const {page, context} = kiosk;
        await kept(page);
        const devtools = await context.newCDPSession(page);
        const {data, errors} = await devtools.send('Page.getAppManifest');
        assert.deepEqual(errors, []);
        const {name, lang, start_url: start, display, theme_color: theme, icons} = JSON.parse(data);
        assert.deepEqual({name, lang, start, display, theme}, {
            name: '新风', lang: 'zh-CN', start: '/', display: 'fullscreen', theme: '#b1301f',
        });
        const {installabilityErrors} = await devtools.send('Page.getInstallabilityErrors');
        assert.deepEqual(installabilityErrors, []);

        const drawings = icons.filter(({type}) => type === 'image/png');
        assert.deepEqual(drawings.map(({sizes, purpose}) => [sizes, purpose]),
            [['192x192', undefined], ['512x512', undefined], ['512x512', 'maskable']]);
        for (const {src, sizes, purpose} of drawings) {
            const {size, corner, middle} = await page.evaluate(pixels, src);
            assert.equal(`${size}x${size}`, sizes);
            assert.equal(corner[3], purpose === 'maskable' ? 255 : 0);
            assert.deepEqual(middle, [255, 255, 255, 255], 'the door');
        }
    } finally {
        await kiosk.close();
    }
});

/** Runs in a page: {size, corner, middle} of an icon; the middle is that of the door's line. */
async function pixels(src) {
    const image = await createImageBitmap(await (await fetch(src)).blob());
    const drawing = new OffscreenCanvas(image.width, image.height).getContext('2d');
    drawing.drawImage(image, 0, 0);
    const at = (x, y) => [...drawing.getImageData(x, y, 1, 1).data];
    // The door's line is at 19.5 of 32 where nothing is kept clear, at 18.8 where a fifth is.
    const line = Math.round(image.height * 19.2 / 32);
    return {size: image.width, corner: at(0, 0), middle: at(image.width / 2, line)};
}

test('the hub names their types, and has them asked for anew', kTest, async () => {
    for (const [path, type] of [['sw.js', 'text/javascript'],
                                ['manifest.webmanifest', 'application/manifest+json']]) {
        const reply = await fetch(hub.url + path);
        assert.equal(reply.status, 200);
        assert.equal(reply.headers.get('content-type'), `${type}; charset=utf-8`);
        assert.equal(reply.headers.get('cache-control'), 'no-cache');
        const policy = reply.headers.get('content-security-policy');
        assert.match(policy, /default-src 'none'.*worker-src 'self'.*manifest-src 'self'/);
    }
});

test('the list that the service worker checks by is of this very site', kTest, async () => {
    const script = await (await fetch(`${hub.url}sw.js`)).text();
    for (const [path, {sha256}] of Object.entries(filesOf(siteFolder))) {
        const integrity = `sha256-${Buffer.from(sha256, 'hex').toString('base64')}`;
        assert.ok(script.includes(`"${path}":"${integrity}"`), path);
        const body = Buffer.from(await (await fetch(new URL(path, hub.url))).arrayBuffer());
        assert.equal(createHash('sha256').update(body).digest('hex'), sha256, path);
    }
});
