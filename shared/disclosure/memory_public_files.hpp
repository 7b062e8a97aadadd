// PublicFiles in memory: for tests and simulations. Can lose power at any operation.
#pragma once

#include <map>
#include <set>

#include "shared/disclosure/public_files.hpp"

namespace xf::disclosure {

class MemoryPublicFiles final : public PublicFiles {
public:
    /// What a power cut leaves of the change that it hits.
    enum class Cut : std::uint8_t { before, after };

    Status write_durable(std::string_view path, ByteView bytes) override;
    Status withdraw_durable(std::string_view path) override;
    Result<Bytes> read(std::string_view path) override;
    Status find(std::string_view path) override;

    /// The power fails at the change with that number, counted from now, from 0; every operation
    /// after it fails too, until power_on().
    void cut_power_at(std::size_t change, Cut cut);
    void power_on();

    const std::map<std::string, Bytes, std::less<>>& files() const { return files_; }

    /// Someone changes a file behind the publisher's back.
    void tamper(std::string_view path, Bytes bytes);
    void remove(std::string_view path);

private:
    /// Carries a change out, unless power is gone before it.
    template <typename Change>
    Status change(Change change);

    std::map<std::string, Bytes, std::less<>> files_;
    std::set<std::string, std::less<>> withdrawn_;
    std::size_t changes_ = 0;
    std::optional<std::size_t> cut_at_;
    Cut cut_ = Cut::before;
    bool off_ = false;
};

}  // namespace xf::disclosure
