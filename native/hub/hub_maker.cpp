#include "native/hub/hub_maker.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "native/hub/files.hpp"
#include "native/hub/hub_app.hpp"
#include "native/hub/seed.hpp"
#include "shared/base/limits.hpp"
#include "shared/sync/device_table.hpp"

namespace xf::hub {
namespace {

constexpr std::size_t kSubmissions = 10'000;  ///< of a town file

SigningKey new_key(ports::Random& random) {
    const auto key = SigningKey::from_seed(random.bytes(32));
    XF_ASSERT(key.has_value());
    return *key;
}

VillageConfig config_of(const TownVillage& village, ShardNo no, const Town& town, UnixTime now,
                        ports::Random& random) {
    return {no, Uuid::v7(static_cast<std::uint64_t>(now.seconds) * 1000, random.bytes(10)),
            village.slug, village.name, town.log_origin + "/" + village.slug};
}

nlohmann::ordered_json demo_village(const TownVillage& village, const IssuedSecrets& issued) {
    auto households = nlohmann::ordered_json::array(), staff = nlohmann::ordered_json::array();
    for (const IssuedCard& card : issued.cards)
        households.push_back({{"household", card.name}, {"card", card.card}, {"pin", card.pin}});
    for (const IssuedPin& each : issued.staff)
        staff.push_back({{"no", each.staff.value},
                         {"name", each.name},
                         {"post", each.post},
                         {"card", each.card},
                         {"pin", each.pin}});
    return {{"slug", village.slug},
            {"name", village.name},
            {"households", std::move(households)},
            {"staff", std::move(staff)}};
}

/// One line a card or PIN, for a spreadsheet or a card printer.
std::string card_list(const IssuedSecrets& issued) {
    std::string out = "kind\tnumber\tname\tcard\tpin\n";
    for (const IssuedCard& card : issued.cards)
        out += "household\t" + std::to_string(card.household.value) + "\t" + card.name + "\t" +
               card.card + "\t" + card.pin + "\n";
    for (const IssuedPin& staff : issued.staff)
        out += "staff\t" + std::to_string(staff.staff.value) + "\t" + staff.name + "\t" +
               staff.card + "\t" + staff.pin + "\n";
    return out;
}

class Maker {
public:
    Maker(DataFolder& folder, const Town& town, bool demo, const ports::Clock& clock,
          ports::Random& random)
        : folder_(folder),
          town_(town),
          demo_(demo),
          clock_(clock),
          random_(random),
          secrets_(demo ? town.demo_seed : std::nullopt, random) {}

    Result<NewHub> make() {
        XF_TRY(folder_.prepare_new());
        if (!demo_) XF_TRY(make_private_folder(folder_.in("cards")));

        HubConfig config{town_.name, 1, demo_, {}};
        for (const TownVillage& village : town_.villages) {
            const ShardNo no{static_cast<std::uint32_t>(config.villages.size() + 1)};
            config.villages.push_back(config_of(village, no, town_, clock_.now(), random_));
            XF_TRY(make_village(village, config.villages.back()));
        }
        if (demo_) {
            const nlohmann::ordered_json out = {{"format", 1}, {"villages", demo_villages_}};
            XF_TRY(replace_file(folder_.in("demo.json"), out.dump(1) + "\n"));
        }
        XF_ASSIGN(const std::string code, make_keys());
        XF_TRY(folder_.save_config(config));
        return NewHub{code};
    }

private:
    /// Returns the admin code. The hub's key comes last: where it stands beside villages, these are
    /// not to be removed any more.
    Result<std::string> make_keys() {
        const std::string code = sync::EnrolCode::make(random_).text();
        XF_TRY(replace_file(folder_.in("keys/admin.hash"), admin_code_hash(code) + "\n"));
        XF_TRY(folder_.save_key("hub", new_key(random_)));
        return code;
    }

    Status make_village(const TownVillage& village, const VillageConfig& config) {
        XF_TRY(folder_.save_key(village.slug + ".log", new_key(random_)));
        XF_ASSIGN(std::string log_key, log_verifier(folder_, config));
        XF_ASSIGN(const auto shard, open_hub_shard(folder_, config, std::move(log_key)));
        XF_ASSIGN(const IssuedSecrets issued,
                  seed_village(*shard, village, {clock_.now(), random_, secrets_}));
        if (demo_)
            demo_villages_.push_back(demo_village(village, issued));
        else
            XF_TRY(replace_file(folder_.in("cards/" + village.slug + ".tsv"), card_list(issued)));
        return publish(village, config, shard->log().place());
    }

    Status publish(const TownVillage& village, const VillageConfig& config,
                   const store::Place& place) {
        XF_ASSIGN(const auto log, VillageLog::open(folder_, config));
        for (const std::string& file : village.notices) {
            XF_ASSIGN(std::string text, read_file(file, limits::kDocumentBytes));
            const auto notice = log->publish_notice({std::move(text), {}, {}}, clock_, random_);
            if (!notice.ok())
                return Error{notice.error().code, file + ": " + notice.error().detail};
        }
        XF_ASSIGN(const auto accepted, disclosure::accepted_after(place, 0, kSubmissions));
        for (const disclosure::Submission& each : accepted)
            XF_TRY(log->publish(each, {}, clock_, random_));
        return {};
    }

    DataFolder& folder_;
    const Town& town_;
    bool demo_;
    const ports::Clock& clock_;
    ports::Random& random_;
    SecretSource secrets_;
    nlohmann::ordered_json demo_villages_ = nlohmann::ordered_json::array();
};

}  // namespace

Result<NewHub> make_hub(DataFolder& folder, const Town& town, bool demo, const ports::Clock& clock,
                        ports::Random& random) {
    if (demo && !town.demo_seed)
        return Error{ErrorCode::malformed, "this town file has no demo_seed: start it with --town"};
    return Maker(folder, town, demo, clock, random).make();
}

std::string admin_code_hash(std::string_view code) {
    const auto parsed = sync::EnrolCode::parse(code);
    const std::string plain = parsed.ok() ? parsed->id + parsed->secret : std::string();
    return to_hex(sha256(as_bytes(plain)));
}

}  // namespace xf::hub
