#include "native/hub/data_folder.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "native/hub/files.hpp"
#include "native/hub/json_reader.hpp"
#include "shared/base/limits.hpp"

namespace xf::hub {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kConfigBytes = 1u << 20;
constexpr std::size_t kVillages = 10'000;
constexpr const char* kUnfinished = "unfinished";

Result<Uuid> read_uuid(JsonObject& object) {
    XF_ASSIGN(const JsonValue value, object.field("uuid"));
    XF_ASSIGN(const std::string text, value.text(32));
    XF_ASSIGN(const Bytes bytes, from_hex(text));
    const auto uuid = Uuid::from(bytes);
    if (!uuid) return value.wrong("is no UUID");
    return *uuid;
}

Result<std::string> read_text(JsonObject& object, std::string_view field) {
    XF_ASSIGN(const JsonValue value, object.field(field));
    return value.text(limits::kNameBytes * 4);
}

Result<VillageConfig> read_village(const JsonValue& value) {
    XF_ASSIGN(JsonObject object, JsonObject::from(value));
    VillageConfig out;
    XF_ASSIGN(const JsonValue no, object.field("no"));
    XF_ASSIGN(const std::int64_t number, no.integer(1, UINT32_MAX));
    out.no = ShardNo{static_cast<std::uint32_t>(number)};
    XF_ASSIGN(out.uuid, read_uuid(object));
    XF_ASSIGN(out.slug, read_text(object, "slug"));
    XF_ASSIGN(out.name, read_text(object, "name"));
    XF_ASSIGN(out.log_name, read_text(object, "log"));
    XF_TRY(object.finish());
    return out;
}

Result<HubConfig> read_config(const nlohmann::json& document) {
    XF_ASSIGN(JsonObject object, JsonObject::from(JsonValue(document, "")));
    HubConfig out;
    XF_ASSIGN(const JsonValue format, object.field("format"));
    if (const auto version = format.integer(1, 1); !version.ok())
        return Error{ErrorCode::database_newer, version.error().detail};
    XF_ASSIGN(out.town, read_text(object, "town"));
    XF_ASSIGN(const JsonValue epoch, object.field("hub_epoch"));
    XF_ASSIGN(const std::int64_t epoch_number, epoch.integer(1, INT64_MAX));
    out.epoch = static_cast<std::uint64_t>(epoch_number);
    XF_ASSIGN(const JsonValue demo, object.field("demo"));
    XF_ASSIGN(out.demo, demo.boolean());
    XF_ASSIGN(const JsonValue villages, object.field("villages"));
    XF_ASSIGN(const std::vector<JsonValue> entries, villages.array(kVillages));
    for (const JsonValue& entry : entries) {
        XF_ASSIGN(VillageConfig village, read_village(entry));
        out.villages.push_back(std::move(village));
    }
    XF_TRY(object.finish());
    return out;
}

/// What may stand in a folder that is still empty to us.
bool is_ours_anyway(const std::string& name) {
    return name == "lock" || name == "hub.sock" || name == "lost+found";
}

}  // namespace

Result<Bytes> from_hex(std::string_view text) {
    const auto digit = [](char c) {
        if (c >= '0' && c <= '9') return c - '0';
        if (c >= 'a' && c <= 'f') return c - 'a' + 10;
        return -1;
    };
    if (text.size() % 2 != 0) return Error{ErrorCode::malformed, "hexadecimal: odd length"};
    Bytes out;
    for (std::size_t i = 0; i < text.size(); i += 2) {
        const int high = digit(text[i]), low = digit(text[i + 1]);
        if (high < 0 || low < 0) return Error{ErrorCode::malformed, "not hexadecimal"};
        out.push_back(static_cast<std::uint8_t>(high << 4 | low));
    }
    return out;
}

