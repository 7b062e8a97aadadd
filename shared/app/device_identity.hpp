// What makes a client this device: its key, its identity and the hub's certificate of enrolment,
// kept in the client's own database.
#pragma once

#include "shared/ports/random.hpp"
#include "shared/sync/enrolment.hpp"

namespace xf::app {

struct DeviceIdentity {
    SigningKey key;
    Uuid uuid;
    std::optional<sync::Certificate> certificate;  ///< none until enrolled
    Bytes signed_certificate;                      ///< the same as the hub signed it

    static const std::string_view kSchema;

    /// Reads it; makes and stores a new one the first time.
    static Result<DeviceIdentity> load(store::Database& db, UnixTime now, ports::Random& random);
    /// Puts key and identity into a database that has none yet.
    Status store(store::Database& db) const;
};

/// Keeps an enrolment. A new one replaces an older one's.
Status save_enrolment(store::Database& db, const sync::Enrolled& enrolled);

}  // namespace xf::app
