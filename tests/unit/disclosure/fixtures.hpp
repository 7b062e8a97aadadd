// Reads the documents under tests/fixtures/, wherever the tests were built and started.
#pragma once

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

namespace xf::test {

inline std::string read_file(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

/// The text of tests/fixtures/`name`; empty when it can't be found. Looks from this source file and,
/// where builds hide its true name, from the folders above the current one.
inline std::string fixture(const std::string& name) {
    namespace fs = std::filesystem;
    const fs::path below = fs::path("fixtures") / name;
    const fs::path beside = fs::path(__FILE__).parent_path() / "../.." / below;
    if (fs::exists(beside)) return read_file(beside);
    const fs::path start = fs::current_path();
    for (fs::path folder = start;; folder = folder.parent_path()) {
        if (fs::exists(folder / "tests" / below)) return read_file(folder / "tests" / below);
        if (folder == folder.parent_path()) return {};
    }
}

}  // namespace xf::test
