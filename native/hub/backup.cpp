#include "native/hub/backup.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>

#include "native/hub/files.hpp"
#include "native/hub/json_reader.hpp"
#include "native/platform/system_call.hpp"
#include "shared/base/limits.hpp"

namespace xf::hub {
namespace {

namespace fs = std::filesystem;
using native::FileDescriptor;

constexpr std::string_view kManifest = "/backup.json";
constexpr std::size_t kManifestBytes = 256u << 20;
constexpr int kFormat = 1;

/// Size and hash of a file as it is.
Result<BackupFile> measured(const std::string& folder, const std::string& path) {
    BackupFile out;
    out.path = path;
    XF_ASSIGN(out.hash, sha256_of([&](const auto& add) {
                  return each_piece(folder + "/" + path, [&](ByteView piece) -> Status {
                      add(piece);
                      out.size += piece.size();
                      return {};
                  });
              }));
    return out;
}

Status flush(const std::string& path, int flags) {
    const FileDescriptor fd(::open(path.c_str(), flags | O_CLOEXEC));
    if (!fd.open() || ::fsync(fd.get()) != 0) return native::storage_error(path);
    return {};
}

/// The folders down to a file, each private.
Status make_folders_to(const std::string& folder, const std::string& path) {
    for (std::size_t at = path.find('/'); at != std::string::npos; at = path.find('/', at + 1))
        XF_TRY(make_private_folder(folder + "/" + path.substr(0, at)));
    return {};
}

/// A path that stays within the backup's folder.
bool is_inside(const std::string& path) {
    return !path.empty() && path[0] != '/' && ("/" + path + "/").find("/../") == std::string::npos;
}

Result<BackupFile> read_entry(const JsonValue& value) {
    XF_ASSIGN(JsonObject object, JsonObject::from(value));
    BackupFile out;
    XF_ASSIGN(const JsonValue path, object.field("path"));
    XF_ASSIGN(out.path, path.text(4096));
    if (!is_inside(out.path)) return object.wrong("leaves the backup's folder");
    XF_ASSIGN(const JsonValue size, object.field("size"));
    XF_ASSIGN(const std::int64_t bytes, size.integer(0, INT64_MAX));
    out.size = static_cast<std::uint64_t>(bytes);
    XF_ASSIGN(const JsonValue hash, object.field("sha256"));
    XF_ASSIGN(const std::string hex, hash.text(64));
    XF_ASSIGN(const Bytes digest, from_hex(hex));
    const auto parsed = Hash::from(digest);
    if (!parsed) return object.wrong("has no SHA-256");
    out.hash = *parsed;
    XF_TRY(object.finish());
    return out;
}

Result<Backup> read_manifest(const nlohmann::json& document) {
    XF_ASSIGN(JsonObject object, JsonObject::from(JsonValue(document, "")));
    Backup out;
    XF_ASSIGN(const JsonValue format, object.field("format"));
    if (!format.integer(kFormat, kFormat).ok())
        return Error{ErrorCode::database_newer, "made by a newer version; restore with that one"};
    XF_ASSIGN(const JsonValue town, object.field("town"));
    XF_ASSIGN(out.town, town.text(limits::kNameBytes * 4));
    XF_ASSIGN(const JsonValue made_at, object.field("made_at"));
    XF_ASSIGN(out.made_at, made_at.integer(0, INT64_MAX));
    XF_ASSIGN(const JsonValue key, object.field("hub_key"));
    XF_ASSIGN(const std::string hex, key.text(64));
    XF_ASSIGN(const Bytes bytes, from_hex(hex));
    const auto hub_key = PublicKey::from(bytes);
    if (!hub_key) return object.wrong("has no hub_key");
    out.hub_key = *hub_key;
    XF_ASSIGN(const JsonValue files, object.field("files"));
    XF_ASSIGN(const std::vector<JsonValue> entries, files.array(kManifestBytes));
    for (const JsonValue& entry : entries) {
        XF_ASSIGN(BackupFile file, read_entry(entry));
        out.files.push_back(std::move(file));
    }
    XF_TRY(object.finish());
    return out;
}

}  // namespace

Result<BackupWriter> BackupWriter::begin(const std::string& folder) {
    XF_TRY(make_private_folder(folder));
    std::error_code failed;
    if (fs::directory_iterator(folder, failed) != fs::directory_iterator() || failed)
        return Error{ErrorCode::wrong_state,
                     folder + " is not empty; a backup gets a folder of its own"};
    return BackupWriter(folder);
}

Status BackupWriter::add_copy(const std::string& from, const std::string& path) {
    XF_TRY(make_folders_to(folder_, path));
    XF_TRY(copy_new_file(from, folder_ + "/" + path));
    XF_ASSIGN(BackupFile file, measured(folder_, path));
    files_.push_back(std::move(file));
    return {};
}

Status BackupWriter::add_made(const std::string& path) {
    XF_TRY(flush(folder_ + "/" + path, O_RDONLY));
    XF_ASSIGN(BackupFile file, measured(folder_, path));
    files_.push_back(std::move(file));
    return {};
}

Status BackupWriter::add_copy_if_there(const std::string& from, const std::string& path) {
    Status copied = add_copy(from, path);
    if (copied.ok() || copied.error().code != ErrorCode::not_found) return copied;
    return remove_file(folder_ + "/" + path);
}

Status BackupWriter::finish(const std::string& town, const PublicKey& hub_key, std::int64_t now) {
    auto files = nlohmann::ordered_json::array();
    for (const BackupFile& file : files_)
        files.push_back({{"path", file.path}, {"size", file.size}, {"sha256", to_hex(file.hash)}});
    const nlohmann::ordered_json out = {{"format", kFormat},
                                        {"town", town},
                                        {"made_at", now},
                                        {"hub_key", to_hex(hub_key.bytes)},
                                        {"files", std::move(files)}};
    std::error_code failed;
    for (const auto& entry : fs::recursive_directory_iterator(folder_, failed))
        if (entry.is_directory()) XF_TRY(flush(entry.path(), O_RDONLY | O_DIRECTORY));
    if (failed) return Error{ErrorCode::storage_failed, folder_ + ": " + failed.message()};
    XF_TRY(flush(folder_ + "/..", O_RDONLY | O_DIRECTORY));  // that it is called so
    return replace_file(folder_ + std::string(kManifest), out.dump(1) + "\n");
}

Result<std::vector<std::string>> files_below(const std::string& folder) {
    std::vector<std::string> out;
    std::error_code failed;
    fs::recursive_directory_iterator entries(folder, failed);
    for (; !failed && entries != fs::recursive_directory_iterator(); entries.increment(failed))
        if (entries->is_regular_file()) out.push_back(entries->path().lexically_relative(folder));
    if (failed) return Error{ErrorCode::storage_failed, folder + ": " + failed.message()};
    return out;
}

Result<Backup> open_backup(const std::string& folder) {
    XF_ASSIGN(const std::string text, read_file(folder + std::string(kManifest), kManifestBytes));
    XF_ASSIGN(const nlohmann::json document, parse_json(text));
    XF_ASSIGN(Backup backup, read_manifest(document));
    for (const BackupFile& file : backup.files) {
        const auto found = measured(folder, file.path);
        if (!found.ok() || found->size != file.size || !(found->hash == file.hash))
            return Error{ErrorCode::database_corrupt,
                         folder + "/" + file.path + " is missing, or is not what was backed up"};
    }
    return backup;
}

}  // namespace xf::hub
