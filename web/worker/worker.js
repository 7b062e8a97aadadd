// The worker's entry: opens the device's files, loads the program, passes messages on.
//
// From the page, by `kind`: start {canvas, device, takeOver, durable, loopback, width, height,
// scale}, then resize, pointer, wheel, key, text, textFocus, textSubmit, action, mirrorOn,
// picturePicked {jpeg}, storagePromised {durable}, newVersion (there is one: end once nobody is here), counters.
// To the page: ready; unsupported {missing}; elsewhere; handedOver; left (for the new version);
// failed {reason, detail}; counters {…}; and what the program posts (JSON in `text`): fields,
// semantics, restore_text, title, persist, open_device, pick_picture; download {name, file: a Blob}.
import {missingCapabilities} from './capabilities.js';
import {Program} from './program.js';
import {DeviceStorage, Elsewhere, Forbidden, Refused, Stuck} from './storage.js';

class Download extends Error {}

async function fetched(url) {
    const reply = await fetch(url).catch((error) => { throw new Download(`${url}: ${error}`); });
    if (!reply.ok) throw new Download(`${url}: ${reply.status}`);
    return reply;
}

/** A body may break off after its head has come. */
async function bytesOf(url) {
    const reply = await fetched(url);
    return new Uint8Array(await reply.arrayBuffer().catch(
        (error) => { throw new Download(`${url}: ${error}`); }));
}

async function compiled(url) {
    const reply = await fetched(url);
    try {
        return await WebAssembly.compileStreaming(reply);
    } catch (error) {
        // Cut off on the way, or served with a type that the browser does not compile.
        throw new Download(`${url}: ${error}`);
    }
}

// Under way while the files are being opened.
const wasm = compiled(new URL('./xinfeng.wasm', import.meta.url));
const firstFont = bytesOf(new URL('./t0.otf', import.meta.url));
for (const download of [wasm, firstFont]) download.catch(() => {});

let storage = null;
let program = null;

const post = (kind, more = {}) => self.postMessage({kind, ...more});

/** What is under way is finished, and the database closed, before others may have the files. */
function end(kind, more) {
    program?.finish();
    storage?.close();
    storage = null;
    program = null;
    post(kind, more);
}

async function start(message) {
    const missing = missingCapabilities(message.canvas);
    if (missing.length > 0) return post('unsupported', {missing});
    try {
        storage = await DeviceStorage.open(message.device, {
            takeOver: message.takeOver,
            onAsked: () => end('handedOver'),
        });
        const loaded = await Program.load(await wasm, {
            canvas: message.canvas,
            files: storage.files,
            post: (kind, text) => {
                if (kind === 'download') return post(kind, {name: text, file: storage.moveOut(text)});
                post(kind, {text});
            },
            onCrash: (error) => end('failed', {reason: 'crashed', detail: String(error?.stack)}),
        });
        const font = await firstFont;
        if (!storage) return;  // given to another tab meanwhile
        program = loaded;
        program.start(message);
        program?.font(0, font);
        program?.drawNow();
    } catch (error) {
        if (error instanceof Elsewhere) return end('elsewhere');
        if (error instanceof Forbidden) return end('unsupported', {missing: ['storage']});
        return end('failed', {reason: reasonOf(error), detail: String(error?.stack)});
    }
    if (!program) return;
    post('ready');
    // Rarer characters follow when the first picture stands, the rarest when they are met; without
    // them it goes on.
    await loadTier(1, new URL('./t1.otf', import.meta.url));
    program?.whenMissing(() => loadTier(2, new URL('./t2.otf', import.meta.url)));
}

async function loadTier(tier, url) {
    try {
        const font = await bytesOf(url);
        program?.font(tier, font);
    } catch (error) {
        console.warn(String(error));
    }
}

function reasonOf(error) {
    if (error instanceof Download) return 'download';
    if (error instanceof Refused) return 'storage';
    if (error instanceof Stuck) return 'stuck';
    return 'crashed';
}

self.onmessage = ({data: message}) => {
    if (message.kind === 'start') return start(message);
    if (message.kind === 'counters') {
        return post('counters', {ticket: message.ticket, counters: {...program?.counters}});
    }
    if (message.kind === 'newVersion') return program?.whenIdle(() => end('left'));
    if (message.kind === 'storagePromised') return program?.storagePromised(message.durable);
    program?.[message.kind](message);
};
