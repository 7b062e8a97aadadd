#include "native/hub/posix_public_files.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>

#include "native/platform/system_call.hpp"
#include "shared/base/limits.hpp"

namespace xf::hub {
namespace {

using native::FileDescriptor;
using native::uninterrupted;

constexpr mode_t kFolderMode = 0755;
constexpr mode_t kFileMode = 0644;
constexpr int kFolder = O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW;
/// No path of a log has it, so that half a file is never served; one writer uses it.
constexpr const char* kTemporary = ".new";
/// The largest file is an entries tile.
constexpr std::size_t kFileBytes = 256 * (limits::kLeafBytes + 2);

Error failure(const char* call) {
    if (errno == ENOENT) return {ErrorCode::not_found, call};
    return native::storage_error(call);
}

FileDescriptor open_at(const FileDescriptor& folder, const char* name, int flags) {
    return FileDescriptor(uninterrupted(
        [&] { return ::openat(folder.get(), name, flags | O_CLOEXEC | O_NOFOLLOW, kFileMode); }));
}

/// Opens a folder, and makes it first when it is not there. Its name is durable.
Result<FileDescriptor> enter(const FileDescriptor& parent, const std::string& name) {
    if (::mkdirat(parent.get(), name.c_str(), kFolderMode) == 0) {
        if (::fsync(parent.get()) != 0) return failure("fsync folder");
    } else if (errno != EEXIST) {
        return failure("mkdir");
    }
    FileDescriptor folder = open_at(parent, name.c_str(), kFolder);
    if (!folder.open()) return failure("open folder");
    return folder;
}

Status write_all(const FileDescriptor& file, ByteView bytes) {
    while (!bytes.empty()) {
        const ssize_t count =
            uninterrupted([&] { return ::write(file.get(), bytes.data(), bytes.size()); });
        if (count < 0) return failure("write");
        bytes = bytes.subspan(static_cast<std::size_t>(count));
    }
    // Not repeated when it fails: a second fsync may say yes about pages the first one dropped.
    if (::fsync(file.get()) != 0) return Error{ErrorCode::storage_failed, "fsync"};
    return {};
}

/// Writes beside the file, then takes its name.
Status replace(const FileDescriptor& folder, const std::string& name, ByteView bytes) {
    const FileDescriptor file = open_at(folder, kTemporary, O_WRONLY | O_CREAT | O_TRUNC);
    if (!file.open()) return failure("open");
    XF_TRY(write_all(file, bytes));
    if (::renameat(folder.get(), kTemporary, folder.get(), name.c_str()) != 0)
        return failure("rename");
    if (::fsync(folder.get()) != 0) return failure("fsync folder");
    return {};
}

Status known(std::string_view path) {
    if (disclosure::public_file_kind(path)) return {};
    return Error{ErrorCode::internal, "not a path of a log: " + std::string(path)};
}

}  // namespace

Result<std::unique_ptr<PosixPublicFiles>> PosixPublicFiles::open_folder(const std::string& folder) {
    const FileDescriptor here(::open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!here.open()) return failure("open folder");
    if (::mkdirat(here.get(), folder.c_str(), kFolderMode) != 0 && errno != EEXIST)
        return failure("mkdir");
    FileDescriptor opened = open_at(here, folder.c_str(), kFolder);
    if (!opened.open()) return failure("open folder");
    const FileDescriptor parent = open_at(opened, "..", kFolder);
    if (!parent.open() || ::fsync(parent.get()) != 0) return failure("fsync folder");
    return std::unique_ptr<PosixPublicFiles>(new PosixPublicFiles(std::move(opened)));
}

Result<FileDescriptor> PosixPublicFiles::enter_folder_of(std::string_view& path) {
    FileDescriptor folder = open_at(folder_, ".", kFolder);
    if (!folder.open()) return failure("open folder");
    for (std::size_t slash; (slash = path.find('/')) != std::string_view::npos;) {
        XF_ASSIGN(folder, enter(folder, std::string(path.substr(0, slash))));
        path.remove_prefix(slash + 1);
    }
    return folder;
}

Status PosixPublicFiles::write_durable(std::string_view path, ByteView bytes) {
    XF_TRY(known(path));
    XF_ASSIGN(const FileDescriptor folder, enter_folder_of(path));
    return replace(folder, std::string(path), bytes);
}

Status PosixPublicFiles::withdraw_durable(std::string_view path) {
    if (!disclosure::may_be_withdrawn(path))
        return Error{ErrorCode::internal, "can't be withdrawn: " + std::string(path)};
    XF_ASSIGN(const FileDescriptor folder, enter_folder_of(path));
    const std::string name(path), marker = name + std::string(kGoneSuffix);
    if (!open_at(folder, marker.c_str(), O_WRONLY | O_CREAT).open()) return failure("open");
    if (::unlinkat(folder.get(), name.c_str(), 0) != 0 && errno != ENOENT) return failure("unlink");
    if (::fsync(folder.get()) != 0) return failure("fsync folder");
    return {};
}

/// Why a file could not be opened just now.
Error PosixPublicFiles::absent(const std::string& name) {
    if (errno != ENOENT) return failure("open");
    const std::string marker = name + std::string(kGoneSuffix);
    const bool gone = ::faccessat(folder_.get(), marker.c_str(), F_OK, 0) == 0;
    return {gone ? ErrorCode::gone : ErrorCode::not_found, name};
}

Status PosixPublicFiles::find(std::string_view path) {
    XF_TRY(known(path));
    const std::string name(path);
    const bool there = ::faccessat(folder_.get(), name.c_str(), F_OK, 0) == 0;
    return there ? Status() : Status(absent(name));
}

Result<Bytes> PosixPublicFiles::read(std::string_view path) {
    XF_TRY(known(path));
    const std::string name(path);
    const FileDescriptor file = open_at(folder_, name.c_str(), O_RDONLY);
    if (!file.open()) return absent(name);
    Bytes bytes;
    std::uint8_t piece[16384];
    for (;;) {
        const ssize_t count =
            uninterrupted([&] { return ::read(file.get(), piece, sizeof piece); });
        if (count < 0) return failure("read");
        if (count == 0) return bytes;
        append(bytes, ByteView(piece, static_cast<std::size_t>(count)));
        if (bytes.size() > kFileBytes) return Error{ErrorCode::storage_failed, "read: too long"};
    }
}

}  // namespace xf::hub
