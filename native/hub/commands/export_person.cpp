#include <cstdio>

#include "native/hub/admin_client.hpp"
#include "native/hub/admin_routes.hpp"
#include "native/hub/commands/commands.hpp"
#include "native/hub/files.hpp"

namespace xf::hub {
namespace {

Status run(const Arguments& arguments) {
    XF_ASSIGN(const nlohmann::json wish, wish_about_people(arguments));
    const std::string out = arguments.get("--out");
    // Said before anything is noted down as exported.
    if (!out.empty() && exists(out))
        return Error{ErrorCode::wrong_state, out + ": is there already"};
    XF_ASSIGN(const nlohmann::json answer,
              ask_hub(arguments.get("--data"), "/v1/admin/export-person", wish, export_person));
    const std::string text = answer.value("text", "");
    if (!out.empty()) return create_file(out, text);
    std::fputs(text.c_str(), stdout);
    return {};
}

}  // namespace

Command export_person_command() {
    return {"export-person",
            {"export-person --data DIR --village V (--person N | --household N) [--out FILE]",
             "Writes everything that the hub holds about people, as JSON to be read by them. The\n"
             "village's log notes down that it was made.",
             {{"--data", "DIR", "the hub's folder", true},
              {"--village", "V", "slug or name of the village", true},
              {"--person", "N", "their number", false},
              {"--household", "N", "the household's number: everybody in it", false},
              {"--out", "FILE", "a new file, readable only by its owner; else stdout", false}},
             {}},
            run};
}

}  // namespace xf::hub
