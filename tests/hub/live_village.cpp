#include "tests/hub/live_village.hpp"

#include <filesystem>

#include "tests/support/require.hpp"

namespace xf::test {
namespace {

const std::string kPng("\x89PNG\r\n\x1A\n\0...", 12);

}  // namespace

std::vector<std::string> damaged(const std::string& good) {
    REQUIRE(good.size() > 20);
    std::vector<std::string> out;
    for (const std::size_t at : {std::size_t{0}, good.size() / 2, good.size() - 10}) {
        out.push_back(good);
        out.back()[at] = static_cast<char>(good[at] ^ 1);
    }
    return out;
}

std::string official_text(int number) {
    return "关于第" + std::to_string(number) + "件事的通知\n\n全体村民：\n\n正文。\n";
}

void LiveVillage::run(std::vector<std::string> command,
                      const std::vector<std::string>& more) const {
    command.insert(command.end(), {"notice", "--data", data.path(), "--village", "hedu"});
    command.insert(command.end(), more.begin(), more.end());
    const Finished done = run_hub(command);
    INFO(done.err);
    REQUIRE(done.exit_code == 0);
}

std::string LiveVillage::file(const std::string& name, std::string_view content) const {
    write_file(files / name.c_str(), content);
    return files / name.c_str();
}

void LiveVillage::live() const {
    run({"import"}, {file("a.txt", official_text(1)), file("a.png", kPng)});
    run({"import"},
        {"--supersedes", "4", file("b.txt", official_text(2)), file("b.png", kPng + "b")});
    run({"withdraw"}, {"--leaf", "4", "--reason", "写错了名字"});
    run({"import"}, {file("c.txt", official_text(3))});
}

void LiveVillage::grow(int leaves) const {
    std::filesystem::create_directory(files / "corpus");
    for (int i = 0; i < leaves; ++i)
        file("corpus/" + std::to_string(i) + ".txt", official_text(100 + i));
    run({"import"}, {"--corpus", files / "corpus"});
}

std::string LiveVillage::keep(const std::string& name) const {
    return file(name, content_of(log_folder() + "/checkpoint"));
}

}  // namespace xf::test
