// What people may ask about their own data: to see it, and to have it erased for good, also where an
// older backup comes back.
#include <sys/stat.h>

#include <catch_amalgamated.hpp>
#include <csignal>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>

#include "native/hub/files.hpp"
#include "tests/hub/running_hub.hpp"
#include "tests/hub/served_log.hpp"
#include "tests/support/require.hpp"

namespace xf::test {
namespace {

namespace fs = std::filesystem;

const std::string kGoing = "欧阳将删除";
const std::string kStaying = "司徒留下来";

/// A hub whose village hedu has household 501 with both of them.
struct House {
    House() {
        write_file(files / "list.csv",
                   "户号,户主,网格,成员\n501," + kGoing + ",1," + kGoing + "、" + kStaying + "\n");
        const Finished done = run_hub({"import", "households", "--data", data.path(), "--village",
                                       "hedu", "--cards", files / "cards.tsv", files / "list.csv"});
        INFO(done.err);
        REQUIRE(done.exit_code == 0);
    }
    Finished run(const std::string& command, const std::vector<std::string>& more,
                 const std::string& folder = {}) const {
        std::vector<std::string> words{command, "--data", folder.empty() ? data.path() : folder,
                                       "--village", "hedu"};
        words.insert(words.end(), more.begin(), more.end());
        return run_hub(words);
    }
    nlohmann::json exported(const std::string& folder = {}) const {
        const Finished done = run("export-person", {"--household", "501"}, folder);
        INFO(done.err);
        REQUIRE(done.exit_code == 0);
        return nlohmann::json::parse(done.out);
    }
    std::string number_of(const std::string& name) const {
        for (const auto& person : exported())
            if (person["身份"]["姓名"] == name)
                return std::to_string(person["身份"]["人员编号"].get<int>());
        FAIL("nobody is called " + name);
        return {};
    }

