#include "native/kiosk/script.hpp"

#include <algorithm>
#include <array>

#include "native/platform/read_file.hpp"

namespace xf::native {
namespace {

struct VerbName {
    std::string_view name;
    ScriptVerb verb;
    bool takes_text;
};

constexpr std::array<VerbName, 13> kVerbs{{
    {"press", ScriptVerb::press, true},
    {"tap", ScriptVerb::tap, true},
    {"type", ScriptVerb::type, true},
    {"key", ScriptVerb::key, true},
    {"scan", ScriptVerb::scan, true},
    {"wait-for", ScriptVerb::wait_for, true},
    {"wait-gone", ScriptVerb::wait_gone, true},
    {"expect", ScriptVerb::expect, true},
    {"absent", ScriptVerb::absent, true},
    {"screenshot", ScriptVerb::screenshot, true},
    {"idle", ScriptVerb::idle, true},
    {"say", ScriptVerb::say, true},
    {"quit", ScriptVerb::quit, false},
}};

bool is_milliseconds(std::string_view text) {
    return !text.empty() && text.size() <= 6 &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

Result<ScriptStep> step_of(std::string_view line, std::size_t number) {
    const std::size_t end = std::min(line.find(' '), line.size());
    const std::string_view name = line.substr(0, end);
    const std::string_view text = line.substr(std::min(end + 1, line.size()));
    const auto* const known = std::find_if(kVerbs.begin(), kVerbs.end(),
                                           [&](const VerbName& v) { return v.name == name; });
    if (known == kVerbs.end())
        return Error{ErrorCode::malformed, "there is no \"" + std::string(name) + "\""};
    if (known->takes_text == text.empty())
        return Error{ErrorCode::malformed,
                     std::string(name) + (text.empty() ? " needs a text" : " takes no text")};
    if (known->verb == ScriptVerb::idle && !is_milliseconds(text))
        return Error{ErrorCode::malformed, "idle takes milliseconds, below 1000000"};
    return ScriptStep{number, known->verb, std::string(text)};
}

}  // namespace

Result<Script> Script::load(const std::string& file) {
    XF_ASSIGN(const Bytes bytes, read_file(file));
    return parse(file, as_text(bytes));
}

Result<Script> Script::parse(std::string file, std::string_view text) {
    Script out;
    out.file = std::move(file);
    for (std::size_t number = 1; !text.empty(); ++number) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (line.empty() || line.starts_with('#')) continue;
        auto step = step_of(line, number);
        if (!step.ok())
            return Error{ErrorCode::malformed,
                         out.file + ":" + std::to_string(number) + ": " + step.error().detail};
        out.steps.push_back(*std::move(step));
    }
    return out;
}

}  // namespace xf::native
