// Pictures, further versions and withdrawal with the commands, as others see them.
#include <csignal>

#include "shared/base/limits.hpp"
#include "shared/disclosure/paper.hpp"
#include "shared/disclosure/public_files.hpp"
#include "tests/hub/served_log.hpp"
#include "tests/support/require.hpp"

namespace xf::test {
namespace {

constexpr const char* kNotice = "关于清理沟渠的通知\n\n全体村民：\n\n请自带铁锹。\n";
constexpr const char* kCorrected = "关于清理沟渠的通知\n\n全体村民：\n\n村里备铁锹。\n";
const std::string kPng("\x89PNG\r\n\x1A\n\0...", 12);
const std::string kJpeg("\xFF\xD8\xFF\xE0\0...", 8);

struct Village {
    DemoFolder data;
    TempFolder files;
    LogListing log = log_list(data.path())[1];  // with four notices

    Finished import(std::vector<std::string> words) const {
        return command("import", std::move(words));
    }
    Finished withdraw(std::vector<std::string> words) const {
        return command("withdraw", std::move(words));
    }
    std::string file(const char* name, std::string_view content) const {
        write_file(files / name, content);
        return files / name;
    }

private:
    Finished command(const std::string& name, std::vector<std::string> words) const {
        const std::vector<std::string> begin{name,        "notice",    "--data",
                                             data.path(), "--village", "hedu"};
        words.insert(words.begin(), begin.begin(), begin.end());
        return run_hub(words);
    }
};

/// The index that a command printed second.
std::string second_field(const Finished& finished) {
    INFO(finished.err);
    REQUIRE(finished.exit_code == 0);
    const std::size_t begin = finished.out.find('\t') + 1;
    return finished.out.substr(begin, finished.out.find('\t', begin) - begin);
}

TEST_CASE("papers: pictures are served as what they are", "[hub]") {
    const Village village;
    const std::string text = village.file("a.txt", kNotice);
    const std::string png = village.file("1.png", kPng), jpeg = village.file("2.jpg", kJpeg);
    const RunningHub hub(village.data.path());
    CHECK(second_field(village.import({text, png, jpeg})) == "4");
    CHECK(second_field(village.import({text, png, jpeg})) == "4");  // again: the same leaf
    CHECK(second_field(village.import({text, png})) == "5");        // with other pictures: another
    const disclosure::Manifest leaf = served_leaf(hub, village.log, 4);
    REQUIRE(leaf.papers.size() == 2);
    const std::string* const pictures[] = {&kPng, &kJpeg};
    const std::string_view types[] = {"image/png", "image/jpeg"};
    for (std::size_t i = 0; i < 2; ++i) {
        const Answer paper =
            get(hub.port(), village.log.path + disclosure::paper_path(leaf.papers[i]));
        CHECK(paper.status == 200);
        CHECK(paper.headers.at("content-type") == types[i]);
        CHECK(paper.headers.at("x-content-type-options") == "nosniff");
        const auto picture = need(disclosure::paper_picture(as_bytes(paper.body), leaf.papers[i]));
        CHECK(as_text(picture) == *pictures[i]);
    }
}

TEST_CASE("papers: what can't be published is said, and nothing appears", "[hub]") {
    const Village village;
    const std::string text = village.file("a.txt", kNotice);
    const std::string png = village.file("1.png", kPng);
    const std::string large = village.file("l.png", kPng + std::string(limits::kPaperBytes, 'x'));
    const std::string gif = village.file("g.gif", "GIF89a\xFF");
    const auto refusal = [&](std::vector<std::string> words) {
        const Finished end = village.import(std::move(words));
        CHECK(end.exit_code == 1);
        CHECK(end.out.empty());
        return end.err;
    };
    CHECK(refusal({png, text}).find("name the text") != std::string::npos);
    CHECK(refusal({text, large}).find("too_large") != std::string::npos);
    CHECK(refusal({text, gif}).find("is neither UTF-8 nor GB18030") != std::string::npos);
    std::vector<std::string> many{text};
    const std::string half =
        village.file("h.png", kPng + std::string(limits::kPaperBytes / 2, 'x'));
    many.insert(many.end(), 2 * limits::kPapersBytes / limits::kPaperBytes, half);
    CHECK(refusal(many).find("too_large") != std::string::npos);
    const RunningHub hub(village.data.path());
    CHECK(second_field(village.import({text})) == "4");
}

TEST_CASE("withdraw: text and pictures answer 410 from then on", "[hub]") {
    const Village village;
    const std::string text = village.file("a.txt", kNotice), png = village.file("1.png", kPng);
    std::vector<std::string> paths;
    {
        RunningHub hub(village.data.path());
        CHECK(second_field(village.import({text, png})) == "4");
        const disclosure::Manifest leaf = served_leaf(hub, village.log, 4);
        paths = {village.log.path + disclosure::body_path(leaf.body),
                 village.log.path + disclosure::paper_path(leaf.papers.at(0))};
        for (const std::string& path : paths) CHECK(get(hub.port(), path).status == 200);

        const Finished withdrawn = village.withdraw({"--leaf", "4", "--reason", "写错了名字"});
        INFO(withdrawn.err);
        CHECK(withdrawn.out == "4\t5\t关于清理沟渠的通知\n");
        CHECK(village.withdraw({"--leaf", "4"}).out == withdrawn.out);  // again: the same
        const disclosure::Manifest withdrawal = served_leaf(hub, village.log, 5);
        CHECK(withdrawal.kind == disclosure::LeafKind::withdrawal);
        CHECK(withdrawal.supersedes == 4);
        CHECK(withdrawal.title == "写错了名字");
        for (const std::string& path : paths) {
            const Answer answer = get(hub.port(), path);
            CHECK(answer.status == 410);
            CHECK(answer.error() == "gone");
        }
        CHECK(get(hub.port(), village.log.path + disclosure::body_path(Hash{})).status == 404);
        CHECK(get(hub.port(), paths[0] + ".gone").status == 404);
        hub.stop(SIGKILL);
    }
    const RunningHub hub(village.data.path());
    for (const std::string& path : paths) CHECK(get(hub.port(), path).status == 410);
    const Finished again = village.import({text, png});
    CHECK(again.exit_code == 1);
    CHECK(again.err.find("gone: leaf 4 was withdrawn by leaf 5") != std::string::npos);
}

TEST_CASE("withdraw: the same without a running hub, and clear refusals", "[hub]") {
    const Village village;
    CHECK(village.withdraw({"--leaf", "0", "--reason", "换新版"}).out.starts_with("0\t4\t"));
    const auto refusal = [&](std::vector<std::string> words) {
        const Finished end = village.withdraw(std::move(words));
        CHECK(end.exit_code != 0);
        CHECK(end.out.empty());
        return end.err;
    };
    for (int round = 0; round < 2; ++round) {
        // Once directly, once through the hub.
        std::optional<RunningHub> hub;
        if (round == 1) hub.emplace(village.data.path());
        CHECK(refusal({"--leaf", "99"}).find("not_found: leaf 99: the log has 5 leaves") !=
              std::string::npos);
        CHECK(refusal({"--leaf", "4"}).find("wrong_state: leaf 4 is a withdrawal") !=
              std::string::npos);
        CHECK(refusal({"--leaf", "1", "--reason", "两\n行"}).find("control characters") !=
              std::string::npos);
        CHECK(refusal({"--leaf", "1", "--reason", std::string(601, 'x')}).find("xinfeng-hub: ") !=
              std::string::npos);
        CHECK(refusal({"--leaf", "1", "--reason", "\xFF"}).find("not UTF-8") != std::string::npos);
        CHECK(refusal({"--leaf", "-1"}).find("--leaf") != std::string::npos);
        CHECK(refusal({}).find("--leaf N is missing") != std::string::npos);
    }
    const RunningHub hub(village.data.path());
    CHECK(served_text(hub, village.log, 1).find('#') != std::string::npos);
}

TEST_CASE("supersede: a text takes another one's place once", "[hub]") {
    const Village village;
    const std::string first = village.file("a.txt", kNotice);
    const std::string second = village.file("b.txt", kCorrected);
    const RunningHub hub(village.data.path());
    CHECK(second_field(village.import({first})) == "4");
    CHECK(second_field(village.import({"--supersedes", "4", second})) == "5");
    CHECK(second_field(village.import({"--supersedes", "4", second})) == "5");
    const disclosure::Manifest leaf = served_leaf(hub, village.log, 5);
    CHECK(leaf.supersedes == 4);
    CHECK(leaf.version == 2);
    CHECK(leaf.matter == served_leaf(hub, village.log, 4).matter);
    CHECK(served_text(hub, village.log, 5).find("村里备铁锹") != std::string::npos);
    CHECK(served_text(hub, village.log, 4).find("自带铁锹") != std::string::npos);
    const Finished other =
        village.import({"--supersedes", "4", village.file("c.txt", "第三\n\n版\n")});
    CHECK(other.err.find("wrong_state: leaf 4 was superseded by leaf 5") != std::string::npos);
    const Finished two = village.import({"--supersedes", "5", first, second});
    CHECK(two.err.find("--supersedes: one text") != std::string::npos);
    const Finished none = village.import({"--supersedes", "50", second});
    CHECK(none.err.find("not_found: leaf 50") != std::string::npos);
}

}  // namespace
}  // namespace xf::test