    DemoFolder data;
    TempFolder files;
};

/// In the village's database as it lies on the disk, free pages and WAL included.
bool on_disk(const std::string& folder, const std::string& text) {
    for (const auto& entry : fs::directory_iterator(folder + "/shards"))
        if (need(hub::read_file(entry.path(), 1u << 30)).find(text) != std::string::npos)
            return true;
    return false;
}

}  // namespace

TEST_CASE("erase-person: nothing of the name is left on the disk, and others stay", "[hub]") {
    const House house;
    const bool running = GENERATE(true, false);
    std::unique_ptr<RunningHub> hub;
    if (running) hub = std::make_unique<RunningHub>(house.data.path());
    const std::string person = house.number_of(kGoing);
    REQUIRE(on_disk(house.data.path(), kGoing));

    const Finished done = house.run("erase-person", {"--person", person});
    INFO(done.err);
    CHECK(done.exit_code == 0);
    // The household bears the same name.
    CHECK(done.out == "person\t" + person + "\nhousehold\t501\n");
    CHECK_FALSE(on_disk(house.data.path(), kGoing));
    CHECK(on_disk(house.data.path(), kStaying));
    CHECK(need(hub::read_file(house.data.path() + "/keys/erased.tsv", 1000)) ==
          "hedu\t501\t" + person + "\nhedu\t501\t0\n");
    const Finished once_more = house.run("erase-person", {"--person", person});
    CHECK(once_more.exit_code == 0);
    // Only the one who stays is there to be exported with the household; by number, the other still is.
    CHECK(house.exported().size() == 1);
    const Finished left = house.run("export-person", {"--person", person});
    const auto document = nlohmann::json::parse(left.out)[0];
    CHECK(document["身份"]["姓名"] == "");
    CHECK(document["身份"]["个人信息已删除"] == "是");
}

TEST_CASE("erase-person: a whole household loses its cards as well", "[hub]") {
    const House house;
    const Finished done = house.run("erase-person", {"--household", "501"});
    CHECK(done.exit_code == 0);
    CHECK(done.out.ends_with("household\t501\n"));
    CHECK_FALSE(on_disk(house.data.path(), kGoing));
    CHECK_FALSE(on_disk(house.data.path(), kStaying));
    CHECK(house.exported().empty());
    // The list that they came from does not bring them back.
    const Finished again = run_hub({"import", "households", "--data", house.data.path(),
                                    "--village", "hedu", house.files / "list.csv"});
    CHECK(again.exit_code == 1);
    CHECK(again.err.find("another household") != std::string::npos);
}

TEST_CASE("erase-person: who is not there, or not named, is said so", "[hub]") {
    const House house;
    for (const char* command : {"erase-person", "export-person"}) {
        INFO(command);
        const Finished nobody = house.run(command, {"--person", "99999"});
        CHECK(nobody.exit_code == 1);
        CHECK(nobody.err.find("no person has the number 99999 here") != std::string::npos);
        CHECK(
            house.run(command, {"--household", "99999"}).err.find("no household has the number") !=
            std::string::npos);
        CHECK(house.run(command, {}).err.find("nothing_entered") != std::string::npos);
        CHECK(house.run(command, {"--person", "1", "--household", "1"}).exit_code == 1);
    }
    CHECK_FALSE(fs::exists(house.data.path() + "/keys/erased.tsv"));
}

TEST_CASE("erase-person: not over the network, whoever asks", "[hub]") {
    const House house;
    RunningHub hub(house.data.path());
    for (const char* path : {"/v1/admin/erase-person", "/v1/admin/export-person"}) {
        const Answer answer =
            post(hub.port(), path, "application/json", R"({"village":"hedu","household":501})");
        CHECK(answer.status == 403);
    }
    CHECK(on_disk(house.data.path(), kGoing));
}

TEST_CASE("erase-person: an older backup does not bring anyone back", "[hub]") {
    const House house;
    const std::string backup = house.files / "backup", keys = house.files / "keys";
    REQUIRE(run_hub({"backup", "--data", house.data.path(), "--to", backup}).exit_code == 0);
    const std::string person = house.number_of(kGoing);
    REQUIRE(house.run("erase-person", {"--person", person}).exit_code == 0);
    fs::copy(house.data.path() + "/keys", keys);
    REQUIRE(on_disk(backup, kGoing));  // it is from before

    const std::string restored = house.files / "restored";
    const Finished done =
        run_hub({"restore", "--from", backup, "--keys", keys, "--data", restored});
    INFO(done.err);
    REQUIRE(done.exit_code == 0);
    RunningHub hub(restored);
    CHECK_FALSE(on_disk(restored, kGoing));
    CHECK(on_disk(restored, kStaying));
    CHECK(house.exported(restored).size() == 1);
    CHECK(need(hub::read_file(restored + "/keys/erased.tsv", 1000)).starts_with("hedu\t501\t"));
}

TEST_CASE("export-person: everything but secrets, in a file of its owner's, on the record",
          "[hub]") {
    const House house;
    const std::string out = house.files / "export.json";
    const std::string person = house.number_of(kStaying);
    const Finished done = house.run("export-person", {"--person", person, "--out", out});
    INFO(done.err);
    REQUIRE(done.exit_code == 0);
    CHECK(done.out.empty());
    struct stat info {};
    REQUIRE(::stat(out.c_str(), &info) == 0);
    CHECK((info.st_mode & 0777) == 0600);

    const std::string text = need(hub::read_file(out, 1u << 20));
    const auto document = nlohmann::json::parse(text)[0];
    CHECK(document["身份"]["姓名"] == kStaying);
    CHECK(document["身份"]["户名"] == kGoing + "家");
    CHECK(document["身份"]["本户的卡号"].size() == 1);
    CHECK(document["积分"]["可用分"] == 0);
    CHECK(document["诉求"].empty());
    // Another member's name is theirs, not part of this.
    bool noted = false;
    for (const auto& record : document["全部记录"]) {
        noted = noted || record["类型"] == "person_exported";
        CHECK((record["类型"] != "person_added" || record["内容"][0] == kStaying));
    }
    CHECK(noted);
    CHECK(text.find("XF1:") == std::string::npos);
    CHECK(house.run("export-person", {"--person", person, "--out", out}).err.find("wrong_state") !=
          std::string::npos);
}

}  // namespace xf::test
