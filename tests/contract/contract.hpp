// Contract suites are plain functions, without a test framework, so that the same ones can be
// compiled into the web client's module and run in a browser over OPFS.
#pragma once

#include <string>

#include "shared/base/result.hpp"

namespace xf::contract {

/// An Error that says which promise was broken.
inline Status expect(bool kept, const char* promise) {
    if (kept) return {};
    return Error{ErrorCode::internal, promise};
}

/// One promise of a port, tried on an implementation.
template <typename Port>
struct Clause {
    const char* name;
    Status (*check)(Port&);
};

}  // namespace xf::contract
