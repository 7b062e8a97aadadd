#include "shared/store/set_aside.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <string>

#include "shared/base/bytes.hpp"

namespace xf::store {
namespace {

using Device = std::unique_ptr<ports::BlockDevice>;

constexpr std::size_t kCopyBytes = 65536;  ///< few calls, and small beside a client's memory

/// The database last: a copy that has it is whole.
constexpr std::array<std::string_view, 4> kCopyOrder = {kIdentitySuffix, "-wal", "-journal", ""};
/// The database first: a WAL without its database is nothing, but the reverse would be opened.
constexpr std::array<std::string_view, 4> kEmptyOrder = {"", "-wal", "-journal", kIdentitySuffix};

Result<Device> open(ports::Disk& disk, std::string_view name, std::string_view suffix) {
    return disk.open(std::string(name).append(suffix));
}

/// `spare`: what can't be read of it is left out, and keeps nobody from the rest.
Status copy_bytes(ports::BlockDevice& from, ports::BlockDevice& to, bool spare) {
    XF_TRY(to.truncate(0));
    Bytes buffer(kCopyBytes);
    for (std::uint64_t offset = 0;;) {
        const auto count = from.read(offset, buffer);
        if (!count.ok() && !spare) return count.error();
        if (!count.ok() || *count == 0) return to.flush();
        XF_TRY(to.write(offset, ByteView(buffer).first(*count)));
        offset += *count;
    }
}

Status empty(ports::BlockDevice& device) {
    XF_TRY(device.truncate(0));
    return device.flush();
}

}  // namespace

Result<bool> is_empty(ports::Disk& disk, std::string_view name) {
    XF_ASSIGN(const Device device, disk.open(name));
    const auto size = device->size();
    device->close();
    if (!size.ok()) return size.error();
    return *size == 0;
}

Status set_aside(ports::Disk& disk, std::string_view name, std::string_view new_name) {
    for (const std::string_view suffix : kCopyOrder) {
        XF_ASSIGN(const Device from, open(disk, name, suffix));
        XF_ASSIGN(const Device to, open(disk, new_name, suffix));
        Status copied = copy_bytes(*from, *to, suffix == kIdentitySuffix);
        from->close();
        to->close();
        if (!copied.ok()) return copied;
    }
    for (const std::string_view suffix : kEmptyOrder) {
        XF_ASSIGN(const Device device, open(disk, name, suffix));
        Status emptied = empty(*device);
        device->close();
        if (!emptied.ok()) return emptied;
    }
    return {};
}

Result<std::string> set_aside(ports::Disk& disk, std::string_view name) {
    for (int place = 1; place <= kAsidePlaces; ++place) {
        const std::string aside = std::string(name) + ".damaged-" + std::to_string(place);
        XF_ASSIGN(const bool free, is_empty(disk, aside));
        if (!free) continue;
        XF_TRY(set_aside(disk, name, aside));
        return aside;
    }
    return Error{ErrorCode::storage_full, "no place left for a database that is set aside"};
}

}  // namespace xf::store
