// Publications that name their version and what they correct themselves.
#include <catch_amalgamated.hpp>

#include "tests/support/require.hpp"
#include "tests/support/seeded_random.hpp"
#include "tests/unit/disclosure/observer.hpp"

namespace xf::disclosure {
namespace {

using test::need;

TEST_CASE("a version of its own says itself whose place it takes, once and in its matter",
          "[disclosure]") {
    MemoryPublicFiles files;
    auto db = need(store::Database::open_in_memory());
    need(store::migrate(db, {&kPublisherSchema, 1}));
    test::SeededRandom random(1);
    auto publisher = Publisher::open(db, files, test::log_signer());
    REQUIRE(publisher.ok());
    CHECK(need(publisher->publish(test::publication(0), random)) == 0);
    Publication next = test::publication(0);
    next.manifest.version = 2;
    next.manifest.supersedes = 0;
    Publication foreign = test::publication(1);
    foreign.manifest.version = 2;
    foreign.manifest.supersedes = 0;
    const auto code = [&](const Publication& what) {
        return test::error_of(publisher->publish(what, random));
    };
    CHECK(code(foreign) == ErrorCode::wrong_state);
    CHECK(need(publisher->publish(next, random)) == 1);
    CHECK(need(publisher->publish(next, random)) == 1);  // again: the same leaf
    CHECK(need(publisher->manifest(1)).supersedes == 0);
    next.manifest.version = 3;
    CHECK(code(next) == ErrorCode::wrong_state);
    next.manifest.supersedes = 7;
    CHECK(code(next) == ErrorCode::not_found);
    need(publisher->withdraw(1, "", day_of({2026, 6, 1})));
    next.manifest.supersedes = 1;
    next.manifest.version = 9;
    CHECK(code(next) == ErrorCode::gone);
    CHECK(need(publisher->leaf_of(next.manifest.matter, 2)) == 1);
    CHECK_FALSE(need(publisher->leaf_of(next.manifest.matter, 9)).has_value());
}

}  // namespace
}  // namespace xf::disclosure
