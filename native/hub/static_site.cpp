#include "native/hub/static_site.hpp"

#include <algorithm>

#include "native/hub/files.hpp"

namespace xf::hub {
namespace {

constexpr std::size_t kManifestBytes = 1u << 20;
constexpr std::size_t kFileBytes = 64u << 20;
constexpr std::size_t kTextBytes = 4096;

/// Single names within the site's folder.
Result<std::shared_ptr<const std::string>> load_file(const std::string& folder,
                                                     const JsonValue& name) {
    XF_ASSIGN(const std::string file, name.text(kTextBytes));
    if (file.find('/') != std::string::npos) return name.wrong("is no file of the folder");
    XF_ASSIGN(std::string content, read_file(folder + "/" + file, kFileBytes));
    return std::make_shared<const std::string>(std::move(content));
}

Result<std::string> text_field(JsonObject& object, std::string_view name) {
    XF_ASSIGN(const JsonValue value, object.field(name));
    return value.text(kTextBytes);
}

/// Accept-Encoding lists br, and does not rule it out (RFC 9110, 12.5.3).
bool accepts_brotli(std::string_view accept) {
    while (!accept.empty()) {
        const std::size_t end = std::min(accept.find(','), accept.size());
        std::string_view coding = accept.substr(0, end);
        accept.remove_prefix(std::min(end + 1, accept.size()));
        while (coding.starts_with(' ') || coding.starts_with('\t')) coding.remove_prefix(1);
        const std::size_t semicolon = std::min(coding.find(';'), coding.size());
        std::string_view name = coding.substr(0, semicolon);
        while (name.ends_with(' ')) name.remove_suffix(1);
        const std::string_view weight = coding.substr(semicolon);
        if (name == "br")
            return weight.find("q=0") == std::string_view::npos ||
                   weight.find_first_of("123456789", weight.find("q=0") + 3) !=
                       std::string_view::npos;
    }
    return false;
}

/// If-None-Match names this tag, or any.
bool has_tag(std::string_view header, std::string_view tag) {
    return header == "*" || header.find(tag) != std::string_view::npos;
}

}  // namespace

Result<StaticSite::File> StaticSite::load_entry(const std::string& folder, const JsonValue& value) {
    XF_ASSIGN(JsonObject entry, JsonObject::from(value));
    File file;
    XF_ASSIGN(const JsonValue plain, entry.field("file"));
    XF_ASSIGN(file.plain, load_file(folder, plain));
    if (const auto brotli = entry.optional_field("br")) {
        XF_ASSIGN(file.brotli, load_file(folder, *brotli));
    }
    XF_ASSIGN(file.type, text_field(entry, "type"));
    XF_ASSIGN(file.cache, text_field(entry, "cache"));
    XF_ASSIGN(file.sha256, text_field(entry, "sha256"));
    return file;
}

Result<StaticSite> StaticSite::load(const std::string& folder) {
    XF_ASSIGN(const std::string text, read_file(folder + "/site.json", kManifestBytes));
    XF_ASSIGN(const nlohmann::json document, parse_json(text));
    XF_ASSIGN(JsonObject object, JsonObject::from(JsonValue(document, "")));
    XF_ASSIGN(const JsonValue format, object.field("format"));
    if (const auto version = format.integer(1, 1); !version.ok()) return version.error();

    StaticSite site;
    XF_ASSIGN(const JsonValue headers, object.field("headers"));
    XF_ASSIGN(const auto header_fields, headers.fields());
    for (const auto& [name, value] : header_fields) {
        XF_ASSIGN(std::string content, value.text(kTextBytes));
        site.headers_.emplace_back(name, std::move(content));
    }
    XF_ASSIGN(const JsonValue files, object.field("files"));
    XF_ASSIGN(const auto file_fields, files.fields());
    for (const auto& [path, value] : file_fields) {
        XF_ASSIGN(File file, load_entry(folder, value));
        site.files_.emplace(path, std::move(file));
    }
    return site;
}

HttpReply StaticSite::answer(const HttpRequest& request) const {
    const auto found = files_.find(request.path);
    if (found == files_.end()) return HttpReply::of(ErrorCode::not_found);
    const File& file = found->second;
    const bool brotli = file.brotli && accepts_brotli(request.header("Accept-Encoding"));
    const std::string tag = "\"" + file.sha256 + (brotli ? "-br\"" : "\"");

    HttpReply reply;
    reply.headers = headers_;
    reply.headers.emplace_back("Cache-Control", file.cache);
    reply.headers.emplace_back("ETag", tag);
    reply.headers.emplace_back("Vary", "Accept-Encoding");
    if (has_tag(request.header("If-None-Match"), tag)) {
        reply.status = 304;
        return reply;
    }
    reply.headers.emplace_back("Content-Type", file.type);
    if (brotli) reply.headers.emplace_back("Content-Encoding", "br");
    reply.body = brotli ? file.brotli : file.plain;
    return reply;
}

}  // namespace xf::hub
