// Publishing with the command, and reading what it published from the log's own files.
#include <algorithm>
#include <csignal>
#include <fstream>
#include <sstream>

#include "shared/base/limits.hpp"
#include "shared/disclosure/manifest.hpp"
#include "shared/disclosure/public_files.hpp"
#include "shared/tlog/checkpoint.hpp"
#include "shared/tlog/tile.hpp"
#include "tests/hub/running_hub.hpp"
#include "tests/support/require.hpp"

namespace xf::test {
namespace {

constexpr const char* kNotice =
    "示发〔2026〕3号\n\n关于清理沟渠的通知\n\n全体村民：\n\n一、时间\n\n11月28日上午八点，村东头集"
    "合。\n\n"
    "二、工具\n\n自带铁锹，村里备手套。\n\n示例村民委员会\n2026年11月20日\n";

struct LogListing {
    std::string village, path, key;
};

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

/// The published text of a leaf, by the files that the hub serves and nothing else.
std::string published_text(const RunningHub& hub, const LogListing& log, std::uint64_t leaf) {
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
    const auto manifest = need(disclosure::decode_manifest(leaves.at(leaf % tlog::kTileWidth)));
    const Answer body = get(hub.port(), log.path + disclosure::body_path(manifest.body));
    return std::string(need(disclosure::body_text(as_bytes(body.body), manifest.body)));
}

void write(const std::string& path, std::string_view text) {
    std::ofstream(path, std::ios::binary) << text;
}

TEST_CASE("import: through the running hub, and the same without one", "[hub]") {
    const DemoFolder data;
    const TempFolder files;
    write(files / "one.txt", kNotice);
    write(files / "two.txt", std::string(kNotice) + "附记\n");
    const auto import = [&](const std::string& file) {
        return run_hub({"import", "notice", "--data", data.path(), "--village", "hedu", file});
    };
    const auto logs = log_list(data.path());
    REQUIRE(logs.size() == 4);
    CHECK(logs[1].village == "荷渡村（示例）");
    CHECK(logs[1].path == "/log/hedu/");

    {
        RunningHub hub(data.path());
        const Finished first = import(files / "one.txt");
        INFO(first.err);
        CHECK(first.exit_code == 0);
        CHECK(first.out == files / "one.txt" + "\t4\t关于清理沟渠的通知\n");
        const std::string text = published_text(hub, logs[1], 4);
        CHECK(text.find("村东头集合") != std::string::npos);
        CHECK(import(files / "one.txt").out == first.out);  // again: the same leaf
        hub.stop(SIGKILL);
    }
    const Finished second = import(files / "two.txt");
    INFO(second.err);
    CHECK(second.exit_code == 0);
    CHECK(second.out.find("\t5\t") != std::string::npos);
    const RunningHub hub(data.path());
    CHECK(published_text(hub, logs[1], 5).find("附记") != std::string::npos);
    CHECK(published_text(hub, logs[1], 4).find("村东头集合") != std::string::npos);
}

TEST_CASE("import: of a corpus, by the first characters of a name", "[hub]") {
    const DemoFolder data;
    const TempFolder files;
    write(files / "000_a.txt", kNotice);
    write(files / "001_b.txt", std::string(kNotice) + "二\n");
    write(files / "001_c.txt", std::string(kNotice) + "三\n");
    write(files / "notes.json", "{}");
    const auto import = [&](std::vector<std::string> names) {
        std::vector<std::string> words{"import",    "notice", "--data",   data.path(),
                                       "--village", "hedu",   "--corpus", files.path()};
        words.insert(words.end(), names.begin(), names.end());
        return run_hub(words);
    };
    CHECK(import({"000"}).out.starts_with(files / "000_a.txt"));
    CHECK(import({"001"}).err.find("2 texts") != std::string::npos);
    CHECK(import({"9"}).err.find("0 texts") != std::string::npos);
    const Finished all = import({});
    CHECK(all.exit_code == 0);
    CHECK(std::count(all.out.begin(), all.out.end(), '\n') == 3);
}

TEST_CASE("import: what can't be published is said, and nothing appears", "[hub]") {
    const DemoFolder data;
    const TempFolder files;
    write(files / "gb.txt", "\xb4\xe5\xce\xf1\xb9\xab\xbf\xaa\n");
    write(files / "empty.txt", "");
    write(files / "large.txt", std::string(3u << 20, 'x'));
    write(files / "good.txt", kNotice);
    const RunningHub hub(data.path());
    const std::string before = get(hub.port(), "/log/hedu/checkpoint").body;
    const auto import = [&](const std::string& file, const char* village = "hedu") {
        const Finished end =
            run_hub({"import", "notice", "--data", data.path(), "--village", village, file});
        CHECK(end.exit_code == 1);
        CHECK(end.out.empty());
        return end.err;
    };
    CHECK(import(files / "gb.txt").find("is not UTF-8") != std::string::npos);
    CHECK(import(files / "empty.txt").find("malformed") != std::string::npos);
    CHECK(import(files / "large.txt").find("too_large") != std::string::npos);
    CHECK(import(files / "none.txt").find("not_found") != std::string::npos);
    CHECK(import(files / "good.txt", "nowhere").find("no village") != std::string::npos);
    CHECK(get(hub.port(), "/log/hedu/checkpoint").body == before);
}

}  // namespace
}  // namespace xf::test
