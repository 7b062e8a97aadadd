// The program of the measuring pages in a worker, over the files that the client would have. A message
// {ticket, name, parameters} is answered by {ticket, value} or {ticket, error}.
import {DeviceStorage} from './storage.js';
import instantiate from './bench.js';

const kWal = 'app.db-wal';
const kRaw = 'app.db.damaged-1';  // a file of which the database makes no use here

let storage = null;
let program = null;
let answered = '';

async function begin() {
    storage = await DeviceStorage.open('bench', {takeOver: false, onAsked() {}});
    program = await instantiate({
        locateFile: (name) => new URL(name, import.meta.url).href,
        xinfeng: {files: storage.files, post(kind, text) { answered = text; }, wake() {}},
    });
}
const begun = begin();  // a message that comes while a module waits is lost: not at its top level

/** {ms, …what the program says of it}. */
function measured(act) {
    answered = '{}';
    const began = performance.now();
    act();
    const ms = performance.now() - began;
    return {ms, ...JSON.parse(answered)};
}

const calls = {
    open() {
        program._xf_rows_close();
        for (const file of storage.files.values()) file.truncate(0);
        program._xf_rows_open();
    },

    tx(rows) {
        const wal = storage.files.get(kWal);
        const before = wal.getSize();
        const {ms} = measured(() => program._xf_rows_each(rows));
        return {ms, rows, bytes: wal.getSize() - before};
    },

    raw(rows, bytes) {
        const file = storage.files.get(kRaw);
        const data = crypto.getRandomValues(new Uint8Array(bytes));
        const {ms} = measured(() => {
            for (let row = 0; row < rows; ++row) {
                file.write(data, {at: row * bytes});
                file.flush();
            }
        });
        return {ms, rows, bytes: rows * bytes};
    },

    bulk(rows) { return {...measured(() => program._xf_rows_bulk(rows)), rows}; },
    group() { return measured(() => program._xf_rows_group()); },

    get(id) {
        measured(() => program._xf_rows_get(id));
        return JSON.parse(answered);
    },

    push(events) { return measured(() => program._xf_push(events)); },

    pull(events) {
        program._xf_exchange_leave();
        for (const file of storage.files.values()) file.truncate(0);
        return measured(() => program._xf_pull(events));
    },
};

self.onmessage = async ({data: {ticket, name, parameters}}) => {
    try {
        await begun;
        self.postMessage({ticket, value: calls[name](...parameters)});
    } catch (error) {
        self.postMessage({ticket, error: String(error?.stack ?? error)});
    }
};
