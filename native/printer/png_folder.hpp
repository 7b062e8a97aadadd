// The folder that takes a PNG printer's pages: print-0001-1.png, print-0001-2.png, print-0002-1.png, …
// A page appears whole or not at all, never over another one, also when several programs print there.
//
// Until then its file has no name, so that nothing of it stays behind whatever becomes of the program.
// That asks for a file system that knows such files: Linux's own do, a USB stick's does not.
#pragma once

#include <string>
#include <vector>

#include "native/platform/file_descriptor.hpp"
#include "shared/base/bytes.hpp"
#include "shared/base/result.hpp"

namespace xf::native {

/// The pages of one document, under the next free number. Without close() they are gone.
class PngFolder {
public:
    explicit PngFolder(std::string folder) : folder_(std::move(folder)) {}

    /// The next page, on disk when this returns. Errors: no_printer when the folder is not there,
    /// print_failed (the disk is full, the folder is not ours or takes no such files), each with the
    /// system's reason.
    Status add(ByteView png);
    /// Gives all pages their names. Errors: as add(); then none of them is left.
    Status close();

private:
    int name_pages(std::uint64_t number);
    Error failure(int reason) const;

    const std::string folder_;
    std::vector<FileDescriptor> pages_;
    std::vector<std::string> named_;  ///< paths
};

}  // namespace xf::native
