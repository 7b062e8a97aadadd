// PublicFiles in memory: for tests and simulations. Can lose power at any operation.
#pragma once

#include <map>

#include "shared/disclosure/public_files.hpp"

namespace xf::disclosure {

class MemoryPublicFiles final : public PublicFiles {
public:
    /// What a power cut leaves of the write that it hits.
    enum class Cut : std::uint8_t { before, after };

    Status write_durable(std::string_view path, ByteView bytes) override;
    Result<Bytes> read(std::string_view path) override;

    /// The power fails at the write with that number, counted from now, from 0; every operation
    /// after it fails too, until power_on().
    void cut_power_at(std::size_t write, Cut cut);
    void power_on();

    std::size_t writes() const { return writes_; }
    const std::map<std::string, Bytes, std::less<>>& files() const { return files_; }

    /// Someone changes a file behind the publisher's back.
    void tamper(std::string_view path, Bytes bytes);
    void remove(std::string_view path);

private:
    std::map<std::string, Bytes, std::less<>> files_;
    std::size_t writes_ = 0;
    std::optional<std::size_t> cut_at_;
    Cut cut_ = Cut::before;
    bool off_ = false;
};

}  // namespace xf::disclosure
