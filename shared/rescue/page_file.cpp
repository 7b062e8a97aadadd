#include "shared/rescue/page_file.hpp"

#include <algorithm>

namespace xf::rescue {
namespace {

// https://www.sqlite.org/fileformat2.html#the_write_ahead_log
constexpr std::size_t kWalHeadBytes = 32;
constexpr std::size_t kFrameHeadBytes = 24;
constexpr std::size_t kFrameBytes = kFrameHeadBytes + kPageBytes;
constexpr std::uint32_t kMagic = 0x377f0682;          ///< its last bit: big-endian checksums
constexpr std::size_t kSaltAt = 16, kHeadSumAt = 24;  // in the WAL's head
constexpr std::size_t kCommitAt = 4, kFrameSaltAt = 8, kFrameSumAt = 16, kSaltBytes = 8;

/// SQLite's checksum: two sums over pairs of 32-bit words.
struct Sum {
    std::uint32_t a = 0, b = 0;
    friend bool operator==(const Sum&, const Sum&) = default;
};

Sum stored_sum(ByteView bytes, std::size_t offset) {
    return {uint32_at(bytes, offset), uint32_at(bytes, offset + 4)};
}

std::uint32_t word_at(ByteView bytes, std::size_t offset, bool big_endian) {
    const std::uint32_t word = uint32_at(bytes, offset);
    if (big_endian) return word;
    return word >> 24 | (word >> 8 & 0xff00) | (word << 8 & 0xff0000) | word << 24;
}

Sum add(Sum sum, ByteView bytes, bool big_endian) {
    for (std::size_t at = 0; at + 8 <= bytes.size(); at += 8) {
        sum.a += word_at(bytes, at, big_endian) + sum.b;
        sum.b += word_at(bytes, at + 4, big_endian) + sum.a;
    }
    return sum;
}

}  // namespace

std::uint32_t uint32_at(ByteView bytes, std::size_t offset) {
    return static_cast<std::uint32_t>(bytes[offset]) << 24 |
           static_cast<std::uint32_t>(bytes[offset + 1]) << 16 |
           static_cast<std::uint32_t>(bytes[offset + 2]) << 8 | bytes[offset + 3];
}

std::uint16_t uint16_at(ByteView bytes, std::size_t offset) {
    return static_cast<std::uint16_t>(bytes[offset] << 8 | bytes[offset + 1]);
}

Result<PageFile> PageFile::open(ports::BlockDevice& database, ports::BlockDevice& wal) {
    PageFile out(database, wal);
    XF_ASSIGN(out.main_bytes_, database.size());
    XF_ASSIGN(out.wal_bytes_, wal.size());
    XF_TRY(out.read_wal());
    return out;
}

/// Where the WAL's own head is damaged, its first frame's salt stands for it, and that frame, which
/// can't be checked then, is left out.
Status PageFile::read_wal() {
    std::array<std::uint8_t, kWalHeadBytes + kFrameHeadBytes> heads{};
    XF_ASSIGN(const std::size_t there, wal_->read(0, heads));
    if (there < heads.size()) return {};
    const ByteView head = ByteView(heads).first(kWalHeadBytes);
    const std::uint32_t magic = uint32_at(head, 0);
    const bool known = (magic & ~1u) == kMagic;
    const bool big_endian = known && (magic & 1) != 0;
    const bool sound =
        known && add({}, head.first(kHeadSumAt), big_endian) == stored_sum(head, kHeadSumAt);
    const std::size_t salt_at = sound ? kSaltAt : kWalHeadBytes + kFrameSaltAt;
    const ByteView salt = ByteView(heads).subspan(salt_at, kSaltBytes);

    Sum before = stored_sum(head, kHeadSumAt);
    std::size_t committed = 0;  // frames up to the last commit
    Bytes frame(kFrameBytes);
    for (std::uint64_t offset = kWalHeadBytes;; offset += kFrameBytes) {
        XF_ASSIGN(const std::size_t count, wal_->read(offset, frame));
        if (count < kFrameBytes) break;
        const ByteView bytes(frame);
        const Sum named = stored_sum(bytes, kFrameSumAt);
        const Sum sum = add(add(before, bytes.first(8), big_endian), bytes.subspan(kFrameHeadBytes),
                            big_endian);
        before = named;
        // Behind the end lie frames of an earlier round, which have another salt.
        if (!equal(bytes.subspan(kFrameSaltAt, kSaltBytes), salt)) continue;
        if (sum == named) frames_.push_back({uint32_at(bytes, 0), offset + kFrameHeadBytes});
        if (uint32_at(bytes, kCommitAt) != 0) committed = frames_.size();
    }
    frames_.resize(committed);
    for (const Frame& one : frames_) newest_[one.page] = one.offset;
    return {};
}

Result<bool> PageFile::read_main(std::uint32_t number, Page& out) const {
    if (number == 0) return false;
    const std::uint64_t offset = (std::uint64_t{number} - 1) * kPageBytes;
    if (offset >= main_bytes_) return false;
    XF_ASSIGN(const std::size_t count, database_->read(offset, out));
    std::fill(out.begin() + static_cast<std::ptrdiff_t>(count), out.end(), std::uint8_t{0});
    return true;
}

Result<bool> PageFile::read(std::uint32_t number, Page& out) const {
    const auto newer = newest_.find(number);
    if (newer == newest_.end()) return read_main(number, out);
    XF_ASSIGN(const std::size_t count, wal_->read(newer->second, out));
    return count == out.size();
}

Status PageFile::each(const Visit& visit) const {
    Page page;
    for (std::size_t i = frames_.size(); i-- > 0;) {
        XF_ASSIGN(const std::size_t count, wal_->read(frames_[i].offset, page));
        if (count == page.size()) XF_TRY(visit(frames_[i].page, page));
    }
    for (std::uint32_t number = 1;; ++number) {
        XF_ASSIGN(const bool there, read_main(number, page));
        if (!there) return {};
        XF_TRY(visit(number, page));
    }
}

}  // namespace xf::rescue
