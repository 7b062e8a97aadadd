// Firefox ESR and WebKitGTK as the system installs them, each with a fresh profile and a screen of its
// own (Xvfb: without one Firefox has no WebGL). Both speak WebDriver (W3C): WebKitGTK through its
// driver over HTTP, Firefox by Marionette, the same commands over TCP that geckodriver would pass on.
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {connect} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

import {freePort} from './ports.mjs';
import {screenshotFolder} from './places.mjs';

const kPatienceMs = 30_000;
const kPauseMs = 50;

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Tries until it does not throw. */
async function eventually(act) {
    for (const until = Date.now() + kPatienceMs; ; await pause(kPauseMs)) {
        try {
            return await act();
        } catch (error) {
            if (Date.now() > until) throw error;
        }
    }
}

/** Programs and folders of one engine, given back in the opposite order. */
class Engine {
    #ends = [];

    folder(name) {
        const path = mkdtempSync(join(tmpdir(), `xinfeng-${name}-`));
        this.#ends.push(() => rmSync(path, {recursive: true, force: true, maxRetries: 20, retryDelay: 100}));
        return path;
    }

    start(program, args, {env = {}, stdio = ['ignore', 'ignore', 'ignore']} = {}) {
        const process_ = spawn(program, args, {env: {...process.env, ...env}, stdio});
        this.#ends.push(() => ended(process_));
        return process_;
    }

    /** The name of a new display. */
    async screen() {
        const server = this.start('Xvfb', ['-displayfd', '3', '-screen', '0', '1920x1920x24',
            '-nolisten', 'tcp', '-noreset'], {stdio: ['ignore', 'ignore', 'ignore', 'pipe']});
        const [number] = await once(server.stdio[3], 'data');
        return `:${String(number).trim()}`;
    }

