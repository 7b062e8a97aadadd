#include <cstdio>

#include "native/hub/admin_client.hpp"
#include "native/hub/admin_routes.hpp"
#include "native/hub/commands/commands.hpp"
#include "native/hub/erased_list.hpp"

namespace xf::hub {
namespace {

Status run(const Arguments& arguments) {
    const std::string data = arguments.get("--data");
    XF_ASSIGN(const nlohmann::json wish, wish_about_people(arguments));
    XF_ASSIGN(const nlohmann::json answer,
              ask_hub(data, "/v1/admin/erase-person", wish, erase_person));
    for (const nlohmann::json& pair : answer.value("erased", nlohmann::json::array())) {
        const auto [household, person] = pair.get<std::pair<unsigned, unsigned>>();
        if (person != 0)
            std::printf("person\t%u\n", person);
        else
            std::printf("household\t%u\n", household);
    }
    std::fprintf(
        stderr,
        "Devices follow when they sync. Copy %s/keys/%s to where the keys are kept: without "
        "it an\nolder backup would bring this back. Backups made until now still hold it: "
        "make a new one, and\ndelete them.\n",
        data.c_str(), kErasedFile);
    return {};
}

}  // namespace

Command erase_person_command() {
    return {
        "erase-person",
        {"erase-person --data DIR --village V (--person N | --household N)",
         "Erases names and texts of a person, or of everybody in a household, for good. Points\n"
         "stay the household's. Prints who was erased; docs/privacy.md says what that means.",
         {{"--data", "DIR", "the hub's folder", true},
          {"--village", "V", "slug or name of the village", true},
          {"--person", "N", "their number, as export-person shows it", false},
          {"--household", "N", "the household's number", false}},
         {}},
        run};
}

}  // namespace xf::hub
