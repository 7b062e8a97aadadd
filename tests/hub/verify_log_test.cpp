// The hub's public log under the eyes of a program that shares no code with it: tests/verify_log.
#include <filesystem>

#include "shared/disclosure/public_files.hpp"
#include "tests/hub/live_village.hpp"
#include "tests/support/require.hpp"

namespace xf::test {
namespace {

namespace fs = std::filesystem;

Finished verify(const LogListing& log, const std::string& where,
                const std::vector<std::string>& older = {}) {
    std::vector<std::string> words{log.key, where};
    words.insert(words.end(), older.begin(), older.end());
    return run_program(XF_VERIFY_LOG, words);
}

void accepts(const Finished& finished, const std::string& summary) {
    INFO(finished.err);
    CHECK(finished.exit_code == 0);
    CHECK(finished.out.find(summary) != std::string::npos);
}

void refuses(const Finished& finished, const std::string& why = "REFUSED") {
    CHECK(finished.exit_code == 1);
    CHECK(finished.out.empty());
    INFO(finished.err);
    CHECK(finished.err.starts_with("REFUSED"));
    CHECK(finished.err.find(why) != std::string::npos);
}

/// That a log is refused once a byte of one of these files is another one, or the file is missing.
void refuses_damage(const LiveVillage& village, const std::vector<std::string>& paths) {
    const TempFolder copies;
    const std::string copy = copies / "log";
    fs::copy(village.log_folder(), copy, fs::copy_options::recursive);
    for (const std::string& path : paths) {
        const std::string file = fs::path(copy) / path;
        const std::string good = content_of(file);
        for (const std::string& bad : damaged(good)) {
            INFO(path);
            write_file(file, bad);
            refuses(verify(village.log, copy));
        }
        fs::remove(file);
        refuses(verify(village.log, copy));
        write_file(file, good);
    }
    CHECK(verify(village.log, copy).exit_code == 0);
}

TEST_CASE("verify_log: a log that grows, from its folder and over HTTP", "[hub]") {
    const LiveVillage village;
    std::vector<std::string> older{village.keep("at 4")};
    accepts(verify(village.log, village.log_folder()), "ok: 4 leaves");
    {
        const RunningHub hub(village.data.path());
        village.live();
        const std::string address =
            "http://127.0.0.1:" + std::to_string(hub.port()) + village.log.path;
        accepts(verify(village.log, address, older), "ok: 8 leaves");
        accepts(verify(village.log, address), "6 texts, 1 papers, 1 withdrawn");
    }
    older.push_back(village.keep("at 8"));
    village.grow(249);  // one beyond a full tile
    accepts(verify(village.log, village.log_folder(), older), "ok: 257 leaves");
    older.push_back(village.keep("at 257"));
    village.run({"withdraw"}, {"--leaf", "256"});
    accepts(verify(village.log, village.log_folder(), older), "ok: 258 leaves");
    refuses_damage(village, {"tile/0/000", "tile/0/001.p/2", "tile/1/000.p/1", "tile/entries/000",
                             "tile/entries/001.p/2"});
}

TEST_CASE("verify_log: another log, another history, and one that shrank", "[hub]") {
    const LiveVillage village;
    const LiveVillage fork;  // the same keys
    village.run({"import"}, {village.file("a.txt", official_text(1))});
    fork.run({"import"}, {fork.file("a.txt", official_text(2))});
    const std::string seen = village.keep("seen");
    village.run({"import"}, {village.file("b.txt", official_text(3))});
    fork.run({"import"}, {fork.file("b.txt", official_text(3))});
    accepts(verify(village.log, village.log_folder(), {seen}), "ok: 6 leaves");
    accepts(verify(fork.log, fork.log_folder()), "ok: 6 leaves");
    refuses(verify(fork.log, fork.log_folder(), {seen}));
    refuses(verify(log_list(fork.data.path())[0], fork.log_folder()), "vkey");
    const LiveVillage small;
    refuses(verify(small.log, small.log_folder(), {seen}), "5 leaves were seen before");
}

TEST_CASE("verify_log: a flipped byte in any kind of file", "[hub]") {
    const LiveVillage village;
    village.live();
    const RunningHub hub(village.data.path());
    const disclosure::Manifest leaf = served_leaf(hub, village.log, 5);
    refuses_damage(village,
                   {"checkpoint", "vkey", "tile/0/000.p/8", "tile/entries/000.p/8",
                    disclosure::body_path(leaf.body), disclosure::paper_path(leaf.papers.at(0))});
}

TEST_CASE("verify_log: a text that was withdrawn, and is there all the same", "[hub]") {
    const LiveVillage village;
    village.live();
    const RunningHub hub(village.data.path());
    const disclosure::Manifest withdrawn = served_leaf(hub, village.log, 4);
    write_file(village.log_folder() + "/" + disclosure::body_path(withdrawn.body), "again");
    refuses(verify(village.log, village.log_folder()), "leaf 4 was withdrawn");
}

}  // namespace
}  // namespace xf::test
