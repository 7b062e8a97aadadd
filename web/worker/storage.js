// The device's database files as OPFS sync access handles, for one worker at a time. Handles outlive
// their worker for a moment after a reload, so opening them is tried again for a while.
import {kFiles} from './files.js';
import {Hold} from './hold.js';
import {refusal} from './refusal.js';

const kOpenMs = 5000;

export class DeviceStorage {
    #hold;
    files = new Map();  // name → FileSystemSyncAccessHandle, which are durable when flush() returns
    unsettled = null;

    static kind = 'opfs';

    /** What this browser lacks for it: names of texts "page.missing.<name>". */
    static missing() {
        const missing = navigator.locks ? [] : ['locks'];
        if (!navigator.storage?.getDirectory || !self.FileSystemFileHandle ||
            !FileSystemFileHandle.prototype.createSyncAccessHandle) {
            missing.push('storage');
        }
        return missing;
    }

    /** As C++ numbers it (Persistence in shared/app/common_views.hpp). */
    static persistence(promised) { return promised ? 0 : 1; }

    /**
     * Throws Refusal: elsewhere, stuck, forbidden, storage. `onAsked` is called when another tab wants
     * the device.
     */
    static async open(device, {takeOver, onAsked}) {
        const storage = new DeviceStorage();
        try {
            storage.#hold = await Hold.take(device, {takeOver, onAsked});
            await storage.#openFiles(device);
            return storage;
        } catch (error) {
            storage.close();
            throw refusal(error);
        }
    }

    /** Closes the files, then lets others have them. */
    close() {
        for (const handle of this.files.values()) handle.close();
        this.files.clear();
        this.#hold?.release();
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
