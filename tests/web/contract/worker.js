// Runs the contract suites in a worker, over the files that the client would have: in OPFS, or with
// ?indexed those that stand in for them; then what a later session finds of them. To the page:
// {kind: 'kept' | 'broken', text} for every promise, {kind: 'done'}, {kind: 'crashed', text}.
import {DeviceStorage} from './storage.js';
import {IndexedStorage} from './indexed_storage.js';
import instantiate from './contract.js';

const kPage = 16384;  // indexed_storage.js
const kRounds = 40;
const kMostPages = 5;

const post = (kind, text) => self.postMessage({kind, text});
const crashed = (error) => post('crashed', String(error?.stack ?? error));

const Storage = location.search === '?indexed' ? IndexedStorage : DeviceStorage;
const open = () => Storage.open('contract', {takeOver: false, onAsked() {}, onFailed: crashed});

/** Gives numbers from 0 to below `below`, the same in every run. */
function numbers() {
    let state = 1;
    return (below) => {
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
        return Math.floor(state / 2 ** 32 * below);
    };
}

function pattern(size, start) {
    return Uint8Array.from({length: size}, (_, at) => start + at * 7);
}

function contentOf(file) {
    const bytes = new Uint8Array(file.getSize());
    file.read(bytes, {at: 0});
    return bytes;
}

/** What pages may be mistaken about: [what, pages, at which page], and a flush after every step. */
const kLives = {
    'shortened within a page': [['write', 3.5], ['truncate', 1.25]],
    'shortened to whole pages': [['write', 3.5], ['truncate', 2]],
    'grown again, with a gap': [['write', 3.5], ['truncate', 0.5], ['write', 0.1, 2.75]],
    'grown by truncation': [['write', 0.5], ['truncate', 2.25]],
    'emptied': [['write', 2.5], ['truncate', 0]],
    'emptied and written anew': [['write', 2.5], ['truncate', 0], ['write', 0.01]],
    'overwritten across pages': [['write', 3], ['write', 0.5, 0.75]],
};

function live(file, steps) {
    file.truncate(0);
    file.flush();
    steps.forEach(([what, pages, at = 0], step) => {
        const size = Math.floor(pages * kPage);
        if (what === 'truncate') file.truncate(size);
        else file.write(pattern(size, step), {at: Math.floor(at * kPage)});
        file.flush();
    });
}

/** The same with random steps. */
function randomLife(file) {
    const number = numbers();
    const steps = [];
    for (let round = 0; round < kRounds; ++round) {
        const pages = number(kMostPages * kPage) / kPage;
        steps.push(number(3) ? ['write', pages / 3, number(kMostPages * kPage) / kPage]
                             : ['truncate', pages]);
    }
    live(file, steps);
}

const same = (a, b) => a.length === b.length && a.every((byte, at) => byte === b[at]);

/** What a later session finds is, byte for byte, what this one left. */
async function checkLaterSession(storage) {
    const files = [...storage.files];
    const lives = Object.entries(kLives);
    lives.forEach(([, steps], at) => live(files[at][1], steps));
    randomLife(files[lives.length][1]);
    const names = [...lives.map(([name]) => name), 'at random'];
    const left = files.map(([, file]) => contentOf(file));
    await storage.unsettled;
    await storage.close();

    const later = await open();
    files.forEach(([name], at) => {
        const kept = same(contentOf(later.files.get(name)), left[at]);
        post(kept ? 'kept' : 'broken', `a later session: ${name} ${names[at] ?? ''}`);
    });
    await later.close();
}

try {
    const storage = await open();
    const end = () => checkLaterSession(storage).then(() => post('done'), crashed);
    const program = await instantiate({
        locateFile: (name) => new URL(name, import.meta.url).href,
        xinfeng: {
            files: new Map(storage.files),  // some become faulty ones
            post: (kind, text) => kind === 'done' ? setTimeout(end) : post(kind, text),
            wake() {}, settled: () => storage.unsettled,
        },
    });
    program._xf_contract_run();
} catch (error) {
    crashed(error);
}
