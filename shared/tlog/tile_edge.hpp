// The tiles at the right edge of a growing log: what appending a leaf reads and rewrites.
#pragma once

#include <vector>

#include "shared/tlog/proof.hpp"
#include "shared/tlog/tile.hpp"

namespace xf::tlog {

class TileEdge {
public:
    /// The edge of a log of `size` leaves, from its files. Errors: fetch's own (not_found);
    /// log_changed when entries and hashes contradict each other; malformed.
    static Result<TileEdge> load(TreeSize size, const TileReader::Fetch& fetch);

    struct File {
        Tile tile;
        Bytes bytes;
    };

    /// Appends one entry of at most limits::kLeafBytes, and returns every file that is new by it, its
    /// entries first.
    std::vector<File> append(ByteView entry);

    Head head() const;

private:
    TreeSize size_;
    Bytes entries_;              ///< of the rightmost, not full tile
    std::vector<Bytes> levels_;  ///< hashes of the rightmost, not full tile of each level
};

}  // namespace xf::tlog
