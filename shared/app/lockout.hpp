// Growing delays after wrong PINs and claim codes (base/guessing.hpp). The count survives a restart; the delay then begins anew, in
// full, because no wall clock is trusted with it.
#pragma once

#include <map>
#include <string>

#include "shared/ports/clock.hpp"
#include "shared/store/sqlite.hpp"

namespace xf::app {

class Lockout {
public:
    static const std::string_view kSchema;

    Lockout(store::Database& db, const ports::Clock& clock) : db_(&db), clock_(&clock) {}

    /// Seconds until `subject` ("card 17", "staff 3") may try again; 0: now.
    Result<std::uint32_t> wait_s(const std::string& subject);
    Status wrong(const std::string& subject);
    Status right(const std::string& subject);

private:
    Result<std::int64_t> tries(const std::string& subject);

    store::Database* db_;
    const ports::Clock* clock_;
    std::map<std::string, std::uint64_t> until_ms_;  ///< on the monotonic clock
    std::map<std::string, std::int64_t> unwritten_;  ///< tries since the start, written or not
};

}  // namespace xf::app
