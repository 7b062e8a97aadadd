// Runs the contract suites in a worker, over the files that the client would have: in OPFS, or with
// ?indexed those that stand in for them. To the page: {kind: 'kept' | 'broken', text} for every promise,
// {kind: 'done'}, {kind: 'crashed', text}.
import {DeviceStorage} from './storage.js';
import {IndexedStorage} from './indexed_storage.js';
import instantiate from './contract.js';

const post = (kind, text) => self.postMessage({kind, text});

try {
    const Storage = location.search === '?indexed' ? IndexedStorage : DeviceStorage;
    const storage = await Storage.open('contract', {
        takeOver: false, onAsked() {}, onFailed(error) { post('crashed', String(error)); },
    });
    const program = await instantiate({
        locateFile: (name) => new URL(name, import.meta.url).href,
        xinfeng: {files: storage.files, post, wake() {}, settled: () => storage.unsettled},
    });
    program._xf_contract_run();
} catch (error) {
    post('crashed', String(error?.stack ?? error));
}
