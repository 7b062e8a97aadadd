#include "native/hub/arguments.hpp"

#include <algorithm>
#include <charconv>

namespace xf::hub {
namespace {

Error malformed(std::string what) { return {ErrorCode::malformed, std::move(what)}; }

}  // namespace

Result<Arguments> Arguments::parse(const CommandLine& line, const std::vector<std::string>& words) {
    Arguments out;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string& word = words[i];
        if (!word.starts_with("--")) {
            if (line.rest.empty()) return malformed("unexpected argument \"" + word + "\"");
            out.rest_.push_back(word);
            continue;
        }
        const auto option =
            std::find_if(line.options.begin(), line.options.end(),
                         [&](const Option& candidate) { return candidate.name == word; });
        if (option == line.options.end()) return malformed("unknown option " + word);
        if (out.has(word)) return malformed(word + " is given twice");
        if (option->value.empty()) {
            out.values_[word] = "";
            continue;
        }
        if (++i == words.size()) return malformed(word + " needs " + std::string(option->value));
        out.values_[word] = words[i];
    }
    for (const Option& option : line.options)
        if (option.required && !out.has(option.name))
            return malformed(std::string(option.name) + " " + std::string(option.value) +
                             " is missing");
    return out;
}

std::string Arguments::get(std::string_view option, std::string_view otherwise) const {
    const auto found = values_.find(option);
    return found == values_.end() ? std::string(otherwise) : found->second;
}

Result<std::uint64_t> Arguments::number(std::string_view option, std::uint64_t otherwise,
                                        std::uint64_t min, std::uint64_t max) const {
    if (!has(option)) return otherwise;
    const std::string text = get(option);
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || value < min || value > max)
        return malformed(std::string(option) + " takes a number from " + std::to_string(min) +
                         " to " + std::to_string(max));
    return value;
}

std::string help_of(const CommandLine& line) {
    std::string out = "usage: xinfeng-hub " + std::string(line.usage) + "\n\n" +
                      std::string(line.purpose) + "\n\n";
    for (const Option& option : line.options) {
        std::string name = "  " + std::string(option.name) + " " + std::string(option.value);
        name.resize(std::max<std::size_t>(name.size() + 1, 24), ' ');
        out += name + std::string(option.help) + "\n";
    }
    return out;
}

}  // namespace xf::hub
