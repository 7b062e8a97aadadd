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
Status check_holdings(Hub& hub);

/// "rebuild": tables made anew from the log equal those that grew event by event.
Status check_rebuild(Hub& hub);
Status check_rebuild(Client& client);

/// "chains": every device's chain head, and every scope's running hash, is what the events give.
Status check_hashes(Hub& hub);
Status check_hashes(Client& client);

/// "pending": exactly the events without a record are pending, and all of them are there with their
/// bodies.
Status check_pending(Client& client);

/// "privacy": nothing of any person is on the device, but what it sent itself.
Status check_nobody_left(Client& client);

/// "convergence": the client, which has nothing pending, holds of the hub's scopes and rows exactly
/// what it may see; of persons, those in `at_hand`, or all of them at a desk.
Status check_convergence(Hub& hub, Client& client, const std::vector<PersonNo>& at_hand);

}  // namespace xf::sim
