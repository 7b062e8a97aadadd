// Which of the two ways a device goes in this browser: in a worker with files, or on the page's own
// thread with IndexedDB. Where its data lies is where it stays: the other way would know nothing of
// what has not been reported yet.

const kept = (device) => `xinfeng/own-thread/${device}`;
const trying = (device) => `xinfeng/trying/${device}`;

/** Throws away what a browser throws that keeps nothing. */
function quietly(storage, use) {
    try {
        return use(self[storage]);
    } catch {
        return undefined;
    }
}

/** The own thread is to be taken: it has this device's data, or a worker has just failed. */
export const onOwnThread = (device) =>
    Boolean(quietly('localStorage', (local) => local.getItem(kept(device))) ||
            quietly('sessionStorage', (session) => session.getItem(trying(device))));

/** It runs there: its data is there from now on. */
export function keepOwnThread(device) {
    quietly('localStorage', (local) => local.setItem(kept(device), '1'));
    forgetTrying(device);
}

/** It does not run there either. */
export function forgetTrying(device) {
    quietly('sessionStorage', (session) => session.removeItem(trying(device)));
}

/**
 * Loads the page anew, to try the own thread: in some engines only the first thread that asks gets
 * WebGL, and that was the worker. False where it must not be tried.
 */
export async function tryOwnThread(device, missing) {
    if (missing.includes('secure') || await hasFiles(device)) return false;
    return quietly('sessionStorage', (session) => {
        session.setItem(trying(device), '1');
        location.reload();
        return true;
    }) ?? false;
}

/** A worker has kept something of this device before, or that cannot be known. */
async function hasFiles(device) {
    if (!navigator.storage?.getDirectory) return false;
    try {
        const root = await navigator.storage.getDirectory();
        const folder = await root.getDirectoryHandle(`device-${device}`);
        const file = await folder.getFileHandle('app.db');
        return (await file.getFile()).size > 0;
    } catch ({name}) {
        // There is none, or no place for any, as in Firefox's private windows.
        return !['NotFoundError', 'SecurityError'].includes(name);
    }
}
