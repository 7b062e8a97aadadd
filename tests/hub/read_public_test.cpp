// The hub's public log read by a client in another language, that was written from the pages in docs/
// alone: tests/reader.
#include <algorithm>
#include <filesystem>

#include "shared/disclosure/public_files.hpp"
#include "tests/hub/live_village.hpp"
#include "tests/support/require.hpp"

namespace xf::test {
namespace {

namespace fs = std::filesystem;

/// Runs the reader against a hub.
Finished read_public(const RunningHub& hub, const std::vector<std::string>& more) {
    std::vector<std::string> words{"-B", XF_SOURCE_FOLDER "/tests/reader/read_public.py",
                                   "http://127.0.0.1:" + std::to_string(hub.port())};
    words.insert(words.end(), more.begin(), more.end());
    return run_program("/usr/bin/python3", words);
}

/// One look at the village; `kept`: the folder of earlier ones.
Finished look(const RunningHub& hub, const std::string& kept, const std::string& key = {}) {
    std::vector<std::string> words{"hedu", kept};
    if (!key.empty()) words.push_back(key);
    return read_public(hub, words);
}

void accepts(const Finished& finished, const std::string& summary) {
    INFO(finished.err);
    CHECK(finished.exit_code == 0);
    INFO(finished.out);
    CHECK(finished.out.find("\n" + summary) != std::string::npos);
}

/// That it says so in one line that begins like this and goes on with `why`.
void refuses(const Finished& finished, const std::string& begin, const std::string& why = {}) {
    INFO(finished.err);
    CHECK(finished.exit_code == 1);
    CHECK(finished.out.empty());
    CHECK(std::count(finished.err.begin(), finished.err.end(), '\n') == 1);
    CHECK(finished.err.starts_with(begin));
    CHECK(finished.err.find(why) != std::string::npos);
}

/// That a log is refused once a byte of this file is another one, with this verdict and the file's
/// name, and once the file is missing.
void refuses_damage(const LiveVillage& village, const RunningHub& hub, const std::string& path,
                    const std::string& verdict) {
    const std::string file = village.log_folder() + "/" + path;
    // Of the lowest hashes, the root tells only that one is wrong.
    const std::string name = path.starts_with("tile/0/") ? "tile/0" : path;
    const std::string about = ": " + village.log.path + name + ": ";
    const std::string good = content_of(file);
    for (const std::string& bad : damaged(good)) {
        INFO(path);
        write_file(file, bad);
        const TempFolder fresh;
        refuses(look(hub, fresh.path()), verdict, about);
    }
    fs::remove(file);
    const TempFolder fresh;
    refuses(look(hub, fresh.path()), "FAILED: ", "answered 404");
    write_file(file, good);
}

TEST_CASE("read_public: the villages of a hub", "[hub]") {
    const LiveVillage village;
    const RunningHub hub(village.data.path());
    const Finished finished = read_public(hub, {});
    CHECK(finished.exit_code == 0);
    CHECK(finished.out.find(village.log.village + "\t" + village.log.key + "\n") !=
          std::string::npos);
}

TEST_CASE("read_public: a log that grows between two looks", "[hub]") {
    const LiveVillage village;
    const TempFolder kept;
    const RunningHub hub(village.data.path());
    accepts(look(hub, kept.path()), "ok: 4 leaves after 0");
    village.live();
    const Finished second = look(hub, kept.path(), village.log.key);
    accepts(second, "ok: 8 leaves after 4");
    CHECK(second.out.find("\n5\t关于第2件事的通知\n") != std::string::npos);
    CHECK(second.out.find("关于第1件事") == std::string::npos);  // superseded, and withdrawn

    const std::string body =
        kept.path() + "/" + disclosure::body_path(served_leaf(hub, village.log, 5).body);
    CHECK(fs::exists(body));
    village.run({"withdraw"}, {"--leaf", "5"});
    accepts(look(hub, kept.path()), "ok: 9 leaves after 8");
    CHECK_FALSE(fs::exists(body));

    village.grow(249);  // two beyond a full tile
    accepts(look(hub, kept.path()), "ok: 258 leaves after 9");
    for (const char* path : {"tile/0/000", "tile/0/001.p/2", "tile/1/000.p/1", "tile/entries/000",
                             "tile/entries/001.p/2"})
        refuses_damage(village, hub, path, "CHANGED");
    accepts(look(hub, kept.path()), "ok: 258 leaves after 258");
}

TEST_CASE("read_public: a flipped byte in any kind of file", "[hub]") {
    const LiveVillage village;
    village.live();
    const RunningHub hub(village.data.path());
    const disclosure::Manifest leaf = served_leaf(hub, village.log, 5);
    refuses_damage(village, hub, "checkpoint", "");  // may be no checkpoint any more
    refuses_damage(village, hub, "vkey", "FAILED");
    refuses_damage(village, hub, "tile/0/000.p/8", "CHANGED");
    refuses_damage(village, hub, "tile/entries/000.p/8", "CHANGED");
    refuses_damage(village, hub, disclosure::body_path(leaf.body), "CHANGED");
    refuses_damage(village, hub, disclosure::paper_path(leaf.papers.at(0)), "CHANGED");
    const TempFolder fresh;
    accepts(look(hub, fresh.path()), "ok: 8 leaves after 0");
}

TEST_CASE("read_public: another log, another history, and one that shrank", "[hub]") {
    const LiveVillage village, fork, small;  // the same keys
    village.run({"import"}, {village.file("a.txt", official_text(1))});
    fork.run({"import"}, {fork.file("a.txt", official_text(2))});
    fork.run({"import"}, {fork.file("b.txt", official_text(3))});
    const TempFolder kept;
    {
        const RunningHub hub(village.data.path());
        accepts(look(hub, kept.path()), "ok: 5 leaves after 0");
        const std::string other = log_list(village.data.path())[0].key;
        refuses(look(hub, kept.path(), other), "CHANGED", "another key");
        const TempFolder fresh;
        refuses(look(hub, fresh.path(), other), "CHANGED", "not signed by this log");
    }
    refuses(look(RunningHub(fork.data.path()), kept.path()), "CHANGED", "not the log of the last");
    refuses(look(RunningHub(small.data.path()), kept.path()), "FAILED",
            "5 leaves were seen before, now there are 4");
    accepts(look(RunningHub(village.data.path()), kept.path()), "ok: 5 leaves after 5");
}

}  // namespace
}  // namespace xf::test
