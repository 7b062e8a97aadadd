// From what staff handed in to its leaf in the log: the hub's step after a submission was accepted.
#pragma once

#include "shared/disclosure/feature.hpp"
#include "shared/disclosure/publisher.hpp"

namespace xf::disclosure {

/// Publishes an accepted submission with its pictures, unless its leaf is there: so it can be asked for again and again,
/// and after a crash. Published today, or on the day that the hub itself wrote down. REQUIRES: those
/// accepted before it were published. Errors: the publisher's; unknown_reference when what it corrects
/// is not in the log.
Status publish_submission(Publisher& publisher, const Submission& submission,
                          std::vector<Bytes> pictures, Day today, ports::Random& random);

}  // namespace xf::disclosure
