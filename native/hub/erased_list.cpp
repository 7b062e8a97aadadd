#include "native/hub/erased_list.hpp"

#include <charconv>

#include "native/hub/files.hpp"

namespace xf::hub {
namespace {

constexpr std::size_t kListBytes = 16u << 20;  ///< half a million people

std::string path_of(const DataFolder& folder) {
    return folder.in(std::string("keys/") + kErasedFile);
}

Result<std::string> text_of(const DataFolder& folder) {
    if (!exists(path_of(folder))) return std::string();
    return read_file(path_of(folder), kListBytes);
}

std::optional<std::uint32_t> number_in(std::string_view text) {
    std::uint32_t out = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), out);
    const bool whole = read.ec == std::errc() && read.ptr == text.data() + text.size();
    return whole ? std::optional(out) : std::nullopt;
}

std::optional<ErasedLine> line_in(std::string_view text) {
    const std::size_t first = text.find('\t'), second = text.find('\t', first + 1);
    if (first == std::string_view::npos || second == std::string_view::npos) return std::nullopt;
    const auto household = number_in(text.substr(first + 1, second - first - 1));
    const auto person = number_in(text.substr(second + 1));
    if (first == 0 || !household || !person) return std::nullopt;
    return ErasedLine{std::string(text.substr(0, first)),
                      {HouseholdNo{*household}, PersonNo{*person}}};
}

}  // namespace

Result<std::vector<ErasedLine>> read_erased(const DataFolder& folder) {
    XF_ASSIGN(const std::string text, text_of(folder));
    std::vector<ErasedLine> out;
    for (std::size_t at = 0, line = 1; at < text.size(); ++line) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        auto found = line_in(std::string_view(text).substr(at, end - at));
        if (!found)
            return Error{ErrorCode::malformed, path_of(folder) + ": line " + std::to_string(line)};
        out.push_back(*std::move(found));
        at = end + 1;
    }
    return out;
}

Status add_erased(const DataFolder& folder, const std::vector<ErasedLine>& lines) {
    XF_ASSIGN(std::string text, text_of(folder));
    for (const ErasedLine& line : lines) {
        const std::string added = line.village + "\t" + std::to_string(line.whom.household.value) +
                                  "\t" + std::to_string(line.whom.person.value) + "\n";
        const bool known = text.starts_with(added) || text.find("\n" + added) != std::string::npos;
        if (!known) text += added;
    }
    return replace_file(path_of(folder), text);
}

}  // namespace xf::hub
