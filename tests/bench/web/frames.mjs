// What frames cost the worker's thread, as Chromium's own trace has it: the time that its processor
// worked on them. By a clock on the wall they take longer wherever the rasterizer, which here is
// software, has the same cores.
import {counters, settled} from '../../web/support/kiosk.mjs';
import {figure, median, percentile} from './figures.mjs';

const kFrames = 120;
const kTurn = 120;        // of the wheel, in pixels
const kTurnsOneWay = 15;

const kDraw = 'FireAnimationFrame';
const kPresent = 'WebGLRenderingContextBase::GetResourceForPushFrame';

/** Events of the workers' threads while `act` ran. */
async function traced(page, act) {
    const session = await page.context().newCDPSession(page);
    const events = [];
    session.on('Tracing.dataCollected', ({value}) => events.push(...value));
    await session.send('Tracing.start', {
        transferMode: 'ReportEvents',
        traceConfig: {includedCategories: ['devtools.timeline', 'blink', '__metadata']},
    });
    await act();
    const complete = new Promise((done) => session.on('Tracing.tracingComplete', done));
    await session.send('Tracing.end');
    await complete;
    await session.detach();
    const thread = ({pid, tid}) => `${pid}/${tid}`;
    const workers = new Set(events
        .filter(({name, args}) => name === 'thread_name' && args.name.startsWith('DedicatedWorker'))
        .map(thread));
    return events.filter((event) => event.ph === 'X' && workers.has(thread(event)));
}

/** Turns the wheel down and up again over what is there, until there were enough frames. */
async function turn(page) {
    const until = (await counters(page)).frames + kFrames;
    await page.mouse.move(960, 600);
    for (let turns = 0; (await counters(page)).frames < until; ++turns) {
        const down = Math.floor(turns / kTurnsOneWay) % 2 === 0;
        await page.mouse.wheel(0, down ? kTurn : -kTurn);
    }
    await settled(page);
}

/** Figures of a screen while a wheel turns over it. */
export async function frames(page, name) {
    await settled(page);
    const events = await traced(page, () => turn(page));
    const of = (what, time) => events.filter((event) => event.name === what)
        .map((event) => event[time] / 1000);
    const cpu = of(kDraw, 'tdur');
    figure(`Chromium, frame CPU p50: ${name}`, median(cpu), 'ms');
    figure(`Chromium, frame CPU p95: ${name}`, percentile(cpu, 0.95), 'ms');
    figure(`Chromium, frame on the wall p95: ${name}`, percentile(of(kDraw, 'dur'), 0.95), 'ms');
    figure(`Chromium, software picture handed over, CPU p50: ${name}`,
           median(of(kPresent, 'tdur')), 'ms');
}
