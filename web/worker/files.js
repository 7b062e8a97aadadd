// Every file that the program uses (shared/store/vfs.hpp, shared/rescue/sealed_file.hpp); a browser
// cannot open one later, in the middle of a synchronous call.
export const kFiles = ['app.db', 'app.db.damaged-1', 'app.db.damaged-2'].flatMap(
    (name) => [name, `${name}-journal`, `${name}-wal`, `${name}-id`]).concat('app.db.sealed');

const kCopyBytes = 1 << 20;  // one piece of a file that is handed to the page

/** What a file holds, as a Blob, which the browser keeps where it likes; the file is emptied. */
export function moveOut(file) {
    const parts = [];
    for (let at = 0, size = file.getSize(); at < size; at += kCopyBytes) {
        const part = new Uint8Array(Math.min(kCopyBytes, size - at));
        file.read(part, {at});
        parts.push(new Blob([part]));
    }
    file.truncate(0);
    return new Blob(parts, {type: 'application/octet-stream'});
}
