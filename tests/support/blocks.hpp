// The bytes of one simulated file, shared block by block: a copy costs a pointer per 4 KiB and is
// made whole only where one of the two is written to. So hundreds of states of a disk can be kept.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "shared/base/bytes.hpp"

namespace xf::test {

/// One step of a 64-bit hash, only as good as one without an adversary has to be.
constexpr std::uint64_t mix(std::uint64_t hash, std::uint64_t word) {
    hash = (hash ^ word) * 0x9e3779b97f4a7c15u;
    return hash ^ (hash >> 29);
}

class Blocks {
public:
    std::uint64_t size() const { return size_; }

    /// Bytes copied; fewer than asked for only at the end.
    std::size_t read(std::uint64_t offset, std::span<std::uint8_t> out) const;

    /// Grows as needed; a gap reads as zeros.
    void write(std::uint64_t offset, ByteView data);

    /// Cuts off, or appends zeros.
    void resize(std::uint64_t size);

    /// Zeros from `begin` to `end`, as far as there are bytes.
    void clear(std::uint64_t begin, std::uint64_t end);

    /// Of size and content; remembered for each block, so cheap where little changed.
    std::uint64_t hash() const;

private:
    static constexpr std::size_t kBlockBytes = 4096;
    struct Block {
        std::array<std::uint8_t, kBlockBytes> bytes{};
        std::uint64_t hash = 0;  ///< 0: not known
    };

    Block& writable(std::size_t index);

    std::uint64_t size_ = 0;
    std::vector<std::shared_ptr<Block>> blocks_;  ///< null: zeros. What is beyond size_ is zero.
};

}  // namespace xf::test
