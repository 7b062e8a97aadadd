// The page's entry. It moves bytes and browser events between the person and the worker, in which
// the program runs, and shows its own notices while there is no program. Nothing is decided here
// that the program could decide.
import {forgetTrying, keepOwnThread, onOwnThread, tryOwnThread} from './fallback.js';
import {Fields} from './fields.js';
import {listen} from './input.js';
import {Mirror} from './mirror.js';
import {hideNotice, showNotice} from './notice.js';
import {pickPicture} from './picture.js';
import {Stage} from './stage.js';
import {texts} from './texts.js';
import {Versions} from './versions.js';

const kDevice = /^[a-z0-9-]{1,32}$/;
const kLoopback = new Set(['localhost', '127.0.0.1', '[::1]']);
const kDownloadMs = 60000;  // by then the browser has begun to save it
const kRetryMs = {download: 10000, crashed: 30000, storage: 30000};

const options = new URLSearchParams(location.search);
const device = options.get('device') ?? 'kiosk';

let worker = null;     // or what runs the program in its manner on this thread
let ownThread = false;
let starts = 0;
let ready = false;
let crashes = 0;
let retryTimer = 0;
let promised = false;  // the browser keeps our storage
let startedSize = null;
let onFree = null;     // a new version waits for nobody being here
const tickets = new Map();  // of counters() → resolve

const send = (message, transfer = []) => worker?.postMessage(message, transfer);
const toProgram = (message) => { if (ready) send(message); };

const stage = new Stage(document.getElementById('stage'), (size) => {
    if (!worker) return begin({});
    toProgram({kind: 'resize', ...size});
});
const fields = new Fields(stage, toProgram);
const mirror = new Mirror(stage, toProgram, document.getElementById('announcer'));
const versions = new Versions(new URL(import.meta.url).pathname, (then) => {
    onFree = then;
    if (!worker) return then();
    toProgram({kind: 'newVersion'});
});

function missingForWorker() {
    if (!window.Worker || !window.HTMLCanvasElement?.prototype.transferControlToOffscreen) {
        return ['webgl'];
    }
    return [];
}

async function newWorker() {
    if (!ownThread) return new Worker(new URL('./worker.js', import.meta.url), {type: 'module'});
    const {OwnThread} = await import('./own_thread.js');
    return new OwnThread();
}

/** Once the size of the stage is known. */
async function begin({takeOver = false}) {
    if (!kDevice.test(device)) return showNotice('bad_device');
    stop();
    ownThread = onOwnThread(device);
    const missing = ownThread ? [] : missingForWorker();
    if (missing.length) return received.unsupported({missing});
    const start = ++starts;
    const failed = (detail) => received.failed({reason: 'download', detail});
    const made = await newWorker().catch((error) => failed(String(error)));
    if (!made || start !== starts) return made?.terminate();
    worker = made;  // and heard from now on: it may fail at once
    worker.onmessage = ({data}) => {
        if (worker === made) received[data.kind]?.(data);
    };
    // Before its first message: its script did not come, or this browser cannot run it.
    worker.onerror = (event) => {
        if (worker === made) failed(event.message ?? '');
    };
    promised = await navigator.storage?.persisted?.().catch(() => false) ?? false;
    if (worker !== made) return;
    const canvas = stage.freshCanvas({offscreen: !ownThread});
    startedSize = stage.size;
    send({kind: 'start', canvas, device, takeOver, durable: promised,
          loopback: kLoopback.has(location.hostname), ...startedSize}, ownThread ? [] : [canvas]);
}

function stop() {
    starts++;
    clearTimeout(retryTimer);
    worker?.terminate();
    worker = null;
    ready = false;
    fields.clear();
    mirror.clear();
}

function again(options_ = {}) {
    showNotice('loading');
    begin(options_);
}

/** No program runs now: what the person is told, unless a new version takes its place. */
function ended(name, options_) {
    stop();
    if (onFree) return onFree();
    showNotice(name, options_);
    versions.begin();
}

