#include <algorithm>
#include <cstdio>
#include <filesystem>

#include "native/hub/admin_client.hpp"
#include "native/hub/commands/commands.hpp"
#include "native/hub/files.hpp"
#include "native/hub/hub_app.hpp"
#include "native/platform/os_clock.hpp"
#include "native/platform/os_random.hpp"
#include "shared/base/limits.hpp"

namespace xf::hub {
namespace {

namespace fs = std::filesystem;

/// Texts of a folder, by name.
Result<std::vector<std::string>> texts_in(const std::string& folder) {
    std::vector<std::string> out;
    std::error_code failed;
    for (const auto& entry : fs::directory_iterator(folder, failed)) {
        const std::string extension = entry.path().extension();
        if (entry.is_regular_file() && (extension == ".txt" || extension == ".md"))
            out.push_back(entry.path().filename());
    }
    if (failed) return Error{ErrorCode::not_found, folder + ": " + failed.message()};
    std::sort(out.begin(), out.end());
    return out;
}

/// The file of the corpus that has this name, or alone begins with it.
Result<std::string> find_in(const std::string& folder, const std::vector<std::string>& texts,
                            const std::string& name) {
    std::vector<std::string> found;
    for (const std::string& text : texts)
        if (text.starts_with(name)) found.push_back(text);
    if (std::find(found.begin(), found.end(), name) != found.end()) found = {name};
    if (found.size() == 1) return folder + "/" + found[0];
    return Error{ErrorCode::not_found,
                 std::to_string(found.size()) + " texts in " + folder + " begin with " + name};
}

Result<std::vector<std::string>> files_of(const Arguments& arguments) {
    if (!arguments.has("--corpus")) {
        if (arguments.rest().empty())
            return Error{ErrorCode::nothing_entered, "name a FILE, or a --corpus"};
        return arguments.rest();
    }
    const std::string corpus = arguments.get("--corpus");
    XF_ASSIGN(const std::vector<std::string> texts, texts_in(corpus));
    std::vector<std::string> out;
    for (const std::string& name : arguments.rest().empty() ? texts : arguments.rest()) {
        XF_ASSIGN(std::string file, find_in(corpus, texts, name));
        out.push_back(std::move(file));
    }
    return out;
}

void report(const std::string& file, std::uint64_t leaf, const std::string& title) {
    std::printf("%s\t%llu\t%s\n", file.c_str(), static_cast<unsigned long long>(leaf),
                title.c_str());
}

struct Source {
    std::string file;
    std::string text;
};

/// The running hub does it. False when none runs.
Result<bool> import_through_hub(const std::string& data, const std::string& village,
                                const Source& source) {
    XF_ASSIGN(const auto answer, ask_running_hub(data, "/v1/admin/import-notice",
                                                 {{"village", village}, {"text", source.text}}));
    if (!answer) return false;
    report(source.file, answer->value("leaf", std::uint64_t{0}), answer->value("title", ""));
    return true;
}

/// Nobody else does: in the hub's place.
Status import_directly(const std::string& data, const std::string& village,
                       const std::vector<Source>& sources) {
    XF_ASSIGN(const DataFolder folder, DataFolder::open(data));
    const native::OsClock clock;
    native::OsRandom random;
    XF_ASSIGN(const auto app, HubApp::open(folder, clock, random, report_on_stderr));
    for (const Source& source : sources) {
        XF_ASSIGN(const PublishedNotice notice, app->import_notice(village, source.text));
        report(source.file, notice.leaf, notice.title);
    }
    return {};
}

Status run(const Arguments& arguments) {
    XF_ASSIGN(const std::vector<std::string> files, files_of(arguments));
    std::vector<Source> sources;
    for (const std::string& file : files) {
        XF_ASSIGN(std::string text, read_file(file, limits::kDocumentBytes));
        if (!cbor::valid_utf8(as_bytes(text)))
            return Error{ErrorCode::malformed, file + ": is not UTF-8"};
        sources.push_back({file, std::move(text)});
    }
    const std::string data = arguments.get("--data"), village = arguments.get("--village");
    for (const Source& source : sources) {
        XF_ASSIGN(const bool done, import_through_hub(data, village, source));
        if (!done) return import_directly(data, village, sources);
    }
    return {};
}

}  // namespace

Command import_notice_command() {
    return {"import notice",
            {"import notice --data DIR --village V [--corpus DIR] [FILE…]",
             "Publishes official texts (UTF-8) as notices in the village's public log. Prints for\n"
             "each, separated by tabs: file, index in the log, title.",
             {{"--data", "DIR", "the hub's folder", true},
              {"--village", "V", "slug or name of the village", true},
              {"--corpus", "DIR", "where FILEs are, which may be shortened; all without a FILE",
               false}},
             "FILE"},
            run};
}

}  // namespace xf::hub
