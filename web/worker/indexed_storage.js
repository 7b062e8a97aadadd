// The device's database files in memory, kept in IndexedDB: for browsers without sync access handles.
// A flush puts every page that was written since the last one into one strict transaction, so what is
// kept is always the state at some flush, whole. Until that transaction is complete the storage is
// unsettled, and the program shows and sends nothing: nobody can have seen what a power cut takes back.
//
// Database "xinfeng/DEVICE":  pages  [file, number] → its bytes (the file's last may be shorter)
//                             owner  0 → {session, turn}: who may write, and wrote last
// The owner is a fence: a session whose place another one took finds that out in its next transaction,
// which then changes nothing. It holds where there are no Web Locks, too. The turn is the number of the
// session's last transaction: what was under way when one failed finds a gap, and changes nothing either.
import {kFiles} from './files.js';
import {Hold} from './hold.js';
import {Refusal, refusal} from './refusal.js';

const kPage = 16384;
const kAnswerMs = 20_000;  // no disk takes so long: a database that is silent until then has failed

/** As much of a FileSystemSyncAccessHandle as the program uses. */
class MemoryFile {
    #bytes = new Uint8Array(0);  // with room at its end
    #size = 0;
    #onFlush;
    written = new Set();  // numbers of pages that are kept otherwise, or not at all

    constructor(onFlush) { this.#onFlush = onFlush; }

    getSize() { return this.#size; }

    read(out, {at}) {
        const found = this.#bytes.subarray(at, Math.max(at, Math.min(at + out.length, this.#size)));
        out.set(found);
        return found.length;
    }

    write(data, {at}) {
        this.#grow(at + data.length);
        this.#bytes.set(data, at);
        this.#touch(at, at + data.length);
        return data.length;
    }

    truncate(size) {
        const before = this.#size;
        this.#grow(size);
        if (size < before) this.#bytes.fill(0, size, before);
        this.#size = size;
        this.#touch(Math.min(size, before), Math.max(size, before));
    }

    flush() { this.#onFlush(); }

    close() {}

    /** A copy of a page as it is now; undefined beyond the end. */
    page(number) {
        const begin = number * kPage;
        if (begin >= this.#size) return undefined;
        return this.#bytes.slice(begin, Math.min(begin + kPage, this.#size));
    }

    #touch(begin, end) {
        for (let page = Math.floor(begin / kPage); page * kPage < end; ++page) this.written.add(page);
    }

    #grow(size) {
        if (size > this.#bytes.length) {
            const larger = new Uint8Array(Math.max(size, 2 * this.#bytes.length));
            larger.set(this.#bytes);
            this.#bytes = larger;
        }
        this.#size = Math.max(this.#size, size);
    }
}

/** A request's result, or a transaction's end; one that the page aborts has no error of its own. */
function finished(one, good = 'onsuccess', bad = 'onerror') {
    return new Promise((resolve, reject) => {
        one[good] = () => resolve(one.result);
        one[bad] = () => reject(one.error ?? new Refusal('storage', bad));
    });
}

const complete = (transaction) => finished(transaction, 'oncomplete', 'onabort');

/** The same, but not for ever. */
function inTime(promise) {
    let timer;
    const late = new Promise((resolve, reject) => {
        timer = setTimeout(() => reject(new Refusal('storage', 'silent')), kAnswerMs);
    });
    return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

export class IndexedStorage {
    #database;
    #hold;
    #session = crypto.getRandomValues(new Uint32Array(4)).join('-');
    #turn = 0;
    #onFailed;
    #memory = new Map();  // name → MemoryFile
    files = new Map();    // the same, for the program
    unsettled = null;  // or a promise: something is not kept yet; once it is rejected it stays so

    static kind = 'indexeddb';

    static missing() { return self.indexedDB ? [] : ['storage']; }

    static persistence() { return 2; }

    /**
     * Throws Refusal: elsewhere, stuck, forbidden, storage. `onFailed(error)`: what is in memory could
     * not be kept, or the device is another session's now (Refusal elsewhere); the storage is of no use
     * then.
     */
    static async open(device, {takeOver, onAsked, onFailed}) {
        const storage = new IndexedStorage();
        storage.#onFailed = onFailed;
        try {
            if (navigator.locks) storage.#hold = await Hold.take(device, {takeOver, onAsked});
            await storage.#load(device);
            return storage;
        } catch (error) {
            storage.close();
            throw refusal(error, 'InvalidStateError');  // Firefox's private windows before 115
        }
    }

    /** Once all is kept, or has failed, lets others have the device. */
    async close() {
        await this.unsettled?.catch(() => {});
        this.#database?.close();
        this.#hold?.release();
    }

    async #load(device) {
        const request = indexedDB.open(`xinfeng/${device}`, 1);
        request.onupgradeneeded = () => {
            request.result.createObjectStore('pages');
            request.result.createObjectStore('owner');
        };
        this.#database = await inTime(finished(request));
        const transaction = this.#transaction();
        transaction.objectStore('owner').put({session: this.#session, turn: 0}, 0);
        const pages = transaction.objectStore('pages');
        const [keys, values] = await inTime(Promise.all([
            finished(pages.getAllKeys()), finished(pages.getAll()),
            complete(transaction),  // only then is it the owner
        ]));
        for (const name of kFiles) this.#memory.set(name, new MemoryFile(() => this.#keep()));
        keys.forEach(([name, number], index) => {
            this.#memory.get(name)?.write(values[index], {at: number * kPage});
        });
        for (const file of this.#memory.values()) file.written.clear();
        this.files = new Map(this.#memory);
    }

    #transaction() {
        return this.#database.transaction(['pages', 'owner'], 'readwrite', {durability: 'strict'});
    }

    #keep() {
        const done = this.unsettled = inTime(this.#write());
        done.then(() => {
            if (this.unsettled === done) this.unsettled = null;
        }, (error) => this.#fail(error));
    }

    /** Told once: what came after it is not kept either. */
    #fail(error) {
        const tell = this.#onFailed;
        this.#onFailed = () => {};
        tell(error);
    }

    /** Transactions of one scope come to pass in the order in which they were made. */
    #write() {
        const [session, turn] = [this.#session, ++this.#turn];
        return new Promise((resolve, reject) => {
            const transaction = this.#transaction();
            complete(transaction).then(resolve, reject);
            const refuse = (error) => {
                reject(error);
                transaction.abort();
            };
            const owner = transaction.objectStore('owner');
            const found = owner.get(0);
            found.onsuccess = () => {
                const last = found.result;
                if (last.session !== session) refuse(new Refusal('elsewhere'));
                else if (last.turn !== turn - 1) refuse(new Refusal('storage', 'after a failure'));
            };
            try {
                owner.put({session, turn}, 0);
                this.#putWritten(transaction.objectStore('pages'));
            } catch (error) {
                refuse(error);
            }
        });
    }

    #putWritten(pages) {
        for (const [name, file] of this.#memory) {
            for (const number of file.written) {
                const bytes = file.page(number);
                if (bytes) pages.put(bytes, [name, number]);
                else pages.delete([name, number]);
            }
            file.written.clear();
        }
    }
}
