#include "tests/crash/feature_script.hpp"

#include <algorithm>

#include "shared/blobs/blob_store.hpp"
#include "shared/blobs/links.hpp"
#include "shared/people/feature.hpp"
#include "shared/points/feature.hpp"
#include "shared/privacy/feature.hpp"
#include "shared/requests/feature.hpp"
#include "shared/store/hub_log.hpp"
#include "shared/store/migrations.hpp"
#include "tests/sim/invariants.hpp"
#include "tests/sim/world.hpp"
#include "tests/support/fake_clock.hpp"
#include "tests/support/store_fixture.hpp"

namespace xf::test {
namespace {

using store::Database;
using store::HubLog;
using store::Projector;
using store::Transaction;

constexpr HouseholdNo kHousehold{1};
constexpr PersonNo kPerson{1};

EventKey by_desk(std::uint32_t seq) { return {DeviceNo{1}, Epoch{1}, Seq{seq}}; }

HubLog log_of(Database& db, const Projector& projector) {
    return {
        db, projector, {sim::kShard, Uuid::v7(1, Bytes(10, 3)), "示例村"}, store::kFirstHubEpoch};
}

Status wrong(const std::string& what) { return Error{ErrorCode::internal, what}; }

/// A hub's log that goes on from whatever an earlier run has left.
class Run {
public:
    Run(Database& db, const Projector& projector, const Acknowledge& acknowledge)
        : db_(&db),
          log_(log_of(db, projector)),
          projector_(&projector),
          acknowledge_(acknowledge) {}

protected:
    Status open(std::span<const store::Schema> schemas) {
        XF_TRY(store::migrate(*db_, schemas));
        XF_ASSIGN(Transaction transaction, db_->begin());
        XF_ASSIGN(const bool stale, projector_->prepare(*db_));
        if (stale) XF_TRY(log_.rebuild());
        return transaction.commit();
    }
    template <typename Deed>
    Status in_transaction(Deed deed) {
        XF_ASSIGN(Transaction transaction, db_->begin());
        XF_TRY(deed());
        XF_TRY(transaction.commit());
        XF_ASSIGN(const std::uint64_t records, log_.store().hub_seq());
        acknowledge_("record " + std::to_string(records));
        return {};
    }
    Status found(std::vector<sim::Draft> drafts) {
        XF_ASSIGN(const std::uint64_t records, log_.store().hub_seq());
        if (records > 0) return {};
        SeededRandom random(7);
        sim::Family family;
        family.no = kHousehold;
        family.persons = {kPerson};
        family.pin = "123456";
        for (sim::Draft& draft : sim::family_moves_in(family, random))
            drafts.push_back(std::move(draft));
        return in_transaction([&]() -> Status {
            for (const sim::Draft& draft : drafts)
                XF_TRY(log_.append(draft.header(clock_.now()), draft.body(random)));
            return {};
        });
    }
    /// Once; `also` is kept together with it.
    template <typename Also>
    Status take(const EventKey& key, const sim::Draft& draft, Also also) {
        XF_ASSIGN(const auto there, log_.store().find(key));
        if (there) return {};
        SeededRandom random(key.seq.value);
        const auto body = draft.body(random);
        const store::Header header = draft.header(clock_.now());
        const store::Event event =
            body ? store::make_event(header, *body) : store::make_event(header);
        return in_transaction([&]() -> Status {
            XF_ASSIGN(const store::Verdict verdict,
                      log_.take(key, event, {store::capability::kDesk, {}}));
            if (!verdict.counts()) return wrong("not accepted");
            return also();
        });
    }
    Status take(const EventKey& key, const sim::Draft& draft) {
        return take(key, draft, [] { return Status(); });
    }

