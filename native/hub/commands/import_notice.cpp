#include <algorithm>
#include <cstdio>
#include <filesystem>

#include "native/hub/admin_client.hpp"
#include "native/hub/commands/commands.hpp"
#include "native/hub/files.hpp"
#include "native/hub/hub_app.hpp"
#include "native/hub/text_file.hpp"
#include "native/platform/os_clock.hpp"
#include "native/platform/os_random.hpp"
#include "shared/base/limits.hpp"
#include "shared/disclosure/paper.hpp"

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

struct Source {
    std::string file;
    OfficialText official;
};

/// Texts, each with the pictures that follow it.
Result<std::vector<Source>> read_sources(const std::vector<std::string>& files) {
    std::vector<Source> sources;
    for (const std::string& file : files) {
        XF_ASSIGN(std::string content,
                  read_file(file, std::max(limits::kDocumentBytes, limits::kPaperBytes)));
        if (disclosure::paper_type(as_bytes(content))) {
            if (sources.empty())
                return Error{ErrorCode::malformed,
                             file + ": name the text that it belongs to first"};
            sources.back().official.pictures.emplace_back(content.begin(), content.end());
            continue;
        }
        if (content.size() > limits::kDocumentBytes) return Error{ErrorCode::too_large, file};
        auto text = decoded_text(std::move(content));
        if (!text.ok()) return Error{text.error().code, file + ": " + text.error().detail};
        if (text->size() > limits::kDocumentBytes) return Error{ErrorCode::too_large, file};
        sources.push_back({file, {*std::move(text), {}, {}}});
    }
    for (const Source& source : sources)
        XF_TRY(disclosure::check_pictures(source.official.pictures));
    return sources;
}

Result<std::vector<Source>> sources_of(const Arguments& arguments) {
    XF_ASSIGN(const std::vector<std::string> files, files_of(arguments));
    XF_ASSIGN(std::vector<Source> sources, read_sources(files));
    if (!arguments.has("--supersedes")) return sources;
    if (sources.size() != 1)
        return Error{ErrorCode::malformed, "--supersedes: one text takes the place of another"};
    XF_ASSIGN(sources[0].official.supersedes, arguments.number("--supersedes", 0, 0, INT64_MAX));
    return sources;
}

void report(const std::string& file, std::uint64_t leaf, const std::string& title) {
    std::printf("%s\t%llu\t%s\n", file.c_str(), static_cast<unsigned long long>(leaf),
                title.c_str());
}

nlohmann::json wish_of(const std::string& village, const OfficialText& official) {
    nlohmann::json wish = {{"village", village}, {"text", official.text}};
    for (const Bytes& picture : official.pictures) wish["pictures"].push_back(to_base64(picture));
    if (official.supersedes) wish["supersedes"] = *official.supersedes;
    return wish;
}

/// The running hub does it. False when none runs.
Result<bool> import_through_hub(const std::string& data, const std::string& village,
                                const Source& source) {
    XF_ASSIGN(const auto answer,
              ask_running_hub(data, "/v1/admin/import-notice", wish_of(village, source.official)));
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
        XF_ASSIGN(const MadeLeaf notice, app->import_notice(village, source.official));
        report(source.file, notice.leaf, notice.title);
    }
    return {};
}

Status run(const Arguments& arguments) {
    XF_ASSIGN(const std::vector<Source> sources, sources_of(arguments));
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
            {"import notice --data DIR --village V [--supersedes N] [--corpus DIR] [FILE…]",
             "Publishes official texts (UTF-8 or GB18030) as notices in the village's public log. "
             "Pictures "
             "(JPEG,\n"
             "PNG, WebP) belong to the text before them. Prints for each text, separated by tabs:\n"
             "file, index in the log, title.",
             {{"--data", "DIR", "the hub's folder", true},
              {"--village", "V", "slug or name of the village", true},
              {"--supersedes", "N", "index of the notice whose place the one text takes", false},
              {"--corpus", "DIR", "where FILEs are, which may be shortened; all without a FILE",
               false}},
             "FILE"},
            run};
}

}  // namespace xf::hub