    /** What has to happen before its programs end. */
    before(act) { this.#ends.push(act); }

    async stop() {
        for (const end of this.#ends.reverse()) await end();
    }
}

async function ended(process_) {
    if (process_.exitCode !== null || process_.signalCode !== null) return;
    const exit = once(process_, 'exit');
    process_.kill('SIGTERM');
    await exit;
}

const softwareGl = (display) => ({
    DISPLAY: display, LIBGL_ALWAYS_SOFTWARE: '1', GDK_BACKEND: 'x11', LANG: 'C.UTF-8',
});

/** Marionette: "LENGTH:[0, number, command, parameters]", answered by "LENGTH:[1, number, error, result]". */
class Marionette {
    #socket;
    #received = Buffer.alloc(0);
    #waiting = [];

    static async connect(port) {
        const marionette = new Marionette();
        const socket = connect(port, '127.0.0.1');
        marionette.#socket = socket;
        await once(socket, 'connect');
        socket.on('data', (data) => marionette.#take(data));
        socket.on('close', () => marionette.#waiting.splice(0).forEach(
            ({reject}) => reject(new Error('Firefox has closed'))));
        await new Promise((resolve, reject) => marionette.#waiting.push({resolve, reject}));  // its greeting
        return marionette;
    }

    call(name, parameters = {}) {
        return new Promise((resolve, reject) => {
            this.#waiting.push({resolve, reject});
            const text = JSON.stringify([0, 0, `WebDriver:${name}`, parameters]);
            this.#socket.write(`${Buffer.byteLength(text)}:${text}`);
        });
    }

    close() { this.#socket.destroy(); }

    #take(data) {
        this.#received = Buffer.concat([this.#received, data]);
        for (;;) {
            const colon = this.#received.indexOf(':');
            const size = Number(this.#received.subarray(0, Math.max(colon, 0)));
            if (colon < 0 || this.#received.length < colon + 1 + size) return;
            const whole = this.#received.subarray(colon + 1, colon + 1 + size);
            this.#received = this.#received.subarray(colon + 1 + size);
            this.#answer(JSON.parse(whole));
        }
    }

    /** Answers come in the order of the commands. */
    #answer(message) {
        const {resolve, reject} = this.#waiting.shift();
        if (!Array.isArray(message)) return resolve(message);
        const [, , error, result] = message;
        if (error) reject(new Error(`${error.error}: ${error.message}`));
        else resolve(result);
    }
}

/** The driver of WebKitGTK: the same commands, as paths. */
class HttpDriver {
    #base;

    static async connect(port, capabilities) {
        const driver = new HttpDriver();
        driver.#base = `http://127.0.0.1:${port}/session`;
        const {value} = await eventually(() => driver.#send('', {capabilities}));
        driver.#base += `/${value.sessionId}`;
        return driver;
    }

    call(name, parameters = {}) {
        const [method, path] = {
            Navigate: ['POST', '/url'], Refresh: ['POST', '/refresh'], SetTimeouts: ['POST', '/timeouts'],
            ExecuteAsyncScript: ['POST', '/execute/async'], SetWindowRect: ['POST', '/window/rect'],
            TakeScreenshot: ['GET', '/screenshot'], PerformActions: ['POST', '/actions'],
            DeleteSession: ['DELETE', ''],
        }[name];
        return this.#send(path, parameters, method);
    }

    close() {}

    async #send(path, parameters, method = 'POST') {
        const body = method === 'POST' ? JSON.stringify(parameters) : undefined;
        const reply = await fetch(this.#base + path, {method, body});
        const answer = await reply.json();
        if (!reply.ok) throw new Error(`${answer.value.error}: ${answer.value.message}`);
        return answer;
    }
}

/** One tab of an engine. */
class Tab {
    #driver;
    #engine;

    constructor(driver, engine) {
        this.#driver = driver;
        this.#engine = engine;
    }

    async ready({width, height}) {
        await this.#driver.call('SetTimeouts', {script: kPatienceMs, pageLoad: kPatienceMs});
        await this.#driver.call('SetWindowRect', {x: 0, y: 0, width, height});
        return this;
    }

    goto(url) { return this.#driver.call('Navigate', {url}); }
    reload() { return this.#driver.call('Refresh'); }

    /** Runs a function in the page, which may be asynchronous; what goes in and out is JSON. */
    async evaluate(act, ...args) {
        const script = `const done = arguments[arguments.length - 1];
            (async () => (${act}).apply(null, [...arguments].slice(0, -1)))()
                .then((value) => done({value}), (error) => done({error: String(error)}));`;
        const {value: {value, error}} = await this.#driver.call('ExecuteAsyncScript', {script, args});
        if (error) throw new Error(error);
        return value;
    }

    /** Waits until the function gives something true, across reloads of the page; gives that. */
    async until(act, ...args) {
        return eventually(async () => {
            const found = await this.evaluate(act, ...args);
            if (!found) throw new Error(`never came: ${act} ${JSON.stringify(args)}`);
            return found;
        });
    }

    /** As a keyboard sends it, each key for a moment. */
    type(text) {
        const actions = [...text].flatMap((value) => [{type: 'keyDown', value}, {type: 'keyUp', value}]);
        return this.#driver.call('PerformActions', {actions: [{type: 'key', id: 'keyboard', actions}]});
    }

    async screenshot(name) {
        const {value} = await this.#driver.call('TakeScreenshot', {full: false});
        mkdirSync(screenshotFolder, {recursive: true});
        writeFileSync(join(screenshotFolder, `${name}.png`), Buffer.from(value, 'base64'));
    }

    close() { return this.#engine.stop(); }
}

async function launched(begin, size) {
    const engine = new Engine();
    try {
        const driver = await begin(engine);
        engine.before(() => driver.close());
        return await new Tab(driver, engine).ready(size);
    } catch (error) {
        await engine.stop();
        throw error;
    }
}

export const kFirefox = '/usr/bin/firefox-esr';

export function firefox(size) {
    return launched(async (engine) => {
        const profile = engine.folder('firefox');
        const port = await freePort();
        writeFileSync(join(profile, 'user.js'), [
            ['marionette.port', port], ['webgl.force-enabled', true], ['intl.accept_languages', 'zh-CN'],
            ['datareporting.policy.dataSubmissionEnabled', false], ['app.update.enabled', false],
            ['browser.shell.checkDefaultBrowser', false], ['browser.startup.page', 0],
            ['browser.aboutwelcome.enabled', false], ['network.captive-portal-service.enabled', false],
        ].map(([name, value]) => `user_pref("${name}", ${JSON.stringify(value)});\n`).join(''));
        engine.start(kFirefox, ['--marionette', '--no-remote', '--profile', profile],
            {env: {...softwareGl(await engine.screen()), HOME: profile}});
        const marionette = await eventually(() => Marionette.connect(port));
        await marionette.call('NewSession', {});
        return marionette;
    }, size);
}

/** The newest of what the system has. */
export function miniBrowser() {
    const library = '/usr/lib/x86_64-linux-gnu';
    return readdirSync(library).filter((name) => name.startsWith('webkit2gtk-')).sort().reverse()
        .map((name) => join(library, name, 'MiniBrowser')).find(existsSync);
}

export function webkit(size) {
    return launched(async (engine) => {
        const port = await freePort();
        const home = engine.folder('webkit');
        engine.start('WebKitWebDriver', ['--host=127.0.0.1', `--port=${port}`],
            {env: {...softwareGl(await engine.screen()), HOME: home, XDG_DATA_HOME: home,
                   XDG_CACHE_HOME: home, WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1'}});
        const driver = await HttpDriver.connect(port, {alwaysMatch: {
            'webkitgtk:browserOptions': {binary: miniBrowser(), args: ['--automation']},
        }});
        engine.before(() => driver.call('DeleteSession').then(() => undefined));
        return driver;
    }, size);
}
