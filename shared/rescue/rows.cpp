#include "shared/rescue/rows.hpp"

#include <algorithm>
#include <optional>

namespace xf::rescue {
namespace {

// https://www.sqlite.org/fileformat2.html#b_tree_pages
constexpr std::uint8_t kIndexInterior = 0x02, kIndexLeaf = 0x0a, kTableLeaf = 0x0d;
constexpr std::size_t kMostLocalOfTable = kPageBytes - 35;
constexpr std::size_t kMostLocalOfIndex = (kPageBytes - 12) * 64 / 255 - 23;
constexpr std::size_t kLeastLocal = (kPageBytes - 12) * 32 / 255 - 23;
constexpr std::size_t kOverflowBytes = kPageBytes - 4;

/// Takes numbers off the front of bytes that may end at any place.
class Front {
public:
    explicit Front(ByteView bytes) : left_(bytes) {}

    std::optional<std::uint64_t> varint() {
        std::uint64_t value = 0;
        for (std::size_t i = 0; i < 9 && i < left_.size(); ++i) {
            const std::uint8_t byte = left_[i];
            const bool last = i == 8 || byte < 0x80;
            value = i == 8 ? value << 8 | byte : value << 7 | (byte & 0x7f);
            if (!last) continue;
            left_ = left_.subspan(i + 1);
            return value;
        }
        return std::nullopt;
    }
    ByteView left() const { return left_; }

private:
    ByteView left_;
};

/// How much of a payload lies on the row's own page.
std::size_t local_bytes(std::uint64_t payload, bool table) {
    const std::size_t most = table ? kMostLocalOfTable : kMostLocalOfIndex;
    if (payload <= most) return static_cast<std::size_t>(payload);
    const auto fitted =
        static_cast<std::size_t>(kLeastLocal + (payload - kLeastLocal) % kOverflowBytes);
    return fitted <= most ? fitted : kLeastLocal;
}

/// Appends what overflows from page `next` on, as far as it is there.
Status append_overflow(const PageFile& pages, std::uint32_t next, std::size_t wanted, Bytes& out) {
    Page page;
    while (out.size() < wanted && next != 0) {
        XF_ASSIGN(const bool there, pages.read(next, page));
        if (!there) return {};
        const std::size_t count = std::min(kOverflowBytes, wanted - out.size());
        append(out, ByteView(page).subspan(4, count));
        next = uint32_at(page, 0);
    }
    return {};
}

/// The row's bytes, or their beginning; empty where there is none at that place.
Result<Bytes> payload_at(const PageFile& pages, ByteView cell, std::uint8_t kind) {
    if (kind == kIndexInterior) cell = cell.subspan(std::min<std::size_t>(4, cell.size()));
    Front front(cell);
    const auto payload = front.varint();
    if (!payload || (kind == kTableLeaf && !front.varint())) return Bytes();
    const std::size_t local = local_bytes(*payload, kind == kTableLeaf);
    const ByteView left = front.left();
    if (local > left.size()) return Bytes();
    Bytes out(left.begin(), left.begin() + static_cast<std::ptrdiff_t>(local));
    if (local == *payload || left.size() < local + 4) return out;
    const auto wanted = static_cast<std::size_t>(std::min<std::uint64_t>(*payload, kRowBytes));
    XF_TRY(append_overflow(pages, uint32_at(left, local), wanted, out));
    return out;
}

std::uint64_t size_of(std::uint64_t type) {
    constexpr std::array<std::uint8_t, 12> kFixed = {0, 1, 2, 3, 4, 6, 8, 8, 0, 0, 0, 0};
    return type < kFixed.size() ? kFixed[static_cast<std::size_t>(type)] : (type - 12) / 2;
}

std::int64_t integer_of(std::uint64_t type, ByteView bytes) {
    if (type == 8 || type == 9) return type == 9;
    std::uint64_t value = bytes[0] >= 0x80 ? UINT64_MAX : 0;  // the sign
    for (const std::uint8_t byte : bytes) value = value << 8 | byte;
    return static_cast<std::int64_t>(value);
}

Value value_of(std::uint64_t type, ByteView bytes) {
    if (type == 0) return {Value::Kind::null, 0, {}};
    if (type <= 6 || type == 8 || type == 9)
        return {Value::Kind::integer, integer_of(type, bytes), {}};
    if (type >= 12 && type % 2 == 0) return {Value::Kind::blob, 0, bytes};
    return {Value::Kind::other, 0, {}};
}

/// The columns of a record; none where it is no record.
std::size_t columns_of(ByteView record, std::span<Value, kMostColumns> out) {
    Front whole(record);
    const auto head = whole.varint();
    if (!head || *head > record.size() || *head < record.size() - whole.left().size()) return 0;
    const std::size_t begun = record.size() - whole.left().size();
    Front types(record.subspan(begun, static_cast<std::size_t>(*head) - begun));
    std::uint64_t at = *head;
    std::size_t count = 0;
    while (!types.left().empty()) {
        const auto type = types.varint();
        if (!type || count == kMostColumns) return 0;
        const std::uint64_t size = size_of(*type);
        Value value;
        if (at <= record.size() && size <= record.size() - at)
            value = value_of(*type, record.subspan(static_cast<std::size_t>(at),
                                                   static_cast<std::size_t>(size)));
        out[count++] = value;
        at = size > kRowBytes ? UINT32_MAX : at + size;
    }
    return count;
}

}  // namespace

Status each_row(const PageFile& pages, const Page& page, const std::function<Status(Row)>& visit) {
    const std::uint8_t kind = page[0];
    if (kind != kIndexInterior && kind != kIndexLeaf && kind != kTableLeaf) return {};
    const std::size_t cells_at = kind == kIndexInterior ? 12 : 8;
    const std::size_t cells =
        std::min<std::size_t>(uint16_at(page, 3), (kPageBytes - cells_at) / 2);
    // Sound cells do not overlap; of hostile ones each could send us through ten other pages.
    std::size_t used = 0;
    for (std::size_t i = 0; i < cells && used <= kPageBytes; ++i) {
        const std::size_t at = uint16_at(page, cells_at + i * 2);
        if (at < cells_at || at >= kPageBytes) continue;
        XF_ASSIGN(const Bytes payload, payload_at(pages, ByteView(page).subspan(at), kind));
        used += std::min(payload.size(), kLeastLocal);
        std::array<Value, kMostColumns> columns;
        const std::size_t count = columns_of(payload, columns);
        if (count > 0) XF_TRY(visit(Row(columns).first(count)));
    }
    return {};
}

}  // namespace xf::rescue
