#include "native/hub/files.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

#include "native/platform/file_descriptor.hpp"
#include "native/platform/system_call.hpp"

namespace xf::hub {
namespace {

using native::FileDescriptor;
using native::uninterrupted;

Error failure(const std::string& path) {
    if (errno == ENOENT || errno == ENOTDIR) return {ErrorCode::not_found, path + ": not there"};
    return native::storage_error(path);
}

Status write_piece(int fd, ByteView piece, const std::string& path) {
    while (!piece.empty()) {
        const ssize_t count =
            uninterrupted([&] { return ::write(fd, piece.data(), piece.size()); });
        if (count <= 0) return failure(path);
        piece = piece.subspan(static_cast<std::size_t>(count));
    }
    return {};
}

Status write_whole(int fd, std::string_view content, const std::string& path) {
    XF_TRY(write_piece(fd, as_bytes(content), path));
    if (::fsync(fd) != 0) return failure(path);
    return {};
}

Status flush_folder_of(const std::string& path) {
    const std::size_t slash = path.rfind('/');
    const std::string folder = slash == std::string::npos ? "." : path.substr(0, slash + 1);
    const FileDescriptor fd(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!fd.open() || ::fsync(fd.get()) != 0) return failure(folder);
    return {};
}

}  // namespace

Result<std::string> read_file(const std::string& path, std::size_t max_bytes) {
    const FileDescriptor fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!fd.open()) return failure(path);
    struct stat status {};
    if (::fstat(fd.get(), &status) != 0) return failure(path);
    if (!S_ISREG(status.st_mode)) return Error{ErrorCode::not_found, path + ": not a file"};
    std::string out;
    char buffer[65536];
    for (;;) {
        const ssize_t count =
            uninterrupted([&] { return ::read(fd.get(), buffer, sizeof buffer); });
        if (count < 0) return failure(path);
        if (count == 0) return out;
        out.append(buffer, static_cast<std::size_t>(count));
        if (out.size() > max_bytes)
            return Error{ErrorCode::too_large,
                         path + ": more than " + std::to_string(max_bytes) + " bytes"};
    }
}

Status each_piece(const std::string& path, const std::function<Status(ByteView)>& take) {
    const FileDescriptor fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!fd.open()) return failure(path);
    Bytes buffer(1u << 20);
    for (;;) {
        const ssize_t count =
            uninterrupted([&] { return ::read(fd.get(), buffer.data(), buffer.size()); });
        if (count < 0) return failure(path);
        if (count == 0) return {};
        XF_TRY(take(ByteView(buffer).first(static_cast<std::size_t>(count))));
    }
}

Status copy_new_file(const std::string& from, const std::string& to) {
    const FileDescriptor out(::open(to.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
    if (!out.open()) return native::storage_error(to);
    XF_TRY(each_piece(from, [&](ByteView piece) { return write_piece(out.get(), piece, to); }));
    return ::fsync(out.get()) == 0 ? Status() : failure(to);
}

Status replace_file(const std::string& path, std::string_view content) {
    const std::string fresh = path + ".new";
    {
        const FileDescriptor fd(
            ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
        if (!fd.open()) return failure(fresh);
        XF_TRY(write_whole(fd.get(), content, fresh));
    }
    if (::rename(fresh.c_str(), path.c_str()) != 0) return failure(path);
    return flush_folder_of(path);
}

Status create_file(const std::string& path, std::string_view content) {
    {
        const FileDescriptor fd(
            ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
        if (!fd.open() && errno == EEXIST)
            return Error{ErrorCode::wrong_state, path + ": is there already"};
        if (!fd.open()) return failure(path);
        XF_TRY(write_whole(fd.get(), content, path));
    }
    return flush_folder_of(path);
}

Status remove_file(const std::string& path) {
    if (::unlink(path.c_str()) == 0) return flush_folder_of(path);
    return errno == ENOENT ? Status() : failure(path);
}

bool exists(const std::string& path) {
    struct stat status {};
    return ::lstat(path.c_str(), &status) == 0;
}

Status make_private_folder(const std::string& path) {
    if (::mkdir(path.c_str(), 0700) != 0 && errno != EEXIST) return failure(path);
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0) return failure(path);
    if (!S_ISDIR(status.st_mode)) return Error{ErrorCode::storage_failed, path + ": not a folder"};
    return {};
}

}  // namespace xf::hub
