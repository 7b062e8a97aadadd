#include "tests/crash/sim_public_files.hpp"

namespace xf::test {
namespace {

using ports::BlockDevice;
using ports::Disk;

/// What a name's sector says; an empty one is no file.
struct Name {
    std::uint8_t generation = 0;  ///< of the bytes; 0: none yet
    bool gone = false;

    Bytes encode() const { return {generation, static_cast<std::uint8_t>(gone)}; }
};

std::string bytes_name(std::string_view path, std::uint8_t generation) {
    return "public/" + std::string(path) + "#" + std::to_string(generation);
}

Result<Bytes> whole(BlockDevice& file) {
    XF_ASSIGN(const std::uint64_t size, file.size());
    Bytes bytes(static_cast<std::size_t>(size));
    XF_ASSIGN(const std::size_t count, file.read(0, bytes));
    bytes.resize(count);
    return bytes;
}

Result<Name> read_name(BlockDevice& file) {
    XF_ASSIGN(const Bytes bytes, whole(file));
    if (bytes.size() < 2) return Name{};
    return Name{bytes[0], bytes[1] != 0};
}

Status write_flushed(BlockDevice& file, ByteView bytes) {
    XF_TRY(file.write(0, bytes));
    return file.flush();
}

Result<std::unique_ptr<BlockDevice>> open_name(Disk& disk, std::string_view path) {
    return disk.open("public/" + std::string(path));
}

}  // namespace

Status SimPublicFiles::write_durable(std::string_view path, ByteView bytes) {
    XF_ASSIGN(const auto file, open_name(*disk_, path));
    XF_ASSIGN(Name name, read_name(*file));
    ++name.generation;
    name.gone = false;
    XF_ASSIGN(const auto content, disk_->open(bytes_name(path, name.generation)));
    XF_TRY(content->truncate(0));  // of a writing that was cut short
    XF_TRY(write_flushed(*content, bytes));
    if (appears_) appears_(path, bytes);
    return write_flushed(*file, name.encode());
}

Status SimPublicFiles::withdraw_durable(std::string_view path) {
    XF_ASSIGN(const auto file, open_name(*disk_, path));
    XF_ASSIGN(Name name, read_name(*file));
    name.gone = true;
    XF_TRY(write_flushed(*file, name.encode()));
    XF_ASSIGN(const auto content, disk_->open(bytes_name(path, name.generation)));
    XF_TRY(content->truncate(0));
    return content->flush();
}

Result<Bytes> SimPublicFiles::read(std::string_view path) {
    XF_TRY(find(path));
    XF_ASSIGN(const auto file, open_name(*disk_, path));
    XF_ASSIGN(const Name name, read_name(*file));
    XF_ASSIGN(const auto content, disk_->open(bytes_name(path, name.generation)));
    return whole(*content);
}

Status SimPublicFiles::find(std::string_view path) {
    XF_ASSIGN(const auto file, open_name(*disk_, path));
    XF_ASSIGN(const Name name, read_name(*file));
    if (name.gone) return Error{ErrorCode::gone, std::string(path)};
    if (name.generation == 0) return Error{ErrorCode::not_found, std::string(path)};
    return {};
}

}  // namespace xf::test