    Database* db_;
    HubLog log_;
    FakeClock clock_;
    const Projector* projector_;
    const Acknowledge& acknowledge_;
};

/// The log, where there is one; it has the records that were acknowledged.
Result<std::optional<HubLog>> log_with(Database& db, const Projector& projector,
                                       const Acknowledged& acknowledged) {
    XF_ASSIGN(const std::int64_t made,
              db.integer("SELECT count(*) FROM sqlite_schema WHERE name = 'projection'"));
    if (made == 0 && !acknowledged.empty())
        return Error{ErrorCode::internal, "the tables are gone"};
    if (made == 0) return std::optional<HubLog>();
    HubLog log = log_of(db, projector);
    XF_ASSIGN(const std::uint64_t records, log.store().hub_seq());
    for (const std::string& promise : acknowledged)
        if (promise.starts_with("record ") && records < std::stoull(promise.substr(7)))
            return Error{ErrorCode::internal, "records are gone: " + promise};
    return std::optional<HubLog>(std::move(log));
}

Status check_log(const Projector& projector, HubLog& log) {
    XF_TRY(sim::check_hashes(log));
    return sim::check_rebuild(projector, log);
}

// ---- An award

const Projector& with_awards() {
    static const store::Registry kRegistry(
        {&blobs::feature(), &people::feature(), &points::feature()});
    static const Projector kProjector(kRegistry);
    return kProjector;
}

class AwardRun : Run {
public:
    AwardRun(Database& db, const Acknowledge& acknowledge) : Run(db, with_awards(), acknowledge) {}

    Status run() {
        const store::Schema schemas[] = {{"log", store::EventStore::kSchema}};
        XF_TRY(open(schemas));
        XF_TRY(found({sim::budget_of(sim::kBudget), sim::staff_member(sim::kStaff, "示例干部"),
                      sim::staff_pin(sim::kStaff), sim::staff_member(sim::kSupervisor, "示例主任"),
                      sim::staff_pin(sim::kSupervisor),
                      sim::staff_roles(sim::kSupervisor, store::role::kSupervisor),
                      sim::rule(sim::award_rules()[0])}));
        const points::AwardProposed what{kHousehold, sim::kReviewedRule, 1, Points(30), kPerson};
        XF_TRY(take(by_desk(1), sim::proposal(sim::kStaff, what, {"示例说明", ""})));
        XF_TRY(take(by_desk(2), sim::review(sim::kSupervisor, kHousehold, by_desk(1), true)));
        return in_transaction([&] {
            const std::vector<store::Wish> none;
            const std::vector<DeviceNo> nobody;
            return log_.take_turns({log_.place(), kHubDevice, Epoch{0}, store::capability::kHub,
                                    clock_.now(), none, nobody, log_});
        });
    }
};

Status check_award(Database& db, const Acknowledged& acknowledged) {
    XF_ASSIGN(auto log, log_with(db, with_awards(), acknowledged));
    if (!log) return {};
    XF_TRY(sim::check_awards(db));
    XF_TRY(sim::check_holdings(db));
    XF_TRY(sim::check_conservation(db));
    return check_log(with_awards(), *log);
}

// ---- Erasing

constexpr std::string_view kText = "待删除人的诉求原文";
constexpr std::string_view kPicture = "待删除人的照片";
constexpr store::Scope kWhom{store::ScopeKind::person, kPerson.value};

const Projector& with_erasing() {
    static const store::Registry kRegistry(
        {&blobs::feature(), &people::feature(), &requests::feature(), &privacy::feature()});
    static const Projector kProjector(kRegistry);
    return kProjector;
}

/// Larger than a page, and every page of it says whose it is.
Bytes picture() {
    Bytes out;
    while (out.size() < 6000) out.insert(out.end(), kPicture.begin(), kPicture.end());
    return out;
}

class ErasureRun : Run {
public:
    ErasureRun(Database& db, const Acknowledge& acknowledge)
        : Run(db, with_erasing(), acknowledge), blobs_(db) {}

