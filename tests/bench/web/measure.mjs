// Measures in Chromium what deploy/bench asks for, on the pages of this folder and on the client itself
// with a hub of its own: name, value and unit between tabs. Figures of both kinds in one run share one
// machine's noise, so their ratios mean more than they do.
import {Hub} from '../../web/support/hub.mjs';
import {
    dropProfile, launchBrowser, newProfile, openDevice, settled,
} from '../../web/support/kiosk.mjs';
import {webBuild} from '../../web/support/places.mjs';
import {button, heading, press, seen} from '../../web/support/resident.mjs';
import {serveSite} from '../../web/support/static_server.mjs';

const kRounds = 5, kCommits = 200, kBulk = 100_000, kPulled = 20_000, kPushed = 2_000;
const kStarts = 5;

const figure = (name, value, unit) => console.log(`${name}\t${value.toFixed(3)}\t${unit}`);

const percentile = (values, share) =>
    [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))];
const median = (values) => percentile(values, 0.5);

async function withBrowser(act) {
    const profile = newProfile();
    const context = await launchBrowser({profile});
    try {
        await act(context);
    } finally {
        await context.close();
        dropProfile(profile);
    }
}

/** Commits and bare writes take turns, so that both meet the same disk. */
async function storage(page) {
    const run = (act, ...parameters) => page.evaluate(
        ([name, all]) => window.peer[name](...all), [act, parameters]);
    await run('open');
    await run('tx', 10);
    const {bytes} = await run('tx', 20);
    const each = Math.round(bytes / 20);
    const [ours, bare] = [[], []];
    for (let round = 0; round < kRounds; ++round) {
        ours.push(kCommits / (await run('tx', kCommits)).ms * 1000);
        bare.push(kCommits / (await run('raw', kCommits, each)).ms * 1000);
    }
    figure('Chromium, durable commits of one row', median(ours), '1/s');
    figure('Chromium, bare writes of the same bytes', median(bare), '1/s');
    figure('Chromium, commits as a share of bare writes',
           100 * median(ours.map((value, round) => value / bare[round])), '%');
    figure('Chromium, bytes of a commit', each, 'B');
    figure('Chromium, rows in bulk', kBulk / (await run('bulk', kBulk)).ms * 1000, '1/s');
    figure('Chromium, rows grouped', (await run('group')).ms, 'ms');
}

async function sync(page) {
    const pushed = await page.evaluate((events) => window.peer.push(events), kPushed);
    figure('Chromium, events redeemed and pushed', pushed.events / pushed.ms * 1000, '1/s');
    const pulled = await page.evaluate((events) => window.peer.pull(events), kPulled);
    figure('Chromium, records applied by a client', pulled.events / pulled.clientMs * 1000, '1/s');
}

async function pages() {
    const server = await serveSite(`${webBuild}/bench-site`);
    try {
        for (const [name, measure] of [['storage', storage], ['sync', sync]]) {
            await withBrowser(async (context) => {
                const page = await context.newPage();
                await page.goto(`${server.url}${name}.html`);
                await page.waitForFunction(() => window.peer);
                await measure(page);
            });
        }
    } finally {
        await server.close();
    }
}

/** From the address being entered, in a browser that was never here, until somebody can press. */
async function coldStart(hub) {
    const times = [];
    for (let start = 0; start < kStarts; ++start) {
        await withBrowser(async (context) => {
            const page = await openDevice(context, hub.url);
            times.push(await page.evaluate(
                () => performance.getEntriesByName('interactive')[0].startTime));
        });
    }
    figure('Chromium, cold start until interactive', median(times), 'ms');
}

const counters = (page) => page.evaluate(() => window.xinfeng.counters());

/** Frames of a screen that is scrolled through, as the worker's thread has them. */
async function frames(page, name) {
    await settled(page);
    const {frames: before} = await counters(page);
    await page.mouse.move(960, 600);
    for (let i = 0; i < 60; ++i) await page.mouse.wheel(0, i < 30 ? 120 : -120);
    await settled(page);
    const {recentMs, frames: after} = await counters(page);
    const times = recentMs.slice(-(after - before));
    figure(`Chromium, frame p50: ${name}`, median(times), 'ms');
    figure(`Chromium, frame p95: ${name}`, percentile(times, 0.95), 'ms');
}

async function client(hub) {
    await withBrowser(async (context) => {
        const page = await openDevice(context, hub.url);
        await seen(page, '已联网');
        await button(page, '提诉求').waitFor();
        await frames(page, 'home');
        await settled(page);
        const before = await counters(page);
        await new Promise((resolve) => setTimeout(resolve, 3000));
        const after = await counters(page);
        figure('Chromium, frames in an idle second', (after.frames - before.frames) / 3, '');
        const tour = async () => {
            await press(page, '看公开', page.getByText(/已核验 · \d+ 条公开记录/));
            await press(page, '通知公告', heading(page, '通知公告'));
            await page.getByRole('listitem').nth(2).getByRole('button').click();
            await seen(page, /村民委员会/);
        };
        await tour();
        await frames(page, 'document');
        const memory = [];
        for (let round = 0; round < 3; ++round) {
            await press(page, '首页', button(page, '提诉求'));
            await tour();
            memory.push((await counters(page)).memoryBytes);
        }
        figure('Chromium, memory of the program', memory[2] / 1e6, 'MB');
        figure('Chromium, its growth in the third round', (memory[2] - memory[1]) / 1e6, 'MB');
    });
}

await pages();
const hub = await Hub.start();
try {
    await coldStart(hub);
    await client(hub);
} finally {
    await hub.stop();
}
