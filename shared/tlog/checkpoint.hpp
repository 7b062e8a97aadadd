// A log's signed head (C2SP tlog-checkpoint): the text of a note whose signer's name is the origin.
//
//   origin "\n" size in decimal "\n" base64(root) "\n" extension-line*
#pragma once

#include <string>
#include <string_view>

#include "shared/tlog/note.hpp"
#include "shared/tlog/proof.hpp"

namespace xf::tlog {

struct Checkpoint {
    std::string origin;  ///< ASCII, no scheme: "xinfeng.example/<town>/<village>"
    Head head;

    friend bool operator==(const Checkpoint&, const Checkpoint&) = default;
};

std::string checkpoint_text(const Checkpoint& checkpoint);

/// Errors: malformed. Extension lines are allowed and ignored.
Result<Checkpoint> parse_checkpoint(std::string_view text);

/// The signed note of a head of the signer's log.
std::string sign_checkpoint(const NoteSigner& signer, const Head& head);

/// The checkpoint in a note of the log whose key that is. Errors: too_large; malformed when it is no
/// checkpoint; bad_signature when it is not that log's, or not signed by it.
Result<Checkpoint> open_checkpoint(ByteView note, const VerifierKey& key);

}  // namespace xf::tlog
