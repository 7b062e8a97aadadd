// Everything that a hub holds about people, for them to read (docs/privacy.md).
#pragma once

#include <nlohmann/json.hpp>

#include "native/hub/person_erasure.hpp"

namespace xf::hub {

/// One object a person, with Chinese names, in an order to read; and notes down in the log that it was
/// made. Errors: not_found.
Result<nlohmann::ordered_json> export_people(sync::HubShard& shard, const std::string& town,
                                             const DataSubject& subject, UnixTime now);

}  // namespace xf::hub
