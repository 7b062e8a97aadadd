// Remembers what the hub and each device said was safe, and finds out when it is not there any more.
// Also the naive ledger: what every household must have in the end, from nothing but the events that
// were acknowledged.
#pragma once

#include <map>
#include <set>

#include "tests/sim/invariants.hpp"

namespace xf::sim {

class Oracle {
public:
    /// Whatever the device has committed is promised from now on. "durability": it has less than
    /// was promised.
    Status note(Client& client);
    /// After a restart: everything promised is there, byte for byte; then as note().
    Status check(Client& client);

    /// The same for the hub's records. "verdict": it rejected what had been valid under a lease.
    Status note(Hub& hub);
    Status check(Hub& hub);
    /// It came back from a backup: what it had promised since is the devices' to bring back.
    Status restored(Hub& hub);

    /// In the end. "delivery": every promised event of the client is recorded at the hub exactly
    /// once, and nothing else of its.
    Status check_delivered(Hub& hub, Client& client) const;
    /// In the end. "ledger": posted points are what awards moved minus acknowledged redemptions.
    Status check_ledger(Hub& hub) const;

    std::size_t promised_by_devices() const;
    std::size_t promised_by_hub() const { return records_.size(); }

private:
    Status note_event(const std::string& device, const store::StoredEvent& stored);
    Status note_record(const store::StoredEvent& stored);
    Status note_posting(const store::Header& header);

    using Posting = std::pair<EventKey, Points>;
    struct Record {
        Hash scope_hash;
        HouseholdNo household;  ///< to which it awarded
        Points awarded;
        std::optional<Posting> posting;
    };
    std::map<std::string, std::vector<Hash>> events_;  ///< of each device, in its chain's order
    std::vector<Record> records_;                      ///< in the hub's order
    std::map<HouseholdNo, Points> posted_;
    std::set<Posting> postings_;  ///< awards that were posted, and taken back
};

}  // namespace xf::sim
