#include <cstdio>

#include "native/hub/admin_client.hpp"
#include "native/hub/admin_routes.hpp"
#include "native/hub/commands/commands.hpp"
#include "native/hub/files.hpp"
#include "native/hub/household_events.hpp"
#include "native/hub/secrets.hpp"
#include "native/hub/text_file.hpp"
#include "native/platform/os_random.hpp"
#include "shared/base/limits.hpp"

namespace xf::hub {
namespace {

constexpr const char* kAddress = "/v1/admin/import-households";
constexpr std::size_t kSaltBytes = 16;

/// Cards and PINs of the new households: for the file, and what the log gets of them.
struct Cards {
    std::string list = std::string(kCardColumns) + "\n";
    nlohmann::json wishes = nlohmann::json::array();
};

Cards make_cards(const HouseholdFile& file, const nlohmann::json& check) {
    native::OsRandom random;
    SecretSource secrets(std::nullopt, random);
    const ShardNo shard{check.value("shard", 0u)};
    Cards out;
    for (const FileHousehold& one : file.households) {
        const NewHousehold& household = one.household;
        const people::Card card = secrets.card({}, card_number(shard, household.no.value));
        const std::string pin = secrets.pin({});
        out.list += "household\t" + std::to_string(household.no.value) + "\t" + household.name +
                    "\t" + card.text() + "\t" + pin + "\t" + std::to_string(card.number) + "\n";
        const auto login = sync::PinHash::of(pin, random.bytes(kSaltBytes));
        out.wishes.push_back({household.no.value, card.number, to_hex(card.verifier(pin)),
                              to_hex(card.proof_check()), to_hex(login.salt), to_hex(login.hash)});
    }
    return out;
}

/// What the hub says of the list, before or after it was taken over. Errors: malformed where it has
/// problems, which were printed.
Result<nlohmann::json> ask(const Arguments& arguments, const nlohmann::json& wish) {
    XF_ASSIGN(nlohmann::json answer,
              ask_hub(arguments.get("--data"), kAddress, wish, import_households));
    const auto problems = answer.value("problems", std::vector<std::string>());
    for (const std::string& problem : problems) std::fprintf(stderr, "%s\n", problem.c_str());
    if (!problems.empty())
        return Error{ErrorCode::malformed, arguments.rest()[0] + ": nothing was imported"};
    return answer;
}

/// Cards reach their file before the households reach the log: nobody is left without one.
Status import_with_cards(const Arguments& arguments, nlohmann::json wish,
                         const nlohmann::json& check) {
    XF_ASSIGN(const HouseholdFile file, read_household_file(wish["text"].get<std::string>()));
    Cards cards = make_cards(file, check);
    const std::string out = arguments.get("--cards");
    XF_TRY(create_file(out, cards.list));
    std::fprintf(stderr, "cards and PINs are in %s: print them, then delete it\n", out.c_str());
    wish["cards"] = std::move(cards.wishes);
    const auto done = ask(arguments, wish);
    if (done.ok()) return {};
    // Unless the hub said no, those cards may be valid: then the file stays.
    if (http_status_of(done.error().code) < 500) XF_TRY(remove_file(out));
    return done.error();
}

Status run(const Arguments& arguments) {
    if (arguments.rest().size() != 1) return Error{ErrorCode::nothing_entered, "name one FILE"};
    const std::string& file = arguments.rest()[0];
    if (arguments.has("--cards") && exists(arguments.get("--cards")))
        return Error{ErrorCode::wrong_state, arguments.get("--cards") + ": is there already"};
    XF_ASSIGN(std::string bytes, read_file(file, limits::kImportBytes));
    auto text = decoded_text(std::move(bytes));
    if (!text.ok()) return Error{text.error().code, file + ": " + text.error().detail};
    if (text->empty()) return Error{ErrorCode::nothing_entered, file + ": is empty"};

    const nlohmann::json wish = {{"village", arguments.get("--village")}, {"text", *text}};
    nlohmann::json check = wish;
    check["check"] = true;
    XF_ASSIGN(const nlohmann::json found, ask(arguments, check));
    const std::size_t fresh = found.value("fresh", nlohmann::json::array()).size();
    const auto known = found.value("known", std::size_t{0});
    if (fresh == 0) {
        std::printf("0 imported, all %zu are there already\n", known);
        return {};
    }
    std::fprintf(stderr, "the list is sound; importing %zu households …\n", fresh);
    if (arguments.has("--cards")) {
        XF_TRY(import_with_cards(arguments, wish, found));
    } else {
        XF_TRY(ask(arguments, wish));
    }
    std::printf("%zu imported\n", fresh);
    return {};
}

}  // namespace

Command import_households_command() {
    return {
        "import households",
        {"import households --data DIR --village V [--cards OUT] FILE",
         "Takes over a list of households: CSV with the columns 户号,户主,网格,成员 (UTF-8 or\n"
         "GB18030; members between 、). All of it or nothing; the same list again changes nothing.",
         {{"--data", "DIR", "the hub's folder", true},
          {"--village", "V", "slug or name of the village", true},
          {"--cards", "OUT", "makes a card and a PIN for each, and writes them to this new file",
           false}},
         "FILE"},
        run};
}

}  // namespace xf::hub
