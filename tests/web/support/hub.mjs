// The real hub on a free port of loopback, with a demo town in a folder of its own. Stopped by the
// process that was started here, and by no name.
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {existsSync, mkdtempSync, readFileSync, readdirSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {createInterface} from 'node:readline';

import {hubProgram, root, siteFolder} from './places.mjs';
import {freePort} from './ports.mjs';

const kReadyMs = 20_000;

function readyLine(process) {
    return new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error('the hub is not ready')), kReadyMs);
        const lines = createInterface({input: process.stdout});
        lines.on('line', (line) => {
            if (!line.startsWith('READY ')) return;
            clearTimeout(timer);
            resolve(line.slice('READY '.length).trim());
        });
        process.once('exit', (code) => {
            clearTimeout(timer);
            reject(new Error(`the hub ended with ${code}`));
        });
    });
}

export class Hub {
    #process = null;

    /** `town`: the file of another demo town. */
    static async start({town = join(root, 'assets/demo/town.json')} = {}) {
        const hub = new Hub();
        hub.town = town;
        hub.data = mkdtempSync(join(tmpdir(), 'xinfeng-hub-'));
        hub.port = await freePort();
        await hub.up();
        return hub;
    }

    /** Starts it, again on the same port and data; `site` is what it serves; without `demo` it hands out no
     * secrets. */
    async up({site = siteFolder, demo = true} = {}) {
        this.#process = spawn(hubProgram, [
            'serve', '--data', this.data, '--site', site, '--port', String(this.port),
            ...(demo ? ['--demo-town', this.town] : ['--no-demo']),
        ], {stdio: ['ignore', 'pipe', 'ignore']});
        this.url = await readyLine(this.#process);
    }

    /** SIGKILL: as a power cut ends it. */
    async kill() {
        await this.#end('SIGKILL');
    }

    async stop() {
        if (this.#process) await this.#end('SIGTERM');
        rmSync(this.data, {recursive: true, force: true});
    }

    /** Cards and PINs of the first village. */
    secrets() {
        return JSON.parse(readFileSync(join(this.data, 'demo.json'), 'utf8')).villages[0];
    }

    /** All files of that kind in the villages' public logs: "body", "paper". */
    publicFiles(kind) {
        const logs = join(this.data, 'public');
        const folders = readdirSync(logs).map((village) => join(logs, village, kind));
        return folders.filter(existsSync).flatMap((folder) =>
            readdirSync(folder).map((name) => readFileSync(join(folder, name))));
    }

    async #end(signal) {
        const process = this.#process;
        this.#process = null;
        const ended = once(process, 'exit');
        process.kill(signal);
        await ended;
    }
}