const takeOver = {label: 'page.action.take_over', run: () => again({takeOver: true})};
const retry = {label: 'page.action.retry', run: () => again()};

const received = {
    ready() {
        ready = true;
        if (ownThread) keepOwnThread(device);
        if (stage.size !== startedSize) toProgram({kind: 'resize', ...stage.size});
        if (mirror.on) toProgram({kind: 'mirrorOn'});
        if (onFree) toProgram({kind: 'newVersion'});
        hideNotice();
        performance.mark('interactive');
        versions.begin();
    },

    /** Nobody was there, and all is saved. Its last picture stands until the new version comes. */
    left() {
        ready = false;
        onFree();
    },

    async unsupported({missing}) {
        stop();
        if (ownThread) forgetTrying(device);
        else if (await tryOwnThread(device, missing)) return;
        showNotice('unsupported', {missing, actions: [retry]});
    },

    elsewhere() { ended('elsewhere', {actions: [takeOver]}); },
    handedOver() { ended('handed_over', {actions: [takeOver]}); },

    failed({reason, detail}) {
        stop();
        console.error(`${reason}: ${detail}`);
        // The first crash may be a passing one; nobody stands beside a kiosk to press a button.
        if (reason === 'crashed' && crashes++ === 0 && !onFree) return again();
        const run = () => again({takeOver: reason === 'stuck'});
        ended(reason, {detail, actions: [{...retry, run}]});
        if (kRetryMs[reason]) retryTimer = setTimeout(run, kRetryMs[reason]);
    },

    counters({ticket, counters}) {
        tickets.get(ticket)?.(counters);
        tickets.delete(ticket);
    },

    fields({text}) { fields.update(JSON.parse(text)); },
    restore_text({text}) { fields.restore(JSON.parse(text)); },
    semantics({text}) { if (mirror.on) mirror.update(JSON.parse(text)); },
    title({text}) { document.title = text ? `${text} · ${texts['page.title']}` : texts['page.title']; },

    /** Works while the person's press still counts as the reason. */
    open_device({text}) { window.open(`?device=${text}${mirror.on ? '&a11y=1' : ''}`, '_blank'); },

    /** Likewise. */
    pick_picture() {
        pickPicture((jpeg) => { if (ready) send({kind: 'picturePicked', jpeg}, [jpeg]); });
    },

    /** A file of the device's, to be taken away. */
    download({name, file}) {
        const link = document.createElement('a');
        link.href = URL.createObjectURL(file);
        link.download = name;
        link.click();
        setTimeout(() => URL.revokeObjectURL(link.href), kDownloadMs);
    },

    /** persist() exists on pages only; some browsers ask the person, Chromium decides by itself. */
    async persist() {
        promised = await navigator.storage?.persist?.().catch(() => false) ?? false;
        toProgram({kind: 'storagePromised', durable: promised});
    },
};

function turnMirrorOn() {
    if (mirror.on) return;
    mirror.start();
    document.getElementById('mirror-switch').hidden = true;
    toProgram({kind: 'mirrorOn'});
}

listen(stage, toProgram, {
    inField: (element) => fields.has(element),
    inMirror: (element) => mirror.has(element),
});
document.getElementById('mirror-switch').addEventListener('click', turnMirrorOn);
if (options.get('a11y') === '1') turnMirrorOn();

// The files belong to one worker: a page that goes away must not keep them, not even in the
// browser's back-forward cache.
window.addEventListener('pagehide', stop);
window.addEventListener('pageshow', (event) => { if (event.persisted) location.reload(); });

/** For tests and whoever measures: what has been drawn since the start. */
window.xinfeng = {
    counters() {
        const ticket = crypto.randomUUID();
        return new Promise((resolve) => {
            tickets.set(ticket, resolve);
            send({kind: 'counters', ticket});
        });
    },
    async frames() { return (await this.counters()).frames; },
};
