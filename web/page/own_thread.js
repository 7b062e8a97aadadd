// The program on the page's own thread, in the manner of a Worker: for browsers whose workers get no
// WebGL or no sync access handles (docs/adr/0017-fallback.md).
import {IndexedStorage} from './indexed_storage.js';
import {Session} from './session.js';

export class OwnThread {
    onmessage = null;

    #session = new Session((kind, more) => queueMicrotask(
        () => this.onmessage?.({data: {kind, ...more}})), IndexedStorage);

    postMessage(message) { this.#session.receive(message); }

    terminate() {
        this.onmessage = null;
        this.#session.stop();
    }
}
