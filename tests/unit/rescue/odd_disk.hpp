// A disk of which one file refuses something, or lies about its size.
#pragma once

#include <functional>
#include <string>

#include "shared/ports/block_device.hpp"

namespace xf::test {

class OddDisk final : public ports::Disk {
public:
    /// `odd`: the name of that file.
    OddDisk(ports::Disk& disk, std::string odd) : disk_(&disk), odd_(std::move(odd)) {}

    /// Reads that touch these bytes fail.
    void refuse_reads(std::uint64_t offset, std::uint64_t count) {
        bad_from_ = offset;
        bad_until_ = offset + count;
    }
    bool refuses_writes = false;  ///< as a full disk does
    std::optional<std::uint64_t> size;

    Result<std::unique_ptr<ports::BlockDevice>> open(std::string_view name) override {
        XF_ASSIGN(auto real, disk_->open(name));
        if (name != odd_) return real;
        return std::unique_ptr<ports::BlockDevice>(new Device(std::move(real), *this));
    }

private:
    class Device final : public ports::BlockDevice {
    public:
        Device(std::unique_ptr<ports::BlockDevice> real, const OddDisk& disk)
            : real_(std::move(real)), disk_(&disk) {}
        Result<std::size_t> read(std::uint64_t offset, std::span<std::uint8_t> out) override {
            if (offset < disk_->bad_until_ && offset + out.size() > disk_->bad_from_)
                return ErrorCode::storage_failed;
            return real_->read(offset, out);
        }
        Status write(std::uint64_t offset, ByteView data) override {
            if (disk_->refuses_writes) return ErrorCode::storage_full;
            return real_->write(offset, data);
        }
        Status truncate(std::uint64_t size) override { return real_->truncate(size); }
        Result<std::uint64_t> size() override {
            if (disk_->size) return *disk_->size;
            return real_->size();
        }
        Status flush() override { return real_->flush(); }
        void close() override { real_->close(); }

    private:
        std::unique_ptr<ports::BlockDevice> real_;
        const OddDisk* disk_;
    };

    ports::Disk* disk_;
    std::string odd_;
    std::uint64_t bad_from_ = 0, bad_until_ = 0;
};

}  // namespace xf::test
