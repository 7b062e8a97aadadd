// One run of the program on one device: opens the device's files, loads the program, passes messages
// on. It runs in a worker (worker.js) or, where that cannot be, on the page's own thread
// (fallback.js).
//
// From the page, by `kind`: start {canvas, device, takeOver, durable, loopback, width, height,
// scale}, then resize, pointer, wheel, key, text, textFocus, textSubmit, action, mirrorOn,
// picturePicked {jpeg}, storagePromised {durable}, newVersion (there is one: end once nobody is here), counters.
// To the page: ready; unsupported {missing}; elsewhere; handedOver; left (for the new version);
// failed {reason, detail}; counters {…}; and what the program posts (JSON in `text`): fields,
// semantics, restore_text, title, persist, open_device, pick_picture; download {name, file: a Blob}.
import {glContext, missingCapabilities} from './capabilities.js';
import {moveOut} from './files.js';
import {Program} from './program.js';
import {Refusal} from './refusal.js';

const kContextMs = 10_000;  // a driver that starts anew takes seconds

async function fetched(url) {
    const reply = await fetch(url).catch((error) => { throw new Refusal('download', `${url}: ${error}`); });
    if (!reply.ok) throw new Refusal('download', `${url}: ${reply.status}`);
    return reply;
}

/** A body may break off after its head has come. */
async function bytesOf(url) {
    const reply = await fetched(url);
    return new Uint8Array(await reply.arrayBuffer().catch(
        (error) => { throw new Refusal('download', `${url}: ${error}`); }));
}

async function compiled(url) {
    const reply = await fetched(url);
    try {
        return await WebAssembly.compileStreaming(reply);
    } catch (error) {
        // Cut off on the way, or served with a type that the browser does not compile.
        throw new Refusal('download', `${url}: ${error}`);
    }
}

/** Some engines' stacks begin with what happened, others leave it out. */
const detailOf = (error) => `${error}\n${error.stack}`;

export class Session {
    #post;
    #Storage;
    #wasm;
    #firstFont;
    #storage = null;
    #program = null;
    #ended = false;

    /** `post(kind, more)` sends to the page; `Storage`: DeviceStorage, or what stands in for it. */
    constructor(post, Storage) {
        this.#post = post;
        this.#Storage = Storage;
        // Under way while the files are being opened.
        this.#wasm = compiled(new URL('./xinfeng.wasm', import.meta.url));
        this.#firstFont = bytesOf(new URL('./t0.otf', import.meta.url));
        for (const download of [this.#wasm, this.#firstFont]) download.catch(() => {});
    }

    receive(message) {
        const program = this.#program;
        if (message.kind === 'start') return this.#start(message);
        if (message.kind === 'counters') {
            const counters = {...program?.counters, storage: this.#Storage.kind};
            return this.#post('counters', {ticket: message.ticket, counters});
        }
        if (message.kind === 'newVersion') return program?.whenIdle(() => this.#end('left'));
        if (message.kind === 'storagePromised') {
            return program?.persistence(this.#Storage.persistence(message.durable));
        }
        program?.[message.kind](message);
    }

    /** Ends it without a word: the page has gone. */
    stop() {
        this.#ended = true;
        this.#program?.stop();
        this.#storage?.close();
        this.#program = null;
        this.#storage = null;
    }

    async #start(message) {
        const gl = glContext(message.canvas);
        const missing = missingCapabilities(gl, this.#Storage);
        if (missing.length > 0) return this.#post('unsupported', {missing});
        this.#watch(gl.canvas);
        try {
            const storage = await this.#Storage.open(message.device, {
                takeOver: message.takeOver,
                onAsked: () => this.#end('handedOver'),
                onFailed: (error) => this.#lose(error),
            });
            if (this.#ended) return storage.close();  // given to another tab meanwhile
            this.#storage = storage;
            const loaded = await Program.load(await this.#wasm, {
                gl,
                storage,
                post: (kind, text) => this.#posted(kind, text),
                onCrash: (error) => this.#end('failed', {reason: 'crashed', detail: detailOf(error)}),
            });
            const font = await this.#firstFont;
            if (this.#ended) return;
            this.#program = loaded;
            loaded.start({...message, persistence: this.#Storage.persistence(message.durable)});
            this.#program?.font(0, font);
            while (storage.unsettled) await storage.unsettled;  // nothing is drawn before
            this.#program?.drawNow();
        } catch (error) {
            const {reason = 'crashed'} = error;
            if (reason === 'elsewhere') return this.#end(reason);
            if (reason === 'forbidden') return this.#end('unsupported', {missing: ['storage']});
            return this.#end('failed', {reason, detail: detailOf(error)});
        }
        if (!this.#program) return;
        this.#post('ready');
        // Rarer characters follow when the first picture stands, the rarest when they are met; without
        // them it goes on.
        await this.#loadTier(1, new URL('./t1.otf', import.meta.url));
        this.#program?.whenMissing(() => this.#loadTier(2, new URL('./t2.otf', import.meta.url)));
    }

    /** What the program says; a file that it names is handed over with its name. */
    #posted(kind, text) {
        if (kind !== 'download') return this.#post(kind, {text});
        this.#post(kind, {name: text, file: moveOut(this.#storage.files.get(text))});
    }

    async #loadTier(tier, url) {
        try {
            const font = await bytesOf(url);
            this.#program?.font(tier, font);
        } catch (error) {
            console.warn(String(error));
        }
    }

    /** A lost context comes back as a rule. One that does not leaves an empty picture. */
    #watch(canvas) {
        let timer;
        canvas.addEventListener('webglcontextlost', (event) => {
            event.preventDefault();
            timer = setTimeout(
                () => this.#end('failed', {reason: 'crashed', detail: event.type}), kContextMs);
        });
        canvas.addEventListener('webglcontextrestored', () => {
            clearTimeout(timer);
            this.#program?.contextRestored();
        });
    }

    /**
     * What is under way is finished, and the database closed, before others may have the files. Whatever
     * comes of that, the page is told: what was not finished was never said to be saved.
     */
    async #end(kind, more) {
        if (this.#ended) return;
        this.#ended = true;
        const [program, storage] = [this.#program, this.#storage];
        this.#program = null;
        this.#storage = null;
        for (const finish of [() => program?.finish(), () => storage?.close()]) {
            try {
                await finish();
            } catch (error) {
                console.warn(detailOf(error));
            }
        }
        this.#post(kind, more);
    }

    /** What is in memory could not be kept: it is nothing, and nobody has seen it. */
    #lose(error) {
        this.stop();
        if (error.reason === 'elsewhere') return this.#post('handedOver');
        this.#post('failed', {reason: 'storage', detail: String(error)});
    }
}
