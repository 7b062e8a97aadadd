// Makes a new hub out of a town file: keys, identity, shards with their first events, public logs.
#pragma once

#include <string>

#include "native/hub/data_folder.hpp"
#include "native/hub/town_file.hpp"
#include "shared/ports/clock.hpp"
#include "shared/ports/random.hpp"

namespace xf::hub {

struct NewHub {
    std::string admin_code;  ///< shown once; the hub keeps its hash
};

/// `demo`: with the town file's own seed for all secrets, which are kept in demo.json; else they are
/// random and written to cards/. Interrupted at any point, it leaves a folder in which it can be done
/// again. Errors: wrong_state when the folder is not empty; malformed when a demo has no seed.
Result<NewHub> make_hub(DataFolder& folder, const Town& town, bool demo, const ports::Clock& clock,
                        ports::Random& random);

/// The hash under which an admin code is kept.
std::string admin_code_hash(std::string_view code);

}  // namespace xf::hub
