// Content under its hash: whole, in pieces, and swept out.
#include "shared/blobs/blob_store.hpp"

#include "shared/base/limits.hpp"
#include "shared/store/migrations.hpp"
#include "tests/support/require.hpp"

namespace xf::blobs {

using test::error_of;
using test::need;

namespace {

struct Fixture {
    store::Database db = need(store::Database::open_in_memory());
    BlobStore store{db};

    Fixture() {
        const store::Schema schemas[] = {{"blobs", BlobStore::kSchema}};
        need(store::migrate(db, schemas));
    }

    /// Content that is `size` bytes long and different for each `seed`.
    static Bytes content(std::size_t size, std::uint8_t seed) {
        Bytes out(size, seed);
        out[size / 2] = static_cast<std::uint8_t>(seed + 1);
        return out;
    }

    void keep(const Bytes& content) {
        CHECK(need(store.append(reference_to(content), 0, content)) == content.size());
    }
};

}  // namespace

TEST_CASE("blobs: an own one is whole at once and waits to be sent, the smallest first") {
    Fixture f;
    const Bytes large = Fixture::content(900, 1), small = Fixture::content(300, 2);
    need(f.store.put_own(large));
    need(f.store.put_own(small));
    need(f.store.put_own(small));  // the same picture of another event
    CHECK(need(f.store.count_to_send()) == 2);
    CHECK(*need(f.store.next_to_send()) == reference_to(small));
    need(f.store.sent(reference_to(small).hash, 1));
    CHECK(*need(f.store.next_to_send()) == reference_to(large));
    CHECK(*need(f.store.read(reference_to(small).hash)) == small);
}

TEST_CASE("blobs: pieces in order become the whole, others change nothing") {
    Fixture f;
    const Bytes content = Fixture::content(1000, 3);
    const BlobRef blob = reference_to(content);
    const auto piece = [&](std::size_t from, std::size_t size) {
        return ByteView(content).subspan(from, size);
    };
    CHECK(need(f.store.append(blob, 5, piece(5, 10))) == 0);
    CHECK(need(f.store.append(blob, 0, piece(0, 400))) == 400);
    CHECK(need(f.store.append(blob, 0, piece(0, 400))) == 400);
    CHECK_FALSE(need(f.store.read(blob.hash)).has_value());
    CHECK(error_of(f.store.read_piece(blob, 0, 10)) == ErrorCode::not_found);
    CHECK(error_of(f.store.append(blob, 400, Bytes(601))) == ErrorCode::too_large);
    CHECK(need(f.store.append(blob, 400, piece(400, 600))) == 1000);
    CHECK(*need(f.store.read(blob.hash)) == content);
    CHECK(need(f.store.read_piece(blob, 990, 100)) == Bytes(content.end() - 10, content.end()));
    CHECK(need(f.store.count_to_send()) == 0);
}

TEST_CASE("blobs: bytes that are others are dropped, and can come anew") {
    Fixture f;
    const Bytes content = Fixture::content(100, 4);
    const BlobRef blob = reference_to(content);
    CHECK(error_of(f.store.append(blob, 0, Fixture::content(100, 5))) == ErrorCode::wrong_hash);
    CHECK(need(f.store.have(blob.hash)) == 0);
    CHECK(need(f.store.total_bytes()) == 0);
    f.keep(content);
}

TEST_CASE("blobs: what nothing names is swept out, what is to be sent stays") {
    Fixture f;
    const Bytes named = Fixture::content(50, 6), unnamed = Fixture::content(50, 7),
                own = Fixture::content(50, 8);
    f.keep(named);
    f.keep(unnamed);
    need(f.store.put_own(own));
    const auto only_named = [&](const Hash& hash) -> Result<bool> {
        return hash == reference_to(named).hash;
    };
    need(f.store.sweep(0, only_named));
    CHECK(need(f.store.read(reference_to(named).hash)).has_value());
    CHECK(need(f.store.have(reference_to(unnamed).hash)) == 0);
    CHECK(need(f.store.read(reference_to(own).hash)).has_value());
    // The hub has it now; a backup of its events up to the same place may have been made before.
    need(f.store.sent(reference_to(own).hash, 20));
    need(f.store.sweep(20, only_named));
    CHECK(need(f.store.have(reference_to(own).hash)) == 50);
    need(f.store.sweep(21, only_named));
    CHECK(need(f.store.have(reference_to(own).hash)) == 0);
}

TEST_CASE("blobs: room is made of what need not stay, the oldest first") {
    Fixture f;
    const Bytes first = Fixture::content(400, 9), second = Fixture::content(400, 10),
                own = Fixture::content(400, 11), sent = Fixture::content(400, 12);
    f.keep(first);
    f.keep(second);
    need(f.store.put_own(own));
    need(f.store.put_own(sent));
    need(f.store.sent(reference_to(sent).hash, 7));
    need(f.store.make_room(1200, 7));
    CHECK(need(f.store.have(reference_to(first).hash)) == 0);
    CHECK(need(f.store.total_bytes()) == 1200);
    need(f.store.make_room(0, 7));
    CHECK(need(f.store.have(reference_to(second).hash)) == 0);
    CHECK(need(f.store.total_bytes()) == 800);
    need(f.store.make_room(0, 8));
    CHECK(need(f.store.have(reference_to(sent).hash)) == 0);
    CHECK(need(f.store.have(reference_to(own).hash)) == 400);  // the only copy
}

TEST_CASE("blobs: own ones are sent again to a hub that may have lost them") {
    Fixture f;
    const Bytes own = Fixture::content(40, 13), other = Fixture::content(40, 14);
    need(f.store.put_own(own));
    need(f.store.sent(reference_to(own).hash, 3));
    f.keep(other);
    CHECK_FALSE(need(f.store.next_to_send()).has_value());
    need(f.store.send_again());
    CHECK(*need(f.store.next_to_send()) == reference_to(own));
    CHECK(need(f.store.count_to_send()) == 1);
}

}  // namespace xf::blobs
