// SQLite asks its platform for a default VFS when it starts. Here the host registers its own, over
// OPFS (shared/store/vfs.hpp), so there is nothing to do.
#include <ctime>

extern "C" int sqlite3_os_init(void) { return 0; }
extern "C" int sqlite3_os_end(void) { return 0; }

// Nobody asks SQL for the time: the clock is a port (shared/ports/clock.hpp). What current_timestamp would be
// written with, emscripten's calendar in JavaScript, is left out of the program by this one being here first.
extern "C" std::tm* gmtime(const std::time_t*) { return nullptr; }
