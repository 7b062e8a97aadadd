// The device's database files, for one worker at a time. A Web Lock of the device's name says who
// may open them; a BroadcastChannel of the same name asks its holder whether he lives, and to let
// go. Handles outlive their worker for a moment after a reload, so opening them is tried again for
// a while.

/**
 * Every file that the database uses (shared/store/vfs.hpp); sync access handles cannot be opened
 * later, in the middle of a synchronous call.
 */
const kFiles = ['app.db', 'app.db.damaged-1', 'app.db.damaged-2'].flatMap(
    (name) => [name, `${name}-journal`, `${name}-wal`, `${name}-id`]).concat('app.db.sealed');

const kCopyBytes = 1 << 20;  // one piece of a file that is handed to the page

const kLockMs = 3000;       // a reloaded page's old worker is gone long before
const kTakeOverMs = 10000;  // the holder finishes its transaction and closes
const kOpenMs = 5000;

export class Elsewhere extends Error {}
export class Stuck extends Error {}
export class Forbidden extends Error {}
export class Refused extends Error {}

export class DeviceStorage {
    #channel;
    #letGo = () => {};
    files = new Map();

    /**
     * Throws Elsewhere when another tab has the device, Stuck when it does not give it up, Forbidden
     * when the browser keeps nothing for this page, Refused when it does not open the files now.
     * `onAsked` is called when another tab wants it.
     */
    static async open(device, {takeOver, onAsked}) {
        const storage = new DeviceStorage();
        storage.#channel = new BroadcastChannel(`xinfeng/${device}`);
        try {
            await storage.#lock(device, takeOver);
        } catch (error) {
            storage.#channel.close();
            throw refusal(error);
        }
        storage.#channel.onmessage = ({data}) => {
            if (data === 'who') storage.#channel.postMessage('mine');
            if (data === 'give') onAsked();
        };
        try {
            await storage.#openFiles(device);
        } catch (error) {
            storage.close();
            throw refusal(error);
        }
        return storage;
    }

    /** What a file holds, as a Blob, which the browser keeps where it likes; the file is emptied. */
    moveOut(name) {
        const handle = this.files.get(name);
        const parts = [];
        for (let at = 0, size = handle.getSize(); at < size; at += kCopyBytes) {
            const part = new Uint8Array(Math.min(kCopyBytes, size - at));
            handle.read(part, {at});
            parts.push(new Blob([part]));
        }
        handle.truncate(0);
        return new Blob(parts, {type: 'application/octet-stream'});
    }

    /** Closes the files, then lets others have them. */
    close() {
        for (const handle of this.files.values()) handle.close();
        this.files.clear();
        this.#channel.close();
        this.#letGo();
    }

    #lock(device, takeOver) {
        const waiting = new AbortController();
        return new Promise((resolve, reject) => {
            const failure = takeOver ? new Stuck() : new Elsewhere();
            const timer = setTimeout(() => refuse(failure), takeOver ? kTakeOverMs : kLockMs);
            const refuse = (reason) => {
                clearTimeout(timer);
                waiting.abort();
                reject(reason);
            };
            this.#channel.onmessage = ({data}) => {
                if (data === 'mine' && !takeOver) refuse(failure);
            };
            navigator.locks.request(`xinfeng/${device}`, {signal: waiting.signal}, () => {
                clearTimeout(timer);
                resolve();
                return new Promise((free) => { this.#letGo = free; });
            }).catch(refuse);
            this.#channel.postMessage(takeOver ? 'give' : 'who');
        });
    }

    async #openFiles(device) {
        const root = await navigator.storage.getDirectory();
        const folder = await root.getDirectoryHandle(`device-${device}`, {create: true});
        const until = performance.now() + kOpenMs;
        for (const name of kFiles) {
            const file = await folder.getFileHandle(name, {create: true});
            this.files.set(name, await openHandle(file, until));
        }
    }
}

/** Private windows and blocked site data stay what they are; every other failure may pass. */
function refusal(error) {
    if (error instanceof Elsewhere || error instanceof Stuck) return error;
    return error.name === 'SecurityError' ? new Forbidden() : new Refused(String(error));
}

async function openHandle(file, until) {
    for (let pause = 20; ; pause *= 2) {
        try {
            return await file.createSyncAccessHandle();
        } catch (error) {
            const taken = error.name === 'NoModificationAllowedError';
            if (!taken || performance.now() + pause > until) throw error;
            await new Promise((resolve) => setTimeout(resolve, pause));
        }
    }
}
