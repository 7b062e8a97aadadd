#include "tests/support/blocks.hpp"

#include <algorithm>
#include <cstring>

namespace xf::test {
namespace {

std::uint64_t hash_of(std::span<const std::uint8_t> bytes) {
    std::uint64_t hash = bytes.size();
    for (std::size_t i = 0; i < bytes.size(); i += sizeof(std::uint64_t)) {
        std::uint64_t word = 0;
        std::memcpy(&word, bytes.data() + i, sizeof word);
        hash = mix(hash, word);
    }
    return hash | 1;  // 0 is taken
}

}  // namespace

std::size_t Blocks::read(std::uint64_t offset, std::span<std::uint8_t> out) const {
    if (offset >= size_) return 0;
    const auto count =
        static_cast<std::size_t>(std::min<std::uint64_t>(out.size(), size_ - offset));
    for (std::size_t done = 0; done < count;) {
        const auto index = static_cast<std::size_t>((offset + done) / kBlockBytes);
        const auto within = static_cast<std::size_t>((offset + done) % kBlockBytes);
        const std::size_t part = std::min(count - done, kBlockBytes - within);
        if (blocks_[index] != nullptr) {
            std::copy_n(blocks_[index]->bytes.data() + within, part, out.data() + done);
        } else {
            std::fill_n(out.data() + done, part, std::uint8_t{0});
        }
        done += part;
    }
    return count;
}

Blocks::Block& Blocks::writable(std::size_t index) {
    std::shared_ptr<Block>& block = blocks_[index];
    if (block == nullptr) {
        block = std::make_shared<Block>();
    } else if (block.use_count() > 1) {
        block = std::make_shared<Block>(*block);
    }
    block->hash = 0;
    return *block;
}

void Blocks::write(std::uint64_t offset, ByteView data) {
    if (data.empty()) return;
    if (offset + data.size() > size_) resize(offset + data.size());
    for (std::size_t done = 0; done < data.size();) {
        const auto index = static_cast<std::size_t>((offset + done) / kBlockBytes);
        const auto within = static_cast<std::size_t>((offset + done) % kBlockBytes);
        const std::size_t part = std::min(data.size() - done, kBlockBytes - within);
        std::copy_n(data.data() + done, part, writable(index).bytes.data() + within);
        done += part;
    }
}

void Blocks::clear(std::uint64_t begin, std::uint64_t end) {
    end = std::min(end, size_);
    while (begin < end) {
        const auto index = static_cast<std::size_t>(begin / kBlockBytes);
        const auto within = static_cast<std::size_t>(begin % kBlockBytes);
        const auto part =
            static_cast<std::size_t>(std::min<std::uint64_t>(end - begin, kBlockBytes - within));
        if (part == kBlockBytes) {
            blocks_[index] = nullptr;
        } else if (blocks_[index] != nullptr) {
            std::fill_n(writable(index).bytes.data() + within, part, std::uint8_t{0});
        }
        begin += part;
    }
}

void Blocks::resize(std::uint64_t size) {
    clear(size, size_);
    size_ = size;
    blocks_.resize(static_cast<std::size_t>((size + kBlockBytes - 1) / kBlockBytes));
}

std::uint64_t Blocks::hash() const {
    std::uint64_t hash = mix(1, size_);
    for (const std::shared_ptr<Block>& block : blocks_) {
        if (block == nullptr) {
            static const std::uint64_t zeros = hash_of(Block{}.bytes);
            hash = mix(hash, zeros);
            continue;
        }
        if (block->hash == 0) block->hash = hash_of(block->bytes);
        hash = mix(hash, block->hash);
    }
    return hash;
}

}  // namespace xf::test
