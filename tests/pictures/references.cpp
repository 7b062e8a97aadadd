#include "tests/pictures/references.hpp"

#include <png.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <string_view>

namespace xf::pictures {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kInAllForms[] = {"home", "balance", "document", "counter", "request"};
constexpr std::string_view kAllForms[] = {"1920x1080", "1080x1920", "390x844", "1366x768"};

const preview::Form* form_of(std::string_view name) {
    for (const preview::Form& form : preview::kForms)
        if (form.name == name) return &form;
    return nullptr;
}

/// Where a fixture is drawn that nobody drew yet: the smallest file.
constexpr std::string_view kFirstForm = "390x844";

std::string file_of(const preview::Form& form, const preview::Fixture& fixture) {
    return std::string(form.name) + "/" + fixture.name + ".png";
}

/// All pictures below, as "FORM/NAME.png".
std::set<std::string> files_below(const fs::path& folder) {
    std::set<std::string> out;
    if (!fs::is_directory(folder)) return out;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        if (entry.is_regular_file())
            out.insert(fs::relative(entry.path(), folder).generic_string());
    return out;
}

}  // namespace

References references_in(const std::string& folder, const std::vector<preview::Fixture>& fixtures) {
    References out;
    std::set<std::string> files = files_below(folder);
    const auto want = [&](const preview::Form* form, const preview::Fixture& fixture) {
        Reference r{form, &fixture, file_of(*form, fixture)};
        r.there = files.erase(r.file) > 0;
        out.wanted.push_back(std::move(r));
    };
    for (const preview::Fixture& fixture : fixtures) {
        const auto before = out.wanted.size();
        const bool all = std::ranges::count(kInAllForms, fixture.name) > 0;
        for (const preview::Form& form : preview::kForms) {
            const bool must = all && std::ranges::count(kAllForms, form.name) > 0;
            if (must || files.contains(file_of(form, fixture))) want(&form, fixture);
        }
        if (out.wanted.size() == before) want(form_of(kFirstForm), fixture);
    }
    out.strays.assign(files.begin(), files.end());
    return out;
}

std::optional<preview::Picture> read_png(const std::string& path) {
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    if (!png_image_begin_read_from_file(&image, path.c_str())) return std::nullopt;
    image.format = PNG_FORMAT_BGRA;  // as the lower bytes of 0xAARRGGBB
    preview::Picture out;
    out.width = static_cast<int>(image.width);
    out.height = static_cast<int>(image.height);
    out.pixels.resize(static_cast<std::size_t>(out.width) * static_cast<std::size_t>(out.height));
    const bool whole = png_image_finish_read(&image, nullptr, out.pixels.data(), 0, nullptr) != 0;
    png_image_free(&image);
    if (!whole) return std::nullopt;
    for (std::uint32_t& pixel : out.pixels) pixel &= 0xFFFFFF;
    return out;
}

}  // namespace xf::pictures
