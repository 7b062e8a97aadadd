// The harness itself: programs that are wrong have to be found out.
#include <catch_amalgamated.hpp>

#include "tests/crash/group_script.hpp"
#include "tests/support/require.hpp"

namespace xf::test {
namespace {

using store::Database;

constexpr int kRows = 5;

Status create(Database& db) {
    return db.script(
        "CREATE TABLE IF NOT EXISTS a (id INTEGER PRIMARY KEY);"
        "CREATE TABLE IF NOT EXISTS b (id INTEGER PRIMARY KEY);");
}

Result<std::int64_t> rows(Database& db, const std::string& table) {
    XF_ASSIGN(const std::int64_t exists,
              db.integer("SELECT count(*) FROM sqlite_schema WHERE name = ?", table));
    if (exists == 0) return std::int64_t{0};
    return db.integer("SELECT count(*) FROM " + table);
}

/// Each row of `a` has its twin in `b`, and all that were acknowledged are there.
Status check_twins(Database& db, const Acknowledged& acknowledged) {
    XF_ASSIGN(const std::int64_t a, rows(db, "a"));
    XF_ASSIGN(const std::int64_t b, rows(db, "b"));
    if (a != b) return Error{ErrorCode::internal, "half"};
    if (a < static_cast<std::int64_t>(acknowledged.size())) {
        return Error{ErrorCode::internal, "lost"};
    }
    return {};
}

std::string findings(const CrashScript& script) { return sweep_power_cuts(script, {}).text(); }

}  // namespace

TEST_CASE("harness: an acknowledgement before its commit is found") {
    const CrashScript hasty{[](Database& db, const Acknowledge& acknowledge) -> Status {
                                XF_TRY(create(db));
                                for (int i = 0; i < kRows; ++i) {
                                    XF_ASSIGN(auto transaction, db.begin());
                                    XF_TRY(db.run("INSERT INTO a VALUES (NULL)"));
                                    XF_TRY(db.run("INSERT INTO b VALUES (NULL)"));
                                    acknowledge("row");
                                    XF_TRY(transaction.commit());
                                }
                                return {};
                            },
                            check_twins};
    CHECK(findings(hasty).find("lost") != std::string::npos);
}

TEST_CASE("harness: two commits where one is needed are found") {
    const CrashScript split{[](Database& db, const Acknowledge& acknowledge) -> Status {
                                XF_TRY(create(db));
                                for (int i = 0; i < kRows; ++i) {
                                    XF_TRY(db.run("INSERT INTO a VALUES (NULL)"));
                                    XF_TRY(db.run("INSERT INTO b VALUES (NULL)"));
                                    acknowledge("row");
                                }
                                return {};
                            },
                            check_twins};
    CHECK(findings(split).find("half") != std::string::npos);
}

TEST_CASE("harness: a script beyond the bound is refused, one at the bound is not") {
    const auto script_of = [](int commits) {
        return CrashScript{[commits](Database& db, const Acknowledge&) -> Status {
                               XF_TRY(create(db));
                               for (int i = 0; i < commits; ++i) {
                                   XF_TRY(db.run("INSERT INTO a VALUES (NULL)"));
                               }
                               return {};
                           },
                           [](Database&, const Acknowledged&) { return Status{}; }};
    };
    CrashOptions options;
    options.resume_every = UINT64_MAX;
    options.recover_every = UINT64_MAX;
    // Three operations a commit: the last count within the bound, and the first beyond it.
    int commits = 120;
    std::size_t within = 0;
    for (;; ++commits) {
        const CrashReport report = sweep_power_cuts(script_of(commits), options);
        if (report.operations > kMaxOperations) {
            CHECK(report.violations.size() == 1);
            break;
        }
        CHECK(report.violations.empty());
        within = report.operations;
    }
    CHECK(within > kMaxOperations - 3);
}

}  // namespace xf::test
