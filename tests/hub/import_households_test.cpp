// Households from a list, and roles of staff, with the commands.
#include <sys/stat.h>

#include <algorithm>
#include <catch_amalgamated.hpp>
#include <csignal>

#include "native/hub/files.hpp"
#include "shared/base/limits.hpp"
#include "shared/people/card.hpp"
#include "shared/sync/login.hpp"
#include "tests/hub/running_hub.hpp"
#include "tests/hub/served_log.hpp"
#include "tests/support/require.hpp"

namespace xf::test {
namespace {

const std::string kList =
    "户号,户主,网格,成员\n"
    "501,张三,1,张三、李四\n"
    "502,王五,2,\n";

class Import {
public:
    explicit Import(const std::string& data) : data_(data) {}

    Finished operator()(const std::string& text, const std::string& cards = {}) const {
        write_file(files_ / "list.csv", text);
        std::vector<std::string> words{"import", "households", "--data",
                                       data_,    "--village",  "hedu"};
        if (!cards.empty()) words.insert(words.end(), {"--cards", files_ / cards.c_str()});
        words.push_back(files_ / "list.csv");
        return run_hub(words);
    }
    std::string file(const std::string& name) const { return files_ / name.c_str(); }

private:
    std::string data_;
    TempFolder files_;
};

/// Lines of a list of cards below its header.
std::vector<std::string> cards_in(const std::string& file) {
    std::vector<std::string> out;
    const std::string text = need(hub::read_file(file, 1u << 20));
    for (std::size_t at = text.find('\n') + 1; at < text.size();) {
        const std::size_t end = text.find('\n', at);
        out.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return out;
}

}  // namespace

TEST_CASE("import households: once through the running hub, and again it changes nothing",
          "[hub]") {
    const DemoFolder data;
    const Import import(data.path());
    {
        RunningHub hub(data.path());
        const Finished first = import(kList);
        INFO(first.err);
        CHECK(first.exit_code == 0);
        CHECK(first.out == "2 imported\n");
        const Finished again = import(kList);
        CHECK(again.exit_code == 0);
        CHECK(again.out == "0 imported, all 2 are there already\n");
        const Finished part = import("户号,户主,网格,成员\n501,张三,1,李四、张三\n");
        CHECK(part.out == "0 imported, all 1 are there already\n");
        hub.stop(SIGTERM);
    }
    // The same without one.
    CHECK(import(kList).out == "0 imported, all 2 are there already\n");
    CHECK(import("户号,户主,网格,成员\n503,赵六,1,\n").out == "1 imported\n");
}

TEST_CASE("import households: a list with any problem leaves nothing behind", "[hub]") {
    const DemoFolder data;
    const Import import(data.path());
    const RunningHub hub(data.path());
    const auto refused = [&](const std::string& text) {
        const Finished end = import(text, "cards.tsv");
        CHECK(end.exit_code == 1);
        CHECK(end.out.empty());
        struct stat status {};
        CHECK(::stat(import.file("cards.tsv").c_str(), &status) != 0);
        return end.err;
    };
    CHECK(refused(kList + "503,孙八,零,\n").find("line 4, column 网格") != std::string::npos);
    CHECK(refused(kList + "1,孙八,1,\n")
              .find("line 4, column 户号: 1 is another household here already") !=
          std::string::npos);
    CHECK(refused("户号,户主,网格,成员\n\"1,张三").find("never closed") != std::string::npos);
    CHECK(refused(std::string("\xFF\xFE\x37\x62", 4)).find("neither UTF-8 nor GB18030") !=
          std::string::npos);
    CHECK(refused(std::string(10u << 20, 'x')).find("too_large") != std::string::npos);
    CHECK(refused("").find("nothing_entered") != std::string::npos);
    CHECK(import(kList).out == "2 imported\n");  // none of them was there

    const std::string mixed = refused(kList + "503,孙八,1,\n");
    CHECK(mixed.find("line 2, column 户号: 501 is here already") != std::string::npos);
    CHECK(mixed.find("line 3, column 户号: 502 is here already") != std::string::npos);
}

TEST_CASE("import households: cards are in a file of the owner's before they are valid", "[hub]") {
    const DemoFolder data;
    const Import import(data.path());
    const RunningHub hub(data.path());
    const Finished end = import(kList, "cards.tsv");
    INFO(end.err);
    REQUIRE(end.exit_code == 0);
    struct stat status {};
    REQUIRE(::stat(import.file("cards.tsv").c_str(), &status) == 0);
    CHECK((status.st_mode & 0777) == 0600);
    const auto cards = cards_in(import.file("cards.tsv"));
    REQUIRE(cards.size() == 2);
    CHECK(cards[0].starts_with("household\t501\t张三家\tXF1:"));
    const std::size_t at = cards[0].find("XF1:");
    const std::string card = cards[0].substr(at, cards[0].find('\t', at) - at);
    CHECK(need(people::Card::parse(card)).number == 200'501);
    CHECK(cards[0].ends_with("\t200501"));
    // Its household can log in with what stands there.
    const std::string pin = cards[0].substr(cards[0].find('\t', at) + 1, limits::kPinDigits);
    const SigningKey key = *SigningKey::from_seed(Bytes(32, 3));
    sync::Login login;
    login.shard = ShardNo{2};
    login.key = key.public_key();
    login.card = 200'501;
    login.pin = pin;
    const Answer answer =
        post(hub.port(), "/v1/login", sync::kLoginContentType, as_text(encode(login, key)));
    CHECK(answer.status == 200);

    // Never over another file, and none where nothing is new.
    const Finished over = import("户号,户主,网格,成员\n503,赵六,1,\n", "cards.tsv");
    CHECK(over.exit_code == 1);
    CHECK(over.err.find("is there already") != std::string::npos);
    CHECK(cards_in(import.file("cards.tsv")) == cards);
    CHECK(import(kList, "more.tsv").out == "0 imported, all 2 are there already\n");
    CHECK(::stat(import.file("more.tsv").c_str(), &status) != 0);
    // No secret was said where it is kept.
    CHECK(hub.said().find("XF1:") == std::string::npos);
    CHECK(end.out.find("XF1:") == std::string::npos);
    CHECK(hub.said().find("张三") == std::string::npos);
}

TEST_CASE("import households: only the owner, and only sound cards", "[hub]") {
    const DemoFolder data;
    const RunningHub hub(data.path());
    const auto address = "/v1/admin/import-households";
    CHECK(post(hub.port(), address, "application/json", "{}").error() == "not_permitted");
    CHECK(post(hub.port(), "/v1/admin/staff-roles", "application/json", "{}").error() ==
          "not_permitted");

    const std::string hash(64, 'a');
    const auto ask_owner = [&](const std::string& cards) {
        Connection connection(data.path() + "/hub.sock");
        connection.send(request("POST", address,
                                R"({"village":"hedu","text":"户号,户主,网格,成员\n501,张三,1,\n",)"
                                R"("cards":)" +
                                    cards + "}",
                                "Content-Type: application/json\r\n"));
        return connection.receive();
    };
    const std::string salt(32, 'b');
    const auto card = [&](const std::string& numbers, const std::string& proof_check) {
        return "[[" + numbers + ",\"" + hash + "\",\"" + proof_check + "\",\"" + salt + "\",\"" +
               hash + "\"]]";
    };
    CHECK(ask_owner(card("501,5", hash)).error() == "wrong_state");
    CHECK(ask_owner(card("502,200502", hash)).error() == "wrong_state");
    CHECK(ask_owner(card("501,200501", "xy")).error() == "malformed");
    CHECK(ask_owner("[[501,200501]]").error() == "malformed");
    const Answer taken = ask_owner(card("501,200501", hash));
    CHECK(taken.status == 200);
}

TEST_CASE("staff roles: by number, in words that are known", "[hub]") {
    const DemoFolder data;
    const auto set = [&](const char* staff, const char* roles) {
        return run_hub({"staff", "roles", "--data", data.path(), "--village", "hedu", "--staff",
                        staff, "--roles", roles});
    };
    CHECK(set("3", "staff,supervisor").exit_code == 0);
    CHECK(set("3", "none").exit_code == 0);
    CHECK(set("99", "staff").err.find("no staff member has the number 99") != std::string::npos);
    CHECK(set("3", "chief").err.find("staff, supervisor, town or clerk") != std::string::npos);
    CHECK(set("3", "staff,").exit_code == 1);
    CHECK(set("3", "").exit_code == 1);
}

}  // namespace xf::test
