#include "tests/hub/served_log.hpp"

#include <fstream>
#include <sstream>

#include "shared/base/limits.hpp"
#include "shared/disclosure/public_files.hpp"
#include "shared/tlog/checkpoint.hpp"
#include "shared/tlog/tile.hpp"
#include "tests/support/require.hpp"

namespace xf::test {

std::vector<LogListing> log_list(const std::string& data) {
    const Finished finished = run_hub({"log", "list", "--data", data});
    REQUIRE(finished.exit_code == 0);
    std::vector<LogListing> out;
    std::istringstream lines(finished.out);
    for (std::string line; std::getline(lines, line);) {
        const std::size_t first = line.find('\t'), second = line.rfind('\t');
        REQUIRE(first != second);
        out.push_back({line.substr(0, first), line.substr(first + 1, second - first - 1),
                       line.substr(second + 1)});
    }
    return out;
}

disclosure::Manifest served_leaf(const RunningHub& hub, const LogListing& log, std::uint64_t leaf) {
    const auto key = need(tlog::VerifierKey::parse(log.key));
    const Answer note = get(hub.port(), log.path + "checkpoint");
    CHECK(note.headers.at("cache-control") == "no-cache");
    const auto checkpoint = need(tlog::open_checkpoint(as_bytes(note.body), key));
    REQUIRE(checkpoint.head.size.value > leaf);
    const tlog::Tile tile = tlog::entries_tile({leaf}, checkpoint.head.size);
    const Answer entries = get(hub.port(), log.path + tile_path(tile));
    CHECK(entries.headers.at("cache-control") == "public, max-age=31536000, immutable");
    CHECK(entries.headers.at("access-control-allow-origin") == "*");
    const auto leaves =
        need(tlog::decode_entries(as_bytes(entries.body), tile.width, limits::kLeafBytes));
    return need(disclosure::decode_manifest(leaves.at(leaf % tlog::kTileWidth)));
}

std::string served_text(const RunningHub& hub, const LogListing& log, std::uint64_t leaf) {
    const disclosure::Manifest manifest = served_leaf(hub, log, leaf);
    const Answer body = get(hub.port(), log.path + disclosure::body_path(manifest.body));
    CHECK(body.headers.at("cache-control") == "public, max-age=86400, immutable");
    return std::string(need(disclosure::body_text(as_bytes(body.body), manifest.body)));
}

void write_file(const std::string& path, std::string_view content) {
    std::ofstream(path, std::ios::binary) << content;
}

}  // namespace xf::test
