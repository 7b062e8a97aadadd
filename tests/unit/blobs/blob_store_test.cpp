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
    need(f.store.sent(reference_to(small).hash));
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
    need(f.store.sweep(
        [&](const Hash& hash) -> Result<bool> { return hash == reference_to(named).hash; }));
    CHECK(need(f.store.read(reference_to(named).hash)).has_value());
    CHECK(need(f.store.have(reference_to(unnamed).hash)) == 0);
    CHECK(need(f.store.read(reference_to(own).hash)).has_value());
}

TEST_CASE("blobs: room is made of the oldest fetched ones") {
    Fixture f;
    const Bytes first = Fixture::content(400, 9), second = Fixture::content(400, 10),
                own = Fixture::content(400, 11);
    f.keep(first);
    f.keep(second);
    need(f.store.put_own(own));
    need(f.store.make_room(800));
    CHECK(need(f.store.have(reference_to(first).hash)) == 0);
    CHECK(need(f.store.have(reference_to(second).hash)) == 400);
    need(f.store.make_room(0));
    CHECK(need(f.store.total_bytes()) == 400);  // the own one is the only copy
}

}  // namespace xf::blobs
