#include "native/printer/png_folder.hpp"

#include <fcntl.h>
#include <string.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <filesystem>

#include "native/platform/system_call.hpp"

namespace xf::native {
namespace {

constexpr std::string_view kPrefix = "print-";
constexpr std::size_t kDigits = 4;
// Another program may take a number between our looking and our naming; not again and again.
constexpr int kTries = 100;

/// The number in "print-0012-1.png", 0 in any other name.
std::uint64_t number_in(std::string_view name) {
    if (!name.starts_with(kPrefix)) return 0;
    name.remove_prefix(kPrefix.size());
    std::uint64_t out = 0;
    const auto end = std::from_chars(name.data(), name.data() + name.size(), out);
    const bool whole = end.ec == std::errc() && end.ptr != name.data() + name.size();
    return whole && *end.ptr == '-' ? out : 0;
}

/// 0 also where the folder cannot be read: naming the page then says why.
std::uint64_t highest_in(const std::string& folder) {
    std::uint64_t out = 0;
    std::error_code ended;
    for (auto at = std::filesystem::directory_iterator(folder, ended); !ended && at != end(at);
         at.increment(ended))
        out = std::max(out, number_in(at->path().filename().string()));
    return out;
}

std::string page_name(std::uint64_t number, std::size_t page) {
    std::string digits = std::to_string(number);
    if (digits.size() < kDigits) digits.insert(0, kDigits - digits.size(), '0');
    return std::string(kPrefix) + digits + "-" + std::to_string(page) + ".png";
}

bool write_whole(int fd, ByteView data) {
    while (!data.empty()) {
        const ssize_t count = uninterrupted([&] { return ::write(fd, data.data(), data.size()); });
        if (count <= 0) return false;
        data = data.subspan(static_cast<std::size_t>(count));
    }
    return ::fsync(fd) == 0;
}

}  // namespace

Error PngFolder::failure(int reason) const {
    std::error_code ignored;
    const bool there = std::filesystem::is_directory(folder_, ignored);
    return {there ? ErrorCode::print_failed : ErrorCode::no_printer,
            folder_ + ": " + std::string(::strerrordesc_np(reason))};
}

Status PngFolder::add(ByteView png) {
    FileDescriptor page(::open(folder_.c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, 0600));
    if (!page.open() || !write_whole(page.get(), png)) return failure(errno);
    pages_.push_back(std::move(page));
    return {};
}

/// The first page takes the number for all. 0, or the system's reason.
int PngFolder::name_pages(std::uint64_t number) {
    for (const FileDescriptor& page : pages_) {
        const std::string name = folder_ + "/" + page_name(number, named_.size() + 1);
        const std::string nameless = "/proc/self/fd/" + std::to_string(page.get());
        if (::linkat(AT_FDCWD, nameless.c_str(), AT_FDCWD, name.c_str(), AT_SYMLINK_FOLLOW) != 0)
            return errno;
        named_.push_back(name);
    }
    const FileDescriptor folder(::open(folder_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    return folder.open() && ::fsync(folder.get()) == 0 ? 0 : errno;
}

Status PngFolder::close() {
    for (int i = 0; i < kTries; ++i) {
        const int reason = name_pages(highest_in(folder_) + 1);
        if (reason == 0) return {};
        const bool taken = reason == EEXIST && named_.empty();
        for (const std::string& path : named_) ::unlink(path.c_str());
        named_.clear();
        if (!taken) return failure(reason);
    }
    return Error{ErrorCode::print_failed, folder_ + ": others take every number"};
}

}  // namespace xf::native
