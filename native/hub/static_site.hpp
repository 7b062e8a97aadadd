// The web client: a folder with a site.json (web/site/assemble.mjs has its format), held in memory.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "native/hub/http_types.hpp"
#include "native/hub/json_reader.hpp"

namespace xf::hub {

class StaticSite {
public:
    /// Errors: not_found, malformed, too_large.
    static Result<StaticSite> load(const std::string& folder);

    bool has(std::string_view path) const { return files_.find(path) != files_.end(); }

    /// A file, compressed where the client takes that; not_found.
    HttpReply answer(const HttpRequest& request) const;

private:
    struct File {
        std::string type;
        std::string cache;
        std::string sha256;
        std::shared_ptr<const std::string> plain;
        std::shared_ptr<const std::string> brotli;  ///< may be null
    };

    static Result<File> load_entry(const std::string& folder, const JsonValue& value);

    HttpHeaders headers_;
    std::map<std::string, File, std::less<>> files_;
};

}  // namespace xf::hub
