// Publishing with the command, and reading what it published from the log's own files.
#include <algorithm>
#include <catch_amalgamated.hpp>
#include <csignal>
#include <filesystem>

#include "native/hub/files.hpp"
#include "tests/hub/served_log.hpp"
#include "tests/support/require.hpp"

namespace xf::test {
namespace {

constexpr const char* kNotice =
    "示发〔2026〕3号\n\n关于清理沟渠的通知\n\n全体村民：\n\n一、时间\n\n11月28日上午八点，村东头集"
    "合。\n\n"
    "二、工具\n\n自带铁锹，村里备手套。\n\n示例村民委员会\n2026年11月20日\n";

TEST_CASE("import: through the running hub, and the same without one", "[hub]") {
    const DemoFolder data;
    const TempFolder files;
    write_file(files / "one.txt", kNotice);
    write_file(files / "two.txt", std::string(kNotice) + "附记\n");
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
        const std::string text = served_text(hub, logs[1], 4);
        CHECK(text.find("村东头集合") != std::string::npos);
        CHECK(import(files / "one.txt").out == first.out);  // again: the same leaf
        hub.stop(SIGKILL);
    }
    const Finished second = import(files / "two.txt");
    INFO(second.err);
    CHECK(second.exit_code == 0);
    CHECK(second.out.find("\t5\t") != std::string::npos);
    const RunningHub hub(data.path());
    CHECK(served_text(hub, logs[1], 5).find("附记") != std::string::npos);
    CHECK(served_text(hub, logs[1], 4).find("村东头集合") != std::string::npos);
}

TEST_CASE("import: of a corpus, by the first characters of a name", "[hub]") {
    const DemoFolder data;
    const TempFolder files;
    write_file(files / "000_a.txt", kNotice);
    write_file(files / "001_b.txt", std::string(kNotice) + "二\n");
    write_file(files / "001_c.txt", std::string(kNotice) + "三\n");
    write_file(files / "notes.json", "{}");
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
    write_file(files / "utf16.txt", "\xff\xfe\x51\x67\x0a\x00");
    write_file(files / "empty.txt", "");
    write_file(files / "large.txt", std::string(3u << 20, 'x'));
    write_file(files / "good.txt", kNotice);
    const RunningHub hub(data.path());
    const std::string before = get(hub.port(), "/log/hedu/checkpoint").body;
    const auto import = [&](const std::string& file, const char* village = "hedu") {
        const Finished end =
            run_hub({"import", "notice", "--data", data.path(), "--village", village, file});
        CHECK(end.exit_code == 1);
        CHECK(end.out.empty());
        return end.err;
    };
    CHECK(import(files / "utf16.txt").find("line 1: is neither UTF-8 nor GB18030") !=
          std::string::npos);
    CHECK(import(files / "empty.txt").find("malformed") != std::string::npos);
    CHECK(import(files / "large.txt").find("too_large") != std::string::npos);
    CHECK(import(files / "none.txt").find("not_found") != std::string::npos);
    CHECK(import(files / "good.txt", "nowhere").find("no village") != std::string::npos);
    CHECK(get(hub.port(), "/log/hedu/checkpoint").body == before);
}

TEST_CASE("import: a text in GB18030, with a rare character, is published as the same one in UTF-8",
          "[hub]") {
    const DemoFolder data;
    const TempFolder files;
    write_file(files / "gb.txt",
               "\xb9\xd8\xd3\xda\xcd\xa3\xcb\xae\xb5\xc4\xcd\xa8\xd6\xaa\x0a"
               "\x0a"
               "\xc8\xab\xcc\xe5\xb4\xe5\xc3\xf1\xa3\xba\x0a"
               "\x0a"
               "\x95\x32\x82\x36\xbc\xd2\xcd\xe5\xc3\xf7\xcc\xec\xcd\xa3\xcb\xae\xa1\xa3\x0a");
    const Finished end =
        run_hub({"import", "notice", "--data", data.path(), "--village", "hedu", files / "gb.txt"});
    INFO(end.err);
    CHECK(end.exit_code == 0);
    CHECK(end.out.ends_with("\t关于停水的通知\n"));
    bool found = false;
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator(data.path() + "/public/hedu"))
        found = found || (entry.is_regular_file() &&
                          need(hub::read_file(entry.path(), 8u << 20)).find("𠀀家湾明天停水") !=
                              std::string::npos);
    CHECK(found);
}

}  // namespace
}  // namespace xf::test
