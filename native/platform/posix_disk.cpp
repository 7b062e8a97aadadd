#include "native/platform/posix_disk.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

#include <cerrno>
#include <limits>

#include "native/platform/system_call.hpp"

namespace xf::native {
namespace {

bool in_range(std::uint64_t offset) {
    return offset <= static_cast<std::uint64_t>(std::numeric_limits<off_t>::max());
}

class PosixFile final : public ports::BlockDevice {
public:
    explicit PosixFile(FileDescriptor file) : file_(std::move(file)) {}

    Result<std::size_t> read(std::uint64_t offset, std::span<std::uint8_t> out) override {
        XF_TRY(usable(offset));
        std::size_t done = 0;
        while (done < out.size()) {
            const ssize_t count = uninterrupted([&] {
                return ::pread(file_.get(), out.data() + done, out.size() - done,
                               static_cast<off_t>(offset + done));
            });
            if (count < 0) return storage_error("pread");
            if (count == 0) break;
            done += static_cast<std::size_t>(count);
        }
        return done;
    }

    Status write(std::uint64_t offset, ByteView data) override {
        XF_TRY(usable(offset));
        // A short count is no error yet: the next call says why, or takes the rest.
        while (!data.empty()) {
            const ssize_t count = uninterrupted([&] {
                return ::pwrite(file_.get(), data.data(), data.size(), static_cast<off_t>(offset));
            });
            if (count < 0) return storage_error("pwrite");
            if (count == 0) return Error{ErrorCode::storage_full, "pwrite took nothing"};
            data = data.subspan(static_cast<std::size_t>(count));
            offset += static_cast<std::uint64_t>(count);
        }
        return {};
    }

    Status truncate(std::uint64_t size) override {
        XF_TRY(usable(size));
        const int result =
            uninterrupted([&] { return ::ftruncate(file_.get(), static_cast<off_t>(size)); });
        if (result != 0) return storage_error("ftruncate");
        return {};
    }

    Result<std::uint64_t> size() override {
        XF_TRY(usable(0));
        struct stat status {};
        if (::fstat(file_.get(), &status) != 0) return storage_error("fstat");
        return static_cast<std::uint64_t>(status.st_size);
    }

    Status flush() override {
        XF_TRY(usable(0));
        // Not repeated, not even after EINTR: a second fdatasync may say yes about pages that the
        // first one dropped.
        if (::fdatasync(file_.get()) == 0) return {};
        Error error = storage_error("fdatasync");
        error.code = ErrorCode::storage_failed;
        file_.reset();
        return error;
    }

    void close() override { file_.reset(); }

private:
    Status usable(std::uint64_t offset) const {
        if (!file_.open()) return Error{ErrorCode::storage_failed, "closed, or a flush failed"};
        if (!in_range(offset)) return Error{ErrorCode::storage_full, "beyond any file's end"};
        return {};
    }

    FileDescriptor file_;
};

constexpr int kFolder = O_RDONLY | O_DIRECTORY;

FileDescriptor open_file(int folder, const std::string& path, int flags) {
    return FileDescriptor(
        uninterrupted([&] { return ::openat(folder, path.c_str(), flags | O_CLOEXEC, 0600); }));
}

bool is_single_component(std::string_view name) {
    return !name.empty() && name != "." && name != ".." &&
           name.find('/') == std::string_view::npos && name.find('\0') == std::string_view::npos;
}

}  // namespace

Result<std::unique_ptr<PosixDisk>> PosixDisk::open_folder(const std::string& folder) {
    const bool made = ::mkdir(folder.c_str(), 0700) == 0;
    if (!made && errno != EEXIST) return storage_error("mkdir");
    FileDescriptor opened = open_file(AT_FDCWD, folder, kFolder);
    if (!opened.open()) return storage_error("open folder");
    if (made) {
        const FileDescriptor parent = open_file(opened.get(), "..", kFolder);
        if (!parent.open() || ::fsync(parent.get()) != 0) return storage_error("fsync parent");
    }
    const int locked = uninterrupted([&] { return ::flock(opened.get(), LOCK_EX | LOCK_NB); });
    if (locked != 0) {
        if (errno == EWOULDBLOCK) return Error{ErrorCode::busy, folder + " is in use"};
        return storage_error("flock");
    }
    return std::unique_ptr<PosixDisk>(new PosixDisk(std::move(opened)));
}

Result<std::unique_ptr<ports::BlockDevice>> PosixDisk::open(std::string_view name) {
    if (!is_single_component(name)) {
        return Error{ErrorCode::storage_failed, "not a file name: " + std::string(name)};
    }
    FileDescriptor opened = open_file(folder_.get(), std::string(name), O_RDWR | O_CREAT);
    if (!opened.open()) return storage_error("open");
    auto file = std::make_unique<PosixFile>(std::move(opened));
    XF_ASSIGN(const std::uint64_t size, file->size());
    // Perhaps it is new, and a name is durable only with its folder.
    if (size == 0 && ::fsync(folder_.get()) != 0) return storage_error("fsync folder");
    return std::unique_ptr<ports::BlockDevice>(std::move(file));
}

}  // namespace xf::native
