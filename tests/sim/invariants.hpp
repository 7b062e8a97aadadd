// What must hold in a town, whatever the network, the clocks and the power did. Each check names the
// invariant that is broken in its error: "conservation: …". They read only; what they rebuild is
// rolled back.
#pragma once

#include "tests/sim/client.hpp"

namespace xf::sim {

/// An error that says which invariant was broken, and how.
Error broken(std::string_view invariant, const std::string& how);

/// "conservation": all accounts and every household's posted points sum to zero, and nothing that
/// must not be is negative. At the hub and at every client.
Status check_conservation(store::Database& db);

/// "holdings": at the hub, what a household has posted is what is available plus what is lent.
Status check_holdings(store::Database& db);
inline Status check_holdings(Hub& hub) { return check_holdings(hub.shard().db()); }

/// "awards": whatever was posted was looked at by another where its rule asks for that, once, and
/// within the rule's cap of the month.
Status check_awards(store::Database& db);
inline Status check_awards(Hub& hub) { return check_awards(hub.shard().db()); }

/// "rebuild": tables made anew from the log equal those that grew event by event.
Status check_rebuild(const store::Projector& projector, store::HubLog& log);
Status check_rebuild(const store::Projector& projector, store::ClientLog& log);
inline Status check_rebuild(Hub& hub) { return check_rebuild(hub.projector(), hub.shard().log()); }
inline Status check_rebuild(Client& client) {
    return check_rebuild(client.projector(), client.log());
}

/// "chains": at the hub, numbers are dense and every scope's running hash is what the events give; at
/// a client, its own events connect and lead to its chain head.
Status check_hashes(store::HubLog& log);
Status check_hashes(store::ClientLog& log);
inline Status check_hashes(Hub& hub) { return check_hashes(hub.shard().log()); }
inline Status check_hashes(Client& client) { return check_hashes(client.log()); }

/// "course": every request got where it stands by steps that were allowed then, whoever judged them; no
/// anonymous one says who or when; and lists and figures count the same.
Status check_course(const store::Place& place);

/// "pending": exactly the events without a record are pending, and all of them are there with their
/// bodies, unless who a body is about was erased.
Status check_pending(store::ClientLog& log);
inline Status check_pending(Client& client) { return check_pending(client.log()); }

/// "privacy": nothing of any person is on the device, but what it sent itself.
Status check_nobody_left(Client& client);

/// "convergence": the client, which has nothing pending, holds of the hub's scopes and rows exactly
/// what it may see; of persons, those in `at_hand`, or all of them at a desk.
Status check_convergence(Hub& hub, Client& client, const std::vector<PersonNo>& at_hand);

}  // namespace xf::sim
