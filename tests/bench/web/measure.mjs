// Measures in Chromium what deploy/bench asks for, on the pages of this folder and on the client itself
// with a hub of its own: name, value and unit between tabs. Figures of both kinds in one run share one
// machine's noise, so their ratios mean more than they do.
import {Hub} from '../../web/support/hub.mjs';
import {
    counters, dropProfile, launchBrowser, newProfile, openDevice, settled,
} from '../../web/support/kiosk.mjs';
import {webBuild} from '../../web/support/places.mjs';
import {button, heading, press, seen} from '../../web/support/resident.mjs';
import {serveSite} from '../../web/support/static_server.mjs';
import {figure, median} from './figures.mjs';
import {frames} from './frames.mjs';
import {withLongTown} from './long_town.mjs';
import {counterTour, deskTour, kioskTour} from './tour.mjs';

const kRounds = 5, kCommits = 200, kBulk = 100_000, kPulled = 20_000, kPushed = 2_000;
const kStarts = 5;
const kIdleMs = 3000;
const kNotices = 5000;
const kReplicatedMs = 120_000;

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
    await page.evaluate(() => window.peer.push(1));  // a village is made, and its counter
    const pushed = await page.evaluate((events) => window.peer.push(events), kPushed);
    figure('Chromium, redemptions committed and pushed', pushed.events / pushed.clientMs * 1000, '1/s');
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

async function idle(page) {
    await settled(page);
    const before = await counters(page);
    await new Promise((resolve) => setTimeout(resolve, kIdleMs));
    const after = await counters(page);
    figure('Chromium, frames in an idle second', (after.frames - before.frames) / (kIdleMs / 1000), '');
}

/** Where the heap ends, after each of three walks over the screens of a device. */
async function memory(context, url, device, tour) {
    const page = await openDevice(context, url, {device});
    await seen(page, '已联网');
    const ends = [];
    for (let round = 0; round < 3; ++round) {
        await tour(page);
        await settled(page);
        ends.push((await counters(page)).heapBytes);
    }
    figure(`Chromium, heap of a ${device}`, ends[2] / 1e6, 'MB');
    figure(`Chromium, its growth in the third round: ${device}`, (ends[2] - ends[1]) / 1e6, 'MB');
    await page.close();
}

async function client(hub) {
    const {households: [household], staff: [staff]} = hub.secrets();
    await withBrowser(async (context) => {
        const page = await openDevice(context, hub.url);
        await button(page, '提诉求').waitFor();
        await frames(page, 'home');
        await idle(page);
        await press(page, '看公开', button(page, '通知公告'));
        await press(page, '通知公告', heading(page, '通知公告'));
        await page.getByRole('listitem').nth(2).getByRole('button').click();
        await seen(page, /村民委员会/);
        await frames(page, 'document');
        await page.close();
        await memory(context, hub.url, 'kiosk', (at) => kioskTour(at, household));
        await memory(context, hub.url, 'counter-1', (at) => counterTour(at, household));
        await memory(context, hub.url, 'desk', (at) => deskTour(at, staff));
    });
}

/** A village with years of notices. */
async function longLists(hub) {
    await withBrowser(async (context) => {
        const page = await openDevice(context, hub.url);
        await press(page, '看公开', button(page, '通知公告'));
        const began = performance.now();
        const all = page.getByText(/已核验 · 5\d{3} 条公开记录/);
        await all.first().waitFor({timeout: kReplicatedMs});
        figure(`Chromium, ${kNotices} notices replicated and verified`,
               (performance.now() - began) / 1000, 's');
        await press(page, '通知公告', heading(page, '通知公告'));
        await frames(page, `list of ${kNotices}`);
    });
}

async function withHub(options, act) {
    const hub = await Hub.start(options);
    try {
        await act(hub);
    } finally {
        await hub.stop();
    }
}

await pages();
await withHub({}, async (hub) => {
    await coldStart(hub);
    await client(hub);
});
await withLongTown(kNotices, (town) => withHub({town}, longLists));
