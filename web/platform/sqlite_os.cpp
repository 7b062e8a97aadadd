// SQLite asks its platform for a default VFS when it starts. Here the host registers its own, over
// OPFS (shared/store/vfs.hpp), so there is nothing to do.
extern "C" int sqlite3_os_init(void) { return 0; }
extern "C" int sqlite3_os_end(void) { return 0; }
