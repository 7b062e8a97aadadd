#include "native/hub/static_site.hpp"

#include <fstream>

#include "tests/hub/running_hub.hpp"
#include "tests/support/require.hpp"

namespace xf::hub {
namespace {

using test::need;

struct Site {
    Site() {
        write("index.html", "<p>home</p>");
        write("a.1.js", "plain");
        write("a.1.js.br", "brotli");
        write("site.json", R"({"format": 1,
            "headers": {"Content-Security-Policy": "default-src 'none'", "X-Content-Type-Options": "nosniff"},
            "files": {
             "/": {"file": "index.html", "type": "text/html; charset=utf-8", "cache": "no-cache",
                   "immutable": false, "sha256": "aa", "bytes": 11},
             "/a.1.js": {"file": "a.1.js", "br": "a.1.js.br", "type": "text/javascript",
                         "cache": "public, max-age=31536000, immutable", "immutable": true,
                         "sha256": "bb", "bytes": 5}}})");
    }
    void write(const char* name, std::string_view text) const {
        std::ofstream(folder / name, std::ios::binary) << text;
    }

    test::TempFolder folder;
};

HttpReply fetch(const StaticSite& site, std::string path, HttpHeaders headers = {}) {
    HttpRequest request;
    request.method = "GET";
    request.path = std::move(path);
    request.headers = std::move(headers);
    return site.answer(request);
}

std::string header(const HttpReply& reply, std::string_view name) {
    for (const auto& [key, value] : reply.headers)
        if (key == name) return value;
    return {};
}

TEST_CASE("static site: types, caching, policy", "[hub]") {
    const Site files;
    const StaticSite site = need(StaticSite::load(files.folder.path()));
    const HttpReply home = fetch(site, "/");
    CHECK(home.status == 200);
    CHECK(*home.body == "<p>home</p>");
    CHECK(header(home, "Content-Type") == "text/html; charset=utf-8");
    CHECK(header(home, "Content-Security-Policy") == "default-src 'none'");
    CHECK(header(home, "Cache-Control") == "no-cache");
    CHECK(header(fetch(site, "/a.1.js"), "Cache-Control") == "public, max-age=31536000, immutable");
    CHECK(fetch(site, "/index.html").status == 404);
    CHECK(fetch(site, "/site.json").status == 404);
}

TEST_CASE("static site: compressed where that is taken", "[hub]") {
    const Site files;
    const StaticSite site = need(StaticSite::load(files.folder.path()));
    const auto encoding = [&](const char* accept) {
        const HttpReply reply = fetch(site, "/a.1.js", {{"accept-encoding", accept}});
        CHECK(header(reply, "Vary") == "Accept-Encoding");
        CHECK(*reply.body == (header(reply, "Content-Encoding") == "br" ? "brotli" : "plain"));
        return header(reply, "Content-Encoding");
    };
    CHECK(encoding("gzip, deflate, br, zstd") == "br");
    CHECK(encoding("br;q=0.5") == "br");
    CHECK(encoding("gzip,br") == "br");
    CHECK(encoding("gzip, br;q=0").empty());
    CHECK(encoding("br;q=0.0, gzip").empty());
    CHECK(encoding("brotli").empty());
    CHECK(encoding("").empty());
}

TEST_CASE("static site: what the browser has is not sent again", "[hub]") {
    const Site files;
    const StaticSite site = need(StaticSite::load(files.folder.path()));
    CHECK(header(fetch(site, "/"), "ETag") == "\"aa\"");
    const HttpReply same = fetch(site, "/", {{"If-None-Match", "\"zz\", W/\"aa\""}});
    CHECK(same.status == 304);
    CHECK(same.body == nullptr);
    CHECK(header(same, "ETag") == "\"aa\"");
    CHECK(fetch(site, "/", {{"If-None-Match", "\"aa-br\""}}).status == 200);
    CHECK(fetch(site, "/a.1.js", {{"If-None-Match", "\"bb-br\""}, {"Accept-Encoding", "br"}})
              .status == 304);
}

TEST_CASE("static site: a manifest that is not one", "[hub]") {
    const Site files;
    files.write("site.json", R"({"format": 1, "headers": {}, "files": {"/x": {"file": "../x",
        "type": "a", "cache": "b", "sha256": "c"}}})");
    CHECK(StaticSite::load(files.folder.path()).error().code == ErrorCode::malformed);
    files.write("site.json", "{}");
    CHECK_FALSE(StaticSite::load(files.folder.path()).ok());
    CHECK(StaticSite::load("/nowhere").error().code == ErrorCode::not_found);
}

}  // namespace
}  // namespace xf::hub
