// A checkout with one script of deploy/ in it, and programs of a line in place of what that starts: for
// tests of the words that a script hands on.
#pragma once

#include <catch_amalgamated.hpp>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include "tests/support/temp_folder.hpp"

namespace xf::test {

class FakeCheckout {
public:
    /// `script`: "deploy/run".
    FakeCheckout(const std::string& source, std::string script) : script_(std::move(script)) {
        std::filesystem::create_directories(root_ / "deploy");
        std::filesystem::create_directories(root_ / "build/native");
        std::filesystem::copy(source + "/" + script_, root_ / script_.c_str());
    }

    void program(const char* name, std::string_view text) const {
        file(name, text);
        std::filesystem::permissions(root_ / name, std::filesystem::perms::owner_all);
    }
    void file(const char* name, std::string_view text) const {
        std::ofstream(root_ / name) << text;
    }
    /// What the script prints when it is called with these words, in this checkout.
    std::string run(const std::string& words) const {
        const std::string command =
            "cd '" + root_.path() + "' && " + script_ + " " + words + " 2>/dev/null";
        std::FILE* const out = ::popen(command.c_str(), "r");
        REQUIRE(out != nullptr);
        std::string text(4096, '\0');
        text.resize(std::fread(text.data(), 1, text.size(), out));
        ::pclose(out);
        return text;
    }
    std::string path() const { return std::filesystem::canonical(root_.path()); }

private:
    std::string script_;
    TempFolder root_;
};

}  // namespace xf::test
