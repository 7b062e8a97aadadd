#include "tests/sim/defects.hpp"

#include "shared/app/registry.hpp"
#include "shared/points/feature.hpp"
#include "shared/points/ledger.hpp"
#include "shared/requests/feature.hpp"

namespace xf::sim {
namespace {

using store::Arrival;
using store::Place;

Status apply_without_shop(const Place& place, const Arrival& arrival) {
    XF_TRY(points::feature().apply(place, arrival));
    if (arrival.header.type != points::kRedemptionType || !arrival.counts()) return {};
    XF_ASSIGN(const points::Redemption redemption, points::Redemption::parse(arrival.header));
    return points::post(place, points::Account::shop, -redemption.total());
}

Result<store::Verdict> judge_without_lease(const Place& place, const Arrival& arrival) {
    if (arrival.header.type == points::kRedemptionType) return store::Verdict::accepted();
    return points::feature().judge(place, arrival);
}

/// The points feature takes what it can get where the lease is exceeded, as a kind soul would.
Status apply_without_lease(const Place& place, const Arrival& arrival) {
    Status applied = points::feature().apply(place, arrival);
    if (applied.ok() || store::is_fault(applied.error().code)) return applied;
    return {};
}

Result<store::Verdict> judge_without_holder(const Place& place, const Arrival& arrival) {
    if (arrival.header.type == requests::kFinishedType) return store::Verdict::accepted();
    return requests::feature().judge(place, arrival);
}

/// The real features, with `other` in place of the one of its name.
store::Registry registry_of(const store::Feature& other) {
    std::vector<const store::Feature*> features = app::registry().features();
    for (const store::Feature*& feature : features)
        if (feature->name == other.name) feature = &other;
    return store::Registry(std::move(features));
}

}  // namespace

std::optional<Defect> defect_named(std::string_view name) {
    for (const DefectInfo& info : kDefects)
        if (info.name == name) return info.defect;
    return std::nullopt;
}

const store::Registry& registry_with(Defect defect) {
    if (defect == Defect::ledger) {
        static const store::Feature kPoints = [] {
            store::Feature out = points::feature();
            out.apply = apply_without_shop;
            return out;
        }();
        static const store::Registry kRegistry = registry_of(kPoints);
        return kRegistry;
    }
    if (defect == Defect::lease) {
        static const store::Feature kPoints = [] {
            store::Feature out = points::feature();
            out.judge = judge_without_lease;
            out.apply = apply_without_lease;
            return out;
        }();
        static const store::Registry kRegistry = registry_of(kPoints);
        return kRegistry;
    }
    if (defect == Defect::holder) {
        static const store::Feature kRequests = [] {
            store::Feature out = requests::feature();
            out.judge = judge_without_holder;
            return out;
        }();
        static const store::Registry kRegistry = registry_of(kRequests);
        return kRegistry;
    }
    return app::registry();
}

}  // namespace xf::sim
