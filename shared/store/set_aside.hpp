// Gets a damaged database out of the way without losing a byte of it: someone may rescue what is in
// there. OPFS handles have fixed names and can't be renamed while open, so it is copied.
#pragma once

#include <string>
#include <string_view>

#include "shared/base/result.hpp"
#include "shared/ports/block_device.hpp"

namespace xf::store {

/// Beside a client's database: who the device is (shared/rescue/identity_copy.hpp).
inline constexpr std::string_view kIdentitySuffix = "-id";

/// Copies `name` with its "-wal", "-journal" and "-id" to `new_name` with the same suffixes, flushes
/// the copies, and only then empties the originals, the database first.
///
/// Crash-safe: until the copies are durable the originals are untouched, and to do it again after a
/// crash is right, because the database is then still damaged. Once the database itself is empty,
/// what is left of its WAL or journal belongs to nothing, and SQLite clears it away when it opens.
///
/// An identity that can't be read is left out: the database has it too.
///
/// What `new_name` held before is replaced: to keep several, give each a name that is_empty().
/// REQUIRES: nobody has any of these files open.
Status set_aside(ports::Disk& disk, std::string_view name, std::string_view new_name);

/// So many are kept beside each other; web/worker/storage.js opens their files.
inline constexpr int kAsidePlaces = 2;
/// Sets it aside as the first "<name>.damaged-<n>" that is free, and returns that name. Errors:
/// storage_full where none is.
Result<std::string> set_aside(ports::Disk& disk, std::string_view name);

/// No bytes under that name: to a client's disk the same as no such file.
Result<bool> is_empty(ports::Disk& disk, std::string_view name);

}  // namespace xf::store
