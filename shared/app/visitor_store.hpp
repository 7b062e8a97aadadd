// What a household's own browser keeps beside its log: who of the household uses it, and, beyond the
// end of a login, texts that had not reached the hub. They are offered again after the next login.
#pragma once

#include "shared/requests/feature.hpp"
#include "shared/store/client_log.hpp"

namespace xf::app {

/// A request that was written and never filed.
struct KeptRequest {
    std::int64_t id = 0;
    PersonNo person;
    std::uint32_t category = 0;
    std::string text;
};

class VisitorStore {
public:
    static const std::string_view kSchema;
    /// The table that stays when a login ends.
    static constexpr const char* kLasting = "kept_text";

    explicit VisitorStore(store::Database& db) : db_(&db) {}

    // Writes belong to the caller's transaction.

    Status choose(std::optional<PersonNo> person);
    Result<std::optional<PersonNo>> chosen() const;

    /// Keeps the texts of all that is pending. Past limits::kKeptTexts the oldest go.
    Status keep_pending(store::ClientLog& log);
    /// Of that person; not those that the hub has after all.
    Result<std::vector<KeptRequest>> kept(store::ClientLog& log, PersonNo person) const;
    Status drop(std::int64_t id);
    /// All of that log's household.
    Status drop_all(const store::ClientLog& log);

private:
    Status keep(store::ClientLog& log, const store::StoredEvent& pending);

    store::Database* db_;
};

}  // namespace xf::app