Result<DataFolder> DataFolder::open(const std::string& path) {
    XF_TRY(make_private_folder(path));
    const std::string file = path + "/lock";
    native::FileDescriptor lock(::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    if (!lock.open()) return Error{ErrorCode::storage_failed, file + ": " + std::strerror(errno)};
    if (::flock(lock.get(), LOCK_EX | LOCK_NB) != 0)
        return Error{ErrorCode::busy, path +
                                          " is in use by another xinfeng-hub; stop that one, or "
                                          "give it another --data folder"};
    DataFolder folder(path, std::move(lock));
    // One that is left over would allow to begin anew, should hub.json ever be lost.
    if (folder.has_hub()) XF_TRY(remove_file(folder.in(kUnfinished)));
    return folder;
}

bool DataFolder::has_hub() const { return exists(in("hub.json")); }

bool DataFolder::may_have_been_whole() const {
    if (!exists(key_file("hub"))) return false;
    std::error_code failed;
    return fs::directory_iterator(in("shards"), failed) != fs::directory_iterator();
}

Status DataFolder::prepare_new() {
    if (may_have_been_whole())
        return Error{ErrorCode::wrong_state,
                     path_ +
                         " holds a hub's key and its villages, but no hub.json. Nothing was "
                         "changed. Put hub.json back from a backup; or, if this folder is from "
                         "a first start that was cut off, remove it and start again"};
    std::error_code failed;
    const bool unfinished = exists(in(kUnfinished));
    for (const auto& entry : fs::directory_iterator(path_, failed)) {
        const std::string name = entry.path().filename();
        if (is_ours_anyway(name)) continue;
        if (!unfinished)
            return Error{ErrorCode::wrong_state,
                         path_ + " is neither empty nor a hub's folder (" + name + " is in it)"};
        if (name == kUnfinished) continue;
        std::error_code not_removed;
        fs::remove_all(entry.path(), not_removed);
        if (not_removed) return Error{ErrorCode::storage_failed, not_removed.message()};
    }
    if (failed) return Error{ErrorCode::storage_failed, path_ + ": " + failed.message()};
    if (::chmod(path_.c_str(), 0700) != 0)
        return Error{ErrorCode::storage_failed, path_ + ": " + std::strerror(errno)};
    XF_TRY(replace_file(in(kUnfinished), "A hub was being made here; starting again is safe.\n"));
    XF_TRY(make_private_folder(in("keys")));
    XF_TRY(make_private_folder(in("shards")));
    XF_TRY(make_private_folder(in("logs")));
    return make_private_folder(in("public"));
}

Result<HubConfig> DataFolder::load_config() const {
    XF_ASSIGN(const std::string text, read_file(in("hub.json"), kConfigBytes));
    const auto document = parse_json(text);
    if (!document.ok()) return Error{document.error().code, "hub.json: " + document.error().detail};
    auto config = read_config(*document);
    if (!config.ok()) return Error{config.error().code, "hub.json: " + config.error().detail};
    return config;
}

Status DataFolder::save_config(const HubConfig& config) {
    nlohmann::ordered_json out = {{"format", 1},
                                  {"town", config.town},
                                  {"hub_epoch", config.epoch},
                                  {"demo", config.demo},
                                  {"villages", nlohmann::ordered_json::array()}};
    for (const VillageConfig& village : config.villages)
        out["villages"].push_back({{"no", village.no.value},
                                   {"uuid", to_hex(village.uuid.bytes)},
                                   {"slug", village.slug},
                                   {"name", village.name},
                                   {"log", village.log_name}});
    XF_TRY(replace_file(in("hub.json"), out.dump(1) + "\n"));
    return remove_file(in(kUnfinished));
}

Result<SigningKey> read_key(const std::string& file) {
    XF_ASSIGN(std::string text, read_file(file, 1024));
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.pop_back();
    const auto seed = from_hex(text);
    const auto key = seed.ok() ? SigningKey::from_seed(*seed) : std::nullopt;
    if (!key) return Error{ErrorCode::malformed, file + ": no key in it"};
    return *key;
}

Result<SigningKey> DataFolder::load_key(const std::string& name) const {
    return read_key(key_file(name));
}

Status DataFolder::save_key(const std::string& name, const SigningKey& key) {
    return replace_file(key_file(name), to_hex(key.seed()) + "\n");
}

}  // namespace xf::hub
