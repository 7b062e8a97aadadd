#include "web/platform/opfs_disk.hpp"

#include "web/platform/bindings.hpp"

namespace xf::web {

namespace {

Error failure(double code) {
    return {code == kFileFull ? ErrorCode::storage_full : ErrorCode::storage_failed, "opfs"};
}

class OpfsFile final : public ports::BlockDevice {
public:
    explicit OpfsFile(int file) : file_(file) {}

    Result<std::size_t> read(std::uint64_t offset, std::span<std::uint8_t> out) override {
        XF_TRY(usable());
        const double count =
            xf_file_read(file_, static_cast<double>(offset), out.data(), out.size());
        if (count < 0 || count > static_cast<double>(out.size())) return failure(count);
        return static_cast<std::size_t>(count);
    }

    Status write(std::uint64_t offset, ByteView data) override {
        XF_TRY(usable());
        const double count =
            xf_file_write(file_, static_cast<double>(offset), data.data(), data.size());
        if (count == static_cast<double>(data.size())) return {};
        // A browser at its quota answers with fewer bytes, or even with 4294967288.
        return failure(count == kFileFailed ? count : kFileFull);
    }

    Status truncate(std::uint64_t size) override {
        XF_TRY(usable());
        const double code = xf_file_truncate(file_, static_cast<double>(size));
        if (code < 0) return failure(code);
        return {};
    }

    Result<std::uint64_t> size() override {
        XF_TRY(usable());
        const double size = xf_file_size(file_);
        if (size < 0) return failure(size);
        return static_cast<std::uint64_t>(size);
    }

    Status flush() override {
        XF_TRY(usable());
        const double code = xf_file_flush(file_);
        if (code >= 0) return {};
        usable_ = false;  // what the last flush left undone may be lost: only a reopen knows
        return failure(code);
    }

    /// The handle stays open: whoever opens the name again gets it, and it dies with the worker.
    void close() override { usable_ = false; }

private:
    Status usable() const {
        if (!usable_) return Error{ErrorCode::storage_failed, "opfs: closed, or a flush failed"};
        return {};
    }

    int file_;
    bool usable_ = true;
};

}  // namespace

Result<std::unique_ptr<ports::BlockDevice>> OpfsDisk::open(std::string_view name) {
    const int file = xf_file_open(name.data(), name.size());
    if (file < 0)
        return Error{ErrorCode::storage_failed, "opfs: no handle for " + std::string(name)};
    return std::unique_ptr<ports::BlockDevice>(std::make_unique<OpfsFile>(file));
}

}  // namespace xf::web
