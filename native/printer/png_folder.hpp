// The folder that takes a PNG printer's pages: print-0001-1.png, print-0001-2.png, print-0002-1.png, …
// A page appears whole or not at all, never over another one, also when several programs print there.
#pragma once

#include <string>
#include <vector>

#include "shared/base/bytes.hpp"
#include "shared/base/result.hpp"

namespace xf::native {

/// The pages of one document, under the next free number. They stand under names of their own until
/// close(), and go without it.
class PngFolder {
public:
    explicit PngFolder(std::string folder) : folder_(std::move(folder)) {}
    ~PngFolder();
    PngFolder(const PngFolder&) = delete;
    PngFolder& operator=(const PngFolder&) = delete;

    /// The next page, on disk when this returns. Errors: no_printer when the folder is not there,
    /// print_failed (the disk is full, the folder is not ours), each with the system's reason.
    Status add(ByteView png);
    /// Gives all pages their names. Errors: as add(); then none of them is left.
    Status close();

private:
    int name_pages(std::uint64_t number);
    Error failure(const std::string& path, int reason) const;

    const std::string folder_;
    std::vector<std::string> waiting_;  ///< paths
    std::vector<std::string> named_;
};

}  // namespace xf::native