    Status run() {
        const store::Schema schemas[] = {{"log", store::EventStore::kSchema},
                                         {"blobs", blobs::BlobStore::kSchema}};
        XF_TRY(open(schemas));
        XF_TRY(found({}));
        XF_TRY(file());
        XF_TRY(erase());
        XF_TRY(in_transaction([&] { return sweep(); }));
        XF_TRY(store::wipe_traces(*db_));
        acknowledge_("wiped");
        return {};
    }

private:
    Status file() {
        const blobs::BlobRef reference = blobs::reference_to(picture());
        sim::Draft filing = sim::filing(kPerson, 1, kText);
        filing.content = requests::Said{std::string(kText), {reference}}.content();
        return take(by_desk(1), filing, [&]() -> Status {
            XF_TRY(blobs_.put_own(picture()));
            return blobs_.sent(reference.hash, 0);
        });
    }
    Status erase() {
        XF_ASSIGN(const bool erased, privacy::erased(log_.place(), kWhom));
        if (erased) return {};
        const sim::Draft draft = sim::erasing(kHousehold, kPerson);
        XF_TRY(
            in_transaction([&] { return log_.append(draft.header(clock_.now()), std::nullopt); }));
        acknowledge_("erased");
        return {};
    }
    Status sweep() {
        return blobs_.sweep(1, [&](const Hash& hash) -> Result<bool> {
            XF_ASSIGN(const auto links, blobs::links_of(log_.place(), hash));
            return !links.empty();
        });
    }

    blobs::BlobStore blobs_;
};

Result<bool> on_disk(ports::Disk& disk, std::string_view text) {
    for (const char* suffix : {"", "-wal"}) {
        XF_ASSIGN(const auto file, disk.open(std::string(kDatabaseName) + suffix));
        XF_ASSIGN(const std::uint64_t size, file->size());
        Bytes bytes(size);
        XF_ASSIGN(const std::size_t read, file->read(0, bytes));
        bytes.resize(read);
        if (as_text(bytes).find(text) != std::string_view::npos) return true;
    }
    return false;
}

/// Text and picture, each whole or not there.
Status check_filed(HubLog& log, bool erased) {
    XF_ASSIGN(const auto stored, log.store().find(by_desk(1)));
    if (!stored) return {};
    if (stored->event.body && erased) return wrong("the text outlived its person");
    if (erased) return {};
    if (!stored->event.body) return wrong("the text is gone");
    XF_ASSIGN(const auto kept,
              blobs::BlobStore(log.store().db()).read(blobs::reference_to(picture()).hash));
    return kept == picture() ? Status() : wrong("the picture is not there as it was");
}

Status check_wiped(ports::Disk& disk) {
    for (const std::string_view text : {kText, kPicture}) {
        XF_ASSIGN(const bool left, on_disk(disk, text));
        if (left) return wrong("bytes are left of: " + std::string(text));
    }
    return {};
}

Status check_erasure(Database& db, ports::Disk& disk, const Acknowledged& acknowledged) {
    XF_ASSIGN(auto log, log_with(db, with_erasing(), acknowledged));
    if (!log) return {};
    const auto promised = [&](std::string_view what) {
        return std::find(acknowledged.begin(), acknowledged.end(), what) != acknowledged.end();
    };
    XF_ASSIGN(const bool erased, privacy::erased(log->place(), kWhom));
    if (promised("erased") && !erased) return wrong("who was erased is back");
    XF_TRY(check_filed(*log, erased));
    if (promised("wiped")) XF_TRY(check_wiped(disk));
    return check_log(with_erasing(), *log);
}

}  // namespace

CrashScript award_script() {
    return {[](Database& db, const Acknowledge& acknowledge) {
                return AwardRun(db, acknowledge).run();
            },
            check_award};
}

CrashScript erasure_script() {
    // Run and check come one at a time, each after a mount.
    const auto disk = std::make_shared<ports::Disk*>();
    return {[](Database& db, const Acknowledge& acknowledge) {
                return ErasureRun(db, acknowledge).run();
            },
            [disk](Database& db, const Acknowledged& acknowledged) {
                return check_erasure(db, **disk, acknowledged);
            },
            [disk](ports::Disk& mounted) { *disk = &mounted; }};
}

}  // namespace xf::test
