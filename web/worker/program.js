// The C++ program: loads it, calls its exported functions (main.cpp), runs its two clocks: an
// animation loop only while it wants frames, and a timer for its steps, which also runs in a hidden
// tab. Where its storage keeps later than at a flush (indexed_storage.js), nothing is drawn and nothing
// sent (library.js) until it has: what a person or the hub has seen is not lost.
import instantiate from './xinfeng.js';

// The numbers of PointerKind (kiosk/host.hpp) and KeyTarget (key_press.hpp).
const kPointer = {pointerdown: 0, pointermove: 1, pointerup: 2, pointercancel: 3};
const kKeyTarget = {field: 0, beside: 1, stage: 2};

const kRecentFrames = 512;

/** Milliseconds of this worker's clock for a time of the page's events. */
const here = (pageTime) => pageTime - performance.timeOrigin;

export class Program {
    #x;            // exported functions
    #memory;
    #canvas;
    #storage;
    #timer = 0;
    #stopped = false;
    #onCrash;
    #onMissing = null;
    #waits = null;  // for the storage, once at a time
    #onIdle = null;
    counters = {frames: 0, frameAsked: false, steps: 0, answers: 0, lastFrameMs: 0, worstFrameMs: 0,
                recentMs: []};

    /** `post(kind, text)` sends to the page; `onCrash(error)` is called once, at the end. */
    static async load(wasm, {gl, storage, post, onCrash}) {
        const program = new Program();
        program.#canvas = gl.canvas;
        program.#storage = storage;
        program.#onCrash = onCrash;
        let refuse;  // emscripten's own promise would wait for ever where there is no memory for it
        const refused = new Promise((_, reject) => { refuse = reject; });
        program.#x = await Promise.race([refused, instantiate({
            instantiateWasm(imports, done) {
                WebAssembly.instantiate(wasm, imports).then((instance) => {
                    program.#memory = Object.values(instance.exports)
                        .find((one) => one instanceof WebAssembly.Memory);
                    done(instance, wasm);
                }).catch(refuse);
                return {};
            },
            xinfeng: {
                gl, post,
                files: storage.files,
                settled: () => storage.unsettled,
                wake: () => program.#answered(),
                decoded: (...picture) => program.#call(
                    () => program.#x._xf_picture_decoded(...picture)),
            },
        })]);
        return program;
    }

    start({device, loopback, persistence, width, height, scale}) {
        this.#guard(() => {
            this.#canvas.width = width;
            this.#canvas.height = height;
            const [size] = this.#pass(device);
            this.#x._xf_start(size, loopback, persistence);
            this.#x._xf_resize(width, height, scale);
        });
    }

    stop() {
        this.#stopped = true;
        clearTimeout(this.#timer);
    }

    /** Finishes what is under way, so that the files can be closed. */
    finish() {
        if (this.#stopped) return;
        this.stop();
        this.#x._xf_stop();
    }

    /** Calls back once, when a character is to be drawn that no loaded font has. */
    whenMissing(callback) {
        this.#onMissing = callback;
        this.#tellMissing();
    }

    /** Calls back once, when nobody uses the device: a new version of the program is at hand. */
    whenIdle(callback) {
        this.#onIdle = callback;
        this.#call(() => this.#x._xf_new_version());
    }

    font(tier, bytes) {
        this.#call(() => {
            this.#pass(bytes);
            if (!this.#x._xf_font(tier)) throw new Error(`font ${tier} is no font`);
        });
    }

    /** Resizing clears the canvas: draw in the same task. */
    resize({width, height, scale}) {
        this.#call(() => {
            if (this.#canvas.width !== width) this.#canvas.width = width;
            if (this.#canvas.height !== height) this.#canvas.height = height;
            this.#x._xf_resize(width, height, scale);
            this.#draw();
        });
    }

    /** Draws at once, without waiting for the screen: for the first picture. */
    drawNow() { this.#call(() => this.#draw()); }

    contextRestored() { this.#call(() => this.#x._xf_context_restored()); }

    pointer({what, x, y, time}) {
        this.#call(() => this.#x._xf_pointer(kPointer[what], x, y, here(time)));
    }

    wheel({x, y, dy, time}) { this.#call(() => this.#x._xf_wheel(x, y, dy, here(time))); }

    key({key, code, shift, target, time}) {
        this.#call(() => {
            const [keySize, codeSize] = this.#pass(key, code);
            this.#x._xf_key(keySize, codeSize, shift, kKeyTarget[target], here(time));
        });
    }

    text({id, value, selection, composition, time}) {
        this.#call(() => {
            const [size] = this.#pass(value);
            this.#x._xf_text(id, size, ...selection, ...composition, here(time));
        });
    }

    textFocus({id, focused}) { this.#call(() => this.#x._xf_text_focus(id, focused)); }

    textSubmit({id, time}) { this.#call(() => this.#x._xf_text_submit(id, here(time))); }

    action({id, action, value, time}) {
        this.#call(() => {
            const [size] = this.#pass(value);
            this.#x._xf_action(id, action, size, here(time));
        });
    }

    /** `jpeg`: what the person picked, as an ArrayBuffer; empty where the page could not read it. */
    picturePicked({jpeg}) {
        this.#call(() => {
            this.#pass(new Uint8Array(jpeg));
            this.#x._xf_picture_picked();
        });
    }

    mirrorOn() { this.#call(() => this.#x._xf_mirror_on()); }

    persistence(kind) { this.#call(() => this.#x._xf_persistence(kind)); }

    /** Copies texts (or one byte array) into the program's buffer; their sizes in bytes. */
    #pass(...parts) {
        const encoder = new TextEncoder();
        const bytes = parts.map((part) => typeof part === 'string' ? encoder.encode(part) : part);
        const total = bytes.reduce((sum, part) => sum + part.length, 0);
        let at = this.#x._xf_buffer(total);
        const memory = new Uint8Array(this.#memory.buffer);  // anew: it may just have grown
        for (const part of bytes) {
            memory.set(part, at);
            at += part.length;
        }
        return bytes.map((part) => part.length);
    }

    #call(body) {
        this.#guard(body);
        this.#settle(false);
    }

    /** A program that aborted is in no state to be called again. */
    #guard(body) {
        if (this.#stopped) return;
        try {
            body();
        } catch (error) {
            this.stop();
            this.#onCrash(error);
        }
    }

    #answered() {
        this.counters.answers++;
        this.#settle(true);
    }

    #settle(answered) {
        this.#guard(() => {
            const wait = this.#x._xf_pump(performance.now(), answered);
            this.counters.steps++;
            clearTimeout(this.#timer);
            this.#timer = setTimeout(() => this.#settle(false), wait);
            if (this.#onIdle && this.#x._xf_idle()) return this.#onIdle();
            if (this.#storage.unsettled) return this.#afterwards();
            if (this.counters.frameAsked || !this.#x._xf_wants_frame()) return;
            this.counters.frameAsked = true;
            requestAnimationFrame(() => {
                this.counters.frameAsked = false;
                this.#call(() => {
                    if (this.#x._xf_wants_frame()) this.#draw();
                });
            });
        });
    }

    #afterwards() {
        this.#waits ??= this.#storage.unsettled.then(() => {
            this.#waits = null;
            this.#settle(false);
        }, () => {});  // the session is told of it
    }

    #draw() {
        if (this.#storage.unsettled) return;  // the frame stays wanted
        const began = performance.now();
        this.#x._xf_frame(began);
        const took = performance.now() - began;
        this.counters.frames++;
        this.counters.lastFrameMs = took;
        this.counters.worstFrameMs = Math.max(this.counters.worstFrameMs, took);
        this.counters.recentMs.push(took);
        if (this.counters.recentMs.length > kRecentFrames) this.counters.recentMs.shift();
        this.counters.heapBytes = this.#x._xf_heap_end();
        this.#tellMissing();
    }

    #tellMissing() {
        this.counters.missing = this.#x._xf_missing_characters();  // by the fonts that are there
        if (!this.#onMissing || !this.counters.missing) return;
        this.#onMissing();
        this.#onMissing = null;
    }
}
