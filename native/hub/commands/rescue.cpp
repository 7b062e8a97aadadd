#include <cstdio>
#include <filesystem>

#include "native/hub/admin_client.hpp"
#include "native/hub/admin_routes.hpp"
#include "native/hub/commands/commands.hpp"

namespace xf::hub {
namespace {

const nlohmann::json& list_in(const nlohmann::json& answer, const char* field) {
    static const nlohmann::json kNone = nlohmann::json::array();
    const auto found = answer.find(field);
    return found == answer.end() || !found->is_array() ? kNone : *found;
}

void print(const nlohmann::json& answer) {
    const auto& refused = list_in(answer, "refused");
    std::printf("village\t%s\ndevice\t%u\t%s\n", answer.value("village", "").c_str(),
                answer.value("device", 0u), answer.value("name", "").c_str());
    std::printf(
        "taken\t%u\nhad already\t%u\nrefused\t%zu\nunreadable\t%llu\nnot read\t%llu\tbytes\n",
        answer.value("taken", 0u), answer.value("had_already", 0u), refused.size(),
        answer.value("unreadable", 0ull), answer.value("unread_bytes", 0ull));
    for (const auto& one : refused)
        std::printf("refused\tevent %u\ttype %u\t%s\n", one.value("seq", 0u), one.value("type", 0u),
                    one.value("reason", "").c_str());
    for (const auto& seq : list_in(answer, "lost"))
        if (seq.is_number_unsigned()) std::printf("unreadable\tevent %u\n", seq.get<unsigned>());
}

Status run(const Arguments& arguments) {
    if (arguments.rest().size() != 1) return Error{ErrorCode::nothing_entered, "name one FILE"};
    // The hub has another working directory.
    const std::string file = std::filesystem::absolute(arguments.rest()[0]);
    XF_ASSIGN(const nlohmann::json answer,
              ask_hub(arguments.get("--data"), "/v1/admin/rescue",
                      {{"file", file}, {"device_gone", arguments.has("--gone")}}, rescue_file,
                      kLongPatienceS));
    print(answer);
    const bool whole = list_in(answer, "refused").empty() &&
                       answer.value("unreadable", 0ull) == 0 &&
                       answer.value("unread_bytes", 0ull) == 0;
    if (whole) return {};
    return Error{ErrorCode::wrong_state, "not everything in " + file + " could be taken"};
}

}  // namespace

Command rescue_command() {
    return {
        "rescue",
        {"rescue --data DIR [--gone] FILE",
         "Takes back what a device had not sent before its database was damaged: FILE is what\n"
         "the device exported (app.db.sealed). Prints what was taken, what was here already,\n"
         "what the rules refused, what is lost, and how much the device's disk refused to read.\n"
         "Fails unless all of it could be taken; the same file again changes nothing.",
         {{"--data", "DIR", "the hub's folder", true},
          {"--gone", "", "the device never comes back: take what lies behind lost events, too",
           false}},
         "FILE"},
        run};
}

}  // namespace xf::hub
