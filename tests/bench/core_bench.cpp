// xinfeng-bench [--events N] [--dir FOLDER]: the core's own speed, without HTTP and screens.
//
//   ingest   redemptions taken by one hub shard in pushes of 500: signature, chain, verdict, ledger,
//            one durable commit a push
//   apply    the same records taken over by another client, in pages, checked and projected
//   commit   one redemption at a counter until it is durable
//   rebuild  all tables made anew from the log
//   catch-up a new client of a village with 300 households and 500,000 records
//   lists    a desk's longest lists, narrowed down and sorted: 5,000 households of four, 50,000 records
//
// Prints a line a figure: name, value and unit between tabs. deploy/bench knows what each should be.
// Databases are real files in FOLDER (default: the current one), on SQLite's own unix VFS with
// synchronous=FULL; they are removed afterwards.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <numeric>
#include <string>

#include "shared/app/desk_lists.hpp"
#include "shared/base/limits.hpp"
#include "shared/people/feature.hpp"
#include "tests/bench/village.hpp"

namespace {

using namespace xf;
using namespace xf::bench;
using Clock = std::chrono::steady_clock;

constexpr std::uint32_t kHouseholds = 500;
constexpr std::uint32_t kListedHouseholds = 5'000, kListedPersons = 4;
constexpr std::uint64_t kListedRecords = 50'000;
constexpr std::uint32_t kOldVillageHouseholds = 300, kOldVillagePersons = 3;
constexpr std::uint64_t kOldVillageRecords = 500'000;

void figure(const std::string& name, double value, const char* unit) {
    std::printf("%s\t%.3f\t%s\n", name.c_str(), value, unit);
    std::fflush(stdout);
}

double seconds_since(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

/// A folder of its own, gone with it.
class Folder {
public:
    explicit Folder(const std::filesystem::path& within)
        : path_(within /
                ("xinfeng-bench-" + std::to_string(Clock::now().time_since_epoch().count()))) {
        std::filesystem::create_directories(path_);
    }
    ~Folder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    store::Database open(const char* name) const {
        return need(store::Database::open((path_ / name).string(), {}));
    }

private:
    std::filesystem::path path_;
};

void commit_and_ingest(Village& village, Counter& counter, std::size_t events) {
    std::vector<double> commits;
    double ingesting = 0;
    for (std::size_t done = 0; done < events;) {
        for (std::size_t i = 0; i < limits::kPushEvents; ++i, ++done) {
            const auto start = Clock::now();
            counter.redeem({static_cast<std::uint32_t>(1 + done % kHouseholds)});
            commits.push_back(seconds_since(start));
        }
        const Bytes request = counter.request();
        const auto start = Clock::now();
        const Bytes reply = Counter::answer(village, request);
        ingesting += seconds_since(start);
        counter.take(reply);
    }
    std::sort(commits.begin(), commits.end());
    const double committing = std::accumulate(commits.begin(), commits.end(), 0.0);
    figure("redemption, commit p50", commits[commits.size() / 2] * 1000, "ms");
    figure("redemption, commit p99", commits[commits.size() * 99 / 100] * 1000, "ms");
    figure("redemptions committed", static_cast<double>(commits.size()) / committing, "1/s");
    figure("events ingested by a hub", static_cast<double>(commits.size()) / ingesting, "1/s");
}

/// What it took the client, and how much came.
struct Taken {
    double client_s = 0, whole_s = 0;
    std::size_t bytes = 0;
    std::uint64_t records = 0;
};

Taken take_all(Village& village, Counter& counter) {
    Taken out;
    const auto start = Clock::now();
    for (bool more = true; more;) {
        const Bytes reply = Counter::answer(village, counter.request());
        out.bytes += reply.size();
        const auto taking = Clock::now();
        more = counter.take(reply);
        out.client_s += seconds_since(taking);
    }
    out.whole_s = seconds_since(start);
    out.records = need(counter.log->store().hub_seq());
    return out;
}

void apply(Village& village, Counter& other) {
    const Taken taken = take_all(village, other);
    figure("records applied by a client", static_cast<double>(taken.records) / taken.client_s,
           "1/s");
}

/// A new kiosk in a village that is ten years old.
void catch_up(const Folder& folder) {
    Village village(folder.open("ten_years.db"), kOldVillageHouseholds, kOldVillagePersons);
    std::uint64_t there = need(village.shard->log().store().hub_seq());
    while (there < kOldVillageRecords) {
        std::vector<sim::Draft> year;
        for (; year.size() < kOldVillageRecords / 10 && there < kOldVillageRecords; ++there)
            year.push_back(sim::award(
                {static_cast<std::uint32_t>(1 + there % kOldVillageHouseholds)}, Points(1)));
        village.append(year);
    }
    Counter kiosk(village, folder.open("new_kiosk.db"));
    const Taken taken = take_all(village, kiosk);
    figure("catch-up on ten years, records", static_cast<double>(taken.records), "");
    figure("catch-up on ten years, hub and client", taken.whole_s, "s");
    figure("catch-up on ten years, client", taken.client_s, "s");
    figure("catch-up on ten years, bytes", static_cast<double>(taken.bytes) / 1e6, "MB");
}

void rebuild(Village& village) {
    const auto start = Clock::now();
    auto transaction = need(village.shard->db().begin());
    need(village.shard->log().rebuild());
    need(transaction.commit());
    const double took = seconds_since(start);
    const auto records = static_cast<double>(need(village.shard->log().store().hub_seq()));
    figure("records rebuilt", records / took, "1/s");
}

/// Of this program alone, whatever else runs.
double cpu_seconds() {
    return static_cast<double>(std::clock()) / static_cast<double>(CLOCKS_PER_SEC);
}

/// What one look at a list takes, in the middle.
template <typename Look>
void time_list(const char* what, Look look) {
    std::vector<double> times;
    for (int i = 0; i < 15; ++i) {
        const double start = cpu_seconds();
        static_cast<void>(look());
        times.push_back(cpu_seconds() - start);
    }
    std::sort(times.begin(), times.end());
    figure(std::string("list, CPU: ") + what, times[times.size() / 2] * 1000, "ms");
}

void lists(Village& village) {
    constexpr std::size_t kPage = 50;
    const std::uint64_t there = need(village.shard->log().store().hub_seq());
    std::vector<sim::Draft> more;
    for (std::uint64_t i = there; i < kListedRecords; ++i)
        more.push_back(
            sim::award({static_cast<std::uint32_t>(1 + i % kListedHouseholds)}, Points(1)));
    village.append(more);
    const store::Place place = village.shard->log().place();
    using Order = app::HouseholdFilter::Order;
    const auto households = [&](const char* what, app::HouseholdFilter filter, std::size_t first) {
        time_list(what, [&] { return need(app::find_households(place, filter, {first, kPage})); });
    };
    households("households", {}, 0);
    households("households, last page", {}, kListedHouseholds - kPage);
    households("households, by points", {Order::points, 0, ""}, 0);
    households("households, by name", {Order::name, 0, ""}, 0);
    households("households, of a grid", {Order::number, 1, ""}, 0);
    households("households, a name that all have", {Order::number, 0, "人"}, 0);
    households("households, a name that nobody has", {Order::number, 0, "无"}, 0);
    households("households, a number", {Order::number, 0, "4321"}, 0);
    const auto events = [&](const char* what, app::EventFilter filter, std::size_t first) {
        time_list(what, [&] { return need(app::find_events(place, filter, {first, kPage})); });
    };
    app::EventFilter area, search, nobody, recent;
    for (const store::EventType& type : people::feature().types) area.types.push_back(type.number);
    search.search = "干部";
    nobody.search = "无";
    recent.since = village.clock.now();
    events("records", {}, 0);
    events("records, last page", {}, kListedRecords - kPage);
    events("records, of one area", area, 0);
    events("records, since a day", recent, 0);
    events("records, by a name", search, 0);
    events("records, by a name that nobody has", nobody, 0);
    area.search = "示例", area.since = recent.since;
    events("records, by all three", area, 0);
}

}  // namespace

int main(int count, char** words) {
    std::size_t events = 20'000;
    std::filesystem::path within = ".";
    for (int i = 1; i + 1 < count; i += 2) {
        const std::string_view word = words[i];
        if (word == "--events")
            events = std::strtoull(words[i + 1], nullptr, 10);
        else if (word == "--dir")
            within = words[i + 1];
        else {
            std::fprintf(stderr, "xinfeng-bench [--events N] [--dir FOLDER]\n");
            return 2;
        }
    }
    const Folder folder(within);
    Village village(folder.open("hub.db"), kHouseholds, 1);
    Counter counter(village, folder.open("counter.db"));
    while (counter.sync(village)) {
    }
    commit_and_ingest(village, counter, events);
    Counter other(village, folder.open("other.db"));
    apply(village, other);
    rebuild(village);
    Village large(folder.open("lists.db"), kListedHouseholds, kListedPersons);
    lists(large);
    catch_up(folder);
    return 0;
}
