// Runs the contract suites in a worker, over the files that the client would have. To the page:
// {kind: 'kept' | 'broken', text} for every promise, {kind: 'done'}, {kind: 'crashed', text}.
import {DeviceStorage} from './storage.js';
import instantiate from './contract.js';

const post = (kind, text) => self.postMessage({kind, text});

try {
    const storage = await DeviceStorage.open('contract', {takeOver: false, onAsked() {}});
    const program = await instantiate({
        locateFile: (name) => new URL(name, import.meta.url).href,
        xinfeng: {files: storage.files, post, wake() {}},
    });
    program._xf_contract_run();
} catch (error) {
    post('crashed', String(error?.stack ?? error));
}
