// One device's report to a restored hub while it comes in. It is kept apart until it is complete; then
// what leads, by the running hash, from what the backup has exactly to a head that this hub had signed
// is what the hub had recorded, and counts (table recovery_record). So a device can withhold records,
// and never invent or change one; where it says that they stood is a hint and no more.
#pragma once

#include "shared/sync/hub.hpp"
#include "shared/sync/recovery_wire.hpp"

namespace xf::sync {

class HubReport {
public:
    HubReport(HubShard& shard, const DeviceRow& device) : shard_(&shard), device_(&device) {}

    /// Keeps a part of it. Errors: foreign_scope; bad_signature for a statement that is not `hub`'s.
    Status take(const RecoveryRequest& request, const PublicKey& hub);
    /// Shard sequence of the last record that has arrived; 0 before the first.
    Result<std::uint64_t> arrived_up_to();
    /// It is complete: what is proven counts. `only`: leaves everything else but that scope out.
    Status count(std::uint64_t common, std::optional<store::Scope> only);
    /// Forgets what has arrived.
    Status drop();

private:
    struct Claim {
        store::Scope scope;
        store::ScopeHead head;
        std::uint64_t hub_epoch = 0;  ///< in which the hub signed it
        std::uint64_t up_to = 0;
    };

    Status keep_record(const store::Record& record);
    Status keep_heads(const KeptStatement& kept, const PublicKey& hub);
    Result<std::vector<Claim>> claims();
    Status count(const Claim& claim, std::uint64_t common);

    HubShard* shard_;
    const DeviceRow* device_;
};

}  // namespace xf::sync
