// The pages of a client's SQLite database, read without SQLite: whatever is left of its two files.
// Every client's database has pages of 4,096 bytes (store/sqlite.cpp), so that nothing depends on the
// file's header.
//
// Of the WAL only what was committed counts, as for SQLite. But while SQLite stops at the first frame
// that is damaged, here each frame is checked by itself, against the checksum that the one before it
// names: a damaged page costs no more than itself, a damaged frame's header also the frame behind it.
// That a transaction was committed is believed of a damaged frame, too: what is in it proves itself.
#pragma once

#include <array>
#include <functional>
#include <unordered_map>
#include <vector>

#include "shared/ports/block_device.hpp"

namespace xf::rescue {

inline constexpr std::size_t kPageBytes = 4096;
using Page = std::array<std::uint8_t, kPageBytes>;

class PageFile {
public:
    /// Both stay the caller's. Errors: storage's.
    static Result<PageFile> open(ports::BlockDevice& database, ports::BlockDevice& wal);

    /// The newest version of a page, counted from 1; false where there is none.
    Result<bool> read(std::uint32_t number, Page& out) const;

    using Visit = std::function<Status(std::uint32_t number, const Page& page)>;
    /// Every version of every page, newer ones first.
    Status each(const Visit& visit) const;

    /// Of both files.
    std::uint64_t bytes() const { return main_bytes_ + wal_bytes_; }

private:
    struct Frame {
        std::uint32_t page = 0;
        std::uint64_t offset = 0;  ///< of its page in the WAL
    };

    PageFile(ports::BlockDevice& database, ports::BlockDevice& wal)
        : database_(&database), wal_(&wal) {}
    Status read_wal();
    Result<bool> read_main(std::uint32_t number, Page& out) const;

    ports::BlockDevice* database_;
    ports::BlockDevice* wal_;
    std::uint64_t main_bytes_ = 0, wal_bytes_ = 0;
    std::vector<Frame> frames_;                                ///< committed ones, in order
    std::unordered_map<std::uint32_t, std::uint64_t> newest_;  ///< page → offset in the WAL
};

/// Big-endian, as SQLite stores numbers.
std::uint32_t uint32_at(ByteView bytes, std::size_t offset);
std::uint16_t uint16_at(ByteView bytes, std::size_t offset);

}  // namespace xf::rescue
