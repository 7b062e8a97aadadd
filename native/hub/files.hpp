// Small files of the operating system: read whole, or replaced so that a power cut leaves the old or
// the new one, never half of it.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "shared/base/bytes.hpp"
#include "shared/base/result.hpp"

namespace xf::hub {

/// Errors: not_found, too_large, storage_failed; the detail names the file and the system's reason.
Result<std::string> read_file(const std::string& path, std::size_t max_bytes);

/// Hands a file on piece by piece. Errors: storage_failed, and `take`'s own.
Status each_piece(const std::string& path, const std::function<Status(ByteView)>& take);

/// Copies into a new file (0600), and flushes it; its folder is the caller's to flush. Errors:
/// storage_failed also when there is such a file.
Status copy_new_file(const std::string& from, const std::string& to);

/// Writes beside it, flushes, renames, flushes the folder. Mode 0600.
Status replace_file(const std::string& path, std::string_view content);

/// Writes a file that was not there before, flushed with its folder. Mode 0600. Errors: wrong_state
/// when something has that name already.
Status create_file(const std::string& path, std::string_view content);

/// Removes it, and flushes the folder: it does not come back. Fine when it is not there.
Status remove_file(const std::string& path);

bool exists(const std::string& path);

/// Makes one folder with mode 0700; its parents have to be there. Fine when it is there already.
Status make_private_folder(const std::string& path);

}  // namespace xf::hub
