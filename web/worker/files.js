// Every file that the database uses (shared/store/vfs.hpp); a browser cannot open one later, in the
// middle of a synchronous call.
export const kFiles = ['app.db', 'app.db.damaged-1', 'app.db.damaged-2'].flatMap(
    (name) => [name, `${name}-journal`, `${name}-wal`]);
