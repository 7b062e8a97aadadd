// A damaged database, as it comes to the hub: the sealed file, the copy of the identity, and pages on
// which nothing is what it seems.
#include <algorithm>

#include "shared/rescue/salvage.hpp"
#include "shared/rescue/sealed_file.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace xf::fuzz {
namespace {

class Memory final : public ports::BlockDevice {
public:
    explicit Memory(ByteView bytes = {}) : bytes_(bytes.begin(), bytes.end()) {}

    Result<std::size_t> read(std::uint64_t offset, std::span<std::uint8_t> out) override {
        if (offset >= bytes_.size()) return std::size_t{0};
        const std::size_t count = std::min<std::uint64_t>(out.size(), bytes_.size() - offset);
        std::copy_n(bytes_.begin() + static_cast<std::ptrdiff_t>(offset), count, out.begin());
        return count;
    }
    Status write(std::uint64_t offset, ByteView data) override {
        bytes_.resize(std::max<std::size_t>(bytes_.size(), offset + data.size()));
        std::copy(data.begin(), data.end(), bytes_.begin() + static_cast<std::ptrdiff_t>(offset));
        return {};
    }
    Status truncate(std::uint64_t size) override { return bytes_.resize(size), Status(); }
    Result<std::uint64_t> size() override { return std::uint64_t{bytes_.size()}; }
    Status flush() override { return {}; }
    void close() override {}

private:
    Bytes bytes_;
};

SigningKey hub_key() { return *SigningKey::from_seed(Bytes(32, 3)); }

/// What follows the head as its sender seals it: without the key nothing behind the first piece would
/// ever be reached.
Bytes sealed(ByteView plain) {
    const SigningKey hub = hub_key();
    Sealer sealer = *Sealer::make(hub.public_key(), Bytes(kSealRandomBytes, 5));
    cbor::Writer head;
    head.array(5).text("xinfeng/rescue").uint(1).bytes(sha256(hub.public_key().bytes));
    head.bytes(sealer.sealed_key()).bytes(sealer.stream_head());
    Bytes out = head.out();
    append(out, sealer.seal(plain, sha256(head.out()), true));
    return out;
}

void take_file(ByteView bytes) {
    Memory database, wal;
    const SigningKey hub = hub_key();
    rescue::SealedReader reader(hub, database, wal);
    const bool taken = reader.take(bytes).ok();
    if (taken && reader.finish().ok()) require(*database.size() + *wal.size() <= bytes.size());
}

/// The first byte: how many pages are the database's; the others are the WAL's.
void take_pages(ByteView bytes) {
    if (bytes.empty()) return;
    const std::size_t main = bytes[0] * rescue::kPageBytes;
    bytes = bytes.subspan(1);
    Memory database(bytes.first(std::min(main, bytes.size())));
    Memory wal(bytes.subspan(std::min(main, bytes.size())));
    const auto pages = rescue::PageFile::open(database, wal);
    require(pages.ok());
    sync::Certificate whose;
    whose.shard.no = ShardNo{1};
    whose.device.no = DeviceNo{1};
    whose.device.epoch = Epoch{1};
    const auto pieces = rescue::collect(*pages, whose);
    if (!pieces.ok()) return;
    std::uint32_t last = 0;
    for (const rescue::Proven& one : rescue::prove(*pieces, {Seq{0}, Hash{}}).proven) {
        require(one.seq.value > last && chain_next(one.before, one.event) == one.after);
        require(check_readable(one.event).ok());
        last = one.seq.value;
    }
    require(pieces->last.value >= last);
}

using Take = void (*)(ByteView);
constexpr Take kTakes[] = {
    take_file,
    [](ByteView bytes) { take_file(sealed(bytes)); },
    take_pages,
    [](ByteView bytes) { static_cast<void>(rescue::decode_identity(bytes).ok()); },
};

}  // namespace

XF_FUZZ(rescue, bytes) {
    const Chosen chosen = choose(bytes, std::size(kTakes));
    kTakes[chosen.which](chosen.rest);
}

}  // namespace xf::fuzz
