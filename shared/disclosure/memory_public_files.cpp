#include "shared/disclosure/memory_public_files.hpp"

namespace xf::disclosure {

template <typename Change>
Status MemoryPublicFiles::change(Change change) {
    if (off_) return Error{ErrorCode::storage_failed, "no power"};
    off_ = cut_at_ == changes_++;
    if (!off_ || cut_ == Cut::after) change();
    if (off_) return Error{ErrorCode::storage_failed, "power cut"};
    return {};
}

Status MemoryPublicFiles::write_durable(std::string_view path, ByteView bytes) {
    if (!public_file_kind(path)) return Error{ErrorCode::internal, std::string(path)};
    return change([&] { files_[std::string(path)] = Bytes(bytes.begin(), bytes.end()); });
}

Status MemoryPublicFiles::withdraw_durable(std::string_view path) {
    if (!may_be_withdrawn(path)) return Error{ErrorCode::internal, std::string(path)};
    return change([&] {
        remove(path);
        withdrawn_.emplace(path);
    });
}

Result<Bytes> MemoryPublicFiles::read(std::string_view path) {
    XF_TRY(find(path));
    return files_.find(path)->second;
}

Status MemoryPublicFiles::find(std::string_view path) {
    if (!public_file_kind(path)) return Error{ErrorCode::internal, std::string(path)};
    if (off_) return Error{ErrorCode::storage_failed, "no power"};
    if (files_.find(path) != files_.end()) return {};
    const bool gone = withdrawn_.find(path) != withdrawn_.end();
    return Error{gone ? ErrorCode::gone : ErrorCode::not_found, std::string(path)};
}

void MemoryPublicFiles::cut_power_at(std::size_t change, Cut cut) {
    cut_at_ = changes_ + change;
    cut_ = cut;
}

void MemoryPublicFiles::power_on() {
    off_ = false;
    cut_at_.reset();
}

void MemoryPublicFiles::tamper(std::string_view path, Bytes bytes) {
    files_[std::string(path)] = std::move(bytes);
}

void MemoryPublicFiles::remove(std::string_view path) { files_.erase(std::string(path)); }

}  // namespace xf::disclosure
