// The file in which a damaged database travels: nothing but what was sealed is ever opened.
#include "shared/rescue/sealed_file.hpp"

#include "shared/base/limits.hpp"
#include "tests/support/require.hpp"
#include "tests/support/store_fixture.hpp"
#include "tests/unit/rescue/odd_disk.hpp"

namespace xf::rescue {
namespace {

using test::error_of;
using test::need;
using test::OddDisk;
using test::SeededRandom;
using test::SimDisk;

constexpr const char* kName = "app.db";
constexpr const char* kInto = "app.db.sealed";
constexpr std::size_t kHeadBytes = 159, kPiece = 65'536 + 17;

SigningKey key_of(std::uint8_t fill) { return *SigningKey::from_seed(Bytes(32, fill)); }

Bytes certificate_of(const SigningKey& hub, const SigningKey& device) {
    sync::Certificate certificate;
    certificate.town = "示例镇";
    certificate.hub_key = hub.public_key();
    certificate.shard = {ShardNo{1}, Uuid{{5}}, "示例村"};
    certificate.device = {DeviceNo{1}, Uuid{{6}}, Epoch{1}, store::capability::kKiosk};
    certificate.device_name = "大厅";
    certificate.device_key = device.public_key();
    const Bytes encoded = certificate.encoded();
    cbor::Writer out;
    out.array(2).bytes(encoded).bytes(
        hub.sign(in_domain("xinfeng/certificate/1", {encoded})).bytes);
    return out.take();
}

struct Parcel {
    SigningKey hub = key_of(3), device = key_of(4);
    SeededRandom random{1};
    SimDisk disk{1};
    Bytes identity = encode_identity(device, certificate_of(hub, device));

    Parcel(std::size_t database, std::size_t wal) {
        need(keep_identity(disk, kName, identity));
        fill(kName, database);
        fill("app.db-wal", wal);
    }
    void fill(const std::string& name, std::size_t size) {
        if (size > 0) need(need(disk.open(name))->write(0, random.bytes(size)));
    }
    Bytes file(const std::string& name) {
        const auto opened = need(disk.open(name));
        Bytes out(static_cast<std::size_t>(need(opened->size())));
        static_cast<void>(need(opened->read(0, out)));
        return out;
    }
    Bytes seal() {
        auto sealing = need(SealedExport::begin(disk, kName, kInto, random));
        while (!need(sealing.step())) continue;
        return file(kInto);
    }

    struct Out {
        Bytes identity, database, wal;
        std::uint64_t unread = 0;
    };
    Result<Out> open(const SigningKey& by, ByteView bytes, std::size_t step = 1000) {
        SimDisk plain(2);
        const auto database = need(plain.open("database")), wal = need(plain.open("wal"));
        SealedReader reader(by, *database, *wal);
        for (std::size_t at = 0; at < bytes.size(); at += step)
            XF_TRY(reader.take(bytes.subspan(at, std::min(step, bytes.size() - at))));
        Out out;
        XF_ASSIGN(const Sealed sealed, reader.finish());
        out.identity = encode_identity(sealed.identity.key, sealed.identity.signed_certificate);
        out.unread = sealed.unread_bytes;
        const auto whole = [](ports::BlockDevice& one) {
            Bytes all(static_cast<std::size_t>(need(one.size())));
            static_cast<void>(need(one.read(0, all)));
            return all;
        };
        out.database = whole(*database);
        out.wal = whole(*wal);
        return out;
    }
};

}  // namespace

TEST_CASE("sealed file: what lies on the disk is opened by the hub, however it arrives") {
    // The last piece: a part, nothing over, and the very first one.
    const auto [database, wal] = GENERATE(std::pair<std::size_t, std::size_t>{300'000, 70'000},
                                          std::pair<std::size_t, std::size_t>{8'192, 0},
                                          std::pair<std::size_t, std::size_t>{0, 0});
    Parcel parcel(database, wal);
    const Bytes sealed = parcel.seal();
    for (const std::size_t step : {std::size_t{1}, std::size_t{77'777}, sealed.size()}) {
        if (step == 1 && database > 10'000) continue;
        const auto out = need(parcel.open(parcel.hub, sealed, step));
        CHECK(out.identity == parcel.identity);
        CHECK(out.database == parcel.file(kName));
        CHECK(out.wal == parcel.file("app.db-wal"));
        CHECK(out.unread == 0);
    }
    CHECK(as_text(sealed).find(as_text(parcel.device.seed())) == std::string_view::npos);
    CHECK(error_of(parcel.open(key_of(9), sealed)) == ErrorCode::unknown_device);
}

TEST_CASE("sealed file: a content that fills its pieces ends with a full one") {
    Parcel parcel(0, 0);
    parcel.fill(kName, 2 * 65'536 - 32 - parcel.identity.size());
    const Bytes sealed = parcel.seal();
    CHECK(sealed.size() == kHeadBytes + 2 * kPiece);
    CHECK(need(parcel.open(parcel.hub, sealed)).database == parcel.file(kName));
}

TEST_CASE("sealed file: cut off anywhere, or with one byte changed, it is refused") {
    Parcel parcel(600, 300);
    const Bytes sealed = parcel.seal();
    for (std::size_t size = 0; size < sealed.size(); ++size)
        if (parcel.open(parcel.hub, ByteView(sealed).first(size)).ok()) FAIL("cut at " << size);
    for (std::size_t at = 0; at < sealed.size(); ++at) {
        Bytes changed = sealed;
        changed[at] ^= 0x10;
        if (parcel.open(parcel.hub, changed).ok()) FAIL("changed at " << at);
    }
    Bytes longer = sealed;
    longer.push_back(0);
    CHECK(error_of(parcel.open(parcel.hub, longer)) == ErrorCode::malformed);
}

TEST_CASE("sealed file: pieces that are left out, swapped or added are noticed") {
    Parcel parcel(300'000, 0);
    const Bytes sealed = parcel.seal();
    REQUIRE(sealed.size() > kHeadBytes + 4 * kPiece);
    const auto piece = [&](std::size_t number) {
        return ByteView(sealed).subspan(
            kHeadBytes + number * kPiece,
            std::min(kPiece, sealed.size() - kHeadBytes - number * kPiece));
    };
    const auto of = [&](std::initializer_list<std::size_t> numbers) {
        Bytes out(sealed.begin(), sealed.begin() + kHeadBytes);
        for (const std::size_t number : numbers) append(out, piece(number));
        return out;
    };
    REQUIRE(parcel.open(parcel.hub, of({0, 1, 2, 3, 4})).ok());
    for (const auto& changed : {of({0, 1, 2, 3}), of({0, 1, 2, 4}), of({0, 2, 1, 3, 4}),
                                of({0, 0, 1, 2, 3, 4}), of({0, 1, 2, 3, 4, 4}), of({4})})
        CHECK(error_of(parcel.open(parcel.hub, changed)) == ErrorCode::malformed);
    // Those of another parcel to the same hub neither.
    Parcel other(300'000, 0);
    other.random.bytes(1);  // its key is another one
    Bytes mixed = other.seal();
    CHECK(parcel.open(parcel.hub, mixed).ok());
    std::copy(piece(1).begin(), piece(1).end(),
              mixed.begin() + static_cast<std::ptrdiff_t>(kHeadBytes + kPiece));
    CHECK(error_of(parcel.open(parcel.hub, mixed)) == ErrorCode::malformed);
}

TEST_CASE("sealed file: without an enrolment there is nobody to seal it to") {
    Parcel parcel(600, 0);
    const auto begin = [&] {
        return error_of(SealedExport::begin(parcel.disk, kName, kInto, parcel.random));
    };
    Bytes spoilt = parcel.identity;
    spoilt[40] ^= 1;
    need(keep_identity(parcel.disk, kName, spoilt));
    CHECK(begin() == ErrorCode::not_found);
    need(keep_identity(parcel.disk, kName, encode_identity(parcel.device, {})));
    CHECK(begin() == ErrorCode::not_found);
    // A key that is not the one in the certificate.
    need(keep_identity(parcel.disk, kName,
                       encode_identity(key_of(9), certificate_of(parcel.hub, parcel.device))));
    CHECK(begin() == ErrorCode::not_found);
    // A certificate that its hub did not sign.
    Bytes certificate = certificate_of(parcel.hub, parcel.device);
    certificate.back() ^= 1;
    need(keep_identity(parcel.disk, kName, encode_identity(parcel.device, certificate)));
    CHECK(begin() == ErrorCode::not_found);
    need(keep_identity(parcel.disk, kName, parcel.identity));
    CHECK(SealedExport::begin(parcel.disk, kName, kInto, parcel.random).ok());
}

TEST_CASE("sealed file: a disk that is full leaves no half file") {
    Parcel parcel(600'000, 0);
    parcel.disk.set_fault(test::Fault::disk_full, parcel.disk.operations() + 6);
    auto sealing = need(SealedExport::begin(parcel.disk, kName, kInto, parcel.random));
    CHECK(error_of(sealing.step()) == ErrorCode::storage_full);
    CHECK(parcel.file(kInto).empty());
}

TEST_CASE("sealed file: while it is not whole it has no head") {
    Parcel parcel(5'000'000, 0);
    {
        auto sealing = need(SealedExport::begin(parcel.disk, kName, kInto, parcel.random));
        CHECK_FALSE(need(sealing.step()));
    }
    const Bytes half = parcel.file(kInto);
    REQUIRE(half.size() > kPiece);
    CHECK(Bytes(half.begin(), half.begin() + kHeadBytes) == Bytes(kHeadBytes));
    CHECK(error_of(parcel.open(parcel.hub, half)) == ErrorCode::malformed);
    // Nor is a small one ever made at one step: who looks between two sees it begin.
    Parcel small(600, 0);
    auto sealing = need(SealedExport::begin(small.disk, kName, kInto, small.random));
    CHECK_FALSE(need(sealing.step()));
    CHECK(need(sealing.step()));
}

TEST_CASE("sealed file: the page that the disk refuses to read is zeros, and no other") {
    constexpr std::size_t kPage = 4096;
    const std::size_t page = GENERATE(0u, 15u, 16u, 24u, 31u, 48u);  // 15, 31: in two pieces
    CAPTURE(page);
    Parcel parcel(200'000, 3000);
    OddDisk odd(parcel.disk, kName);
    odd.refuse_reads(page * kPage, kPage);
    auto sealing = need(SealedExport::begin(odd, kName, kInto, parcel.random));
    while (!need(sealing.step())) continue;
    const auto found = need(parcel.open(parcel.hub, parcel.file(kInto)));
    Bytes expected = parcel.file(kName);
    const std::size_t lost = std::min(kPage, expected.size() - page * kPage);
    std::fill_n(expected.begin() + static_cast<std::ptrdiff_t>(page * kPage), lost,
                std::uint8_t{0});
    CHECK(found.database == expected);
    CHECK(found.wal == parcel.file("app.db-wal"));
    CHECK(found.unread == lost);
}

TEST_CASE("sealed file: of a disk that gives nothing at all none is made") {
    Parcel parcel(200'000, 0);
    OddDisk odd(parcel.disk, kName);
    odd.refuse_reads(0, 200'000);
    auto sealing = need(SealedExport::begin(odd, kName, kInto, parcel.random));
    CHECK_FALSE(need(sealing.step()));
    CHECK(error_of(sealing.step()) == ErrorCode::storage_failed);
    CHECK(parcel.file(kInto).empty());
}

TEST_CASE("sealed file: too large a database is refused, at both ends") {
    Parcel parcel(600, 0);
    OddDisk odd(parcel.disk, kName);
    const std::uint64_t most = limits::kRescueBytes - parcel.identity.size();
    odd.size = most;
    CHECK(SealedExport::begin(odd, kName, kInto, parcel.random).ok());
    odd.size = most + 1;
    CHECK(error_of(SealedExport::begin(odd, kName, kInto, parcel.random)) == ErrorCode::too_large);
}

TEST_CASE("sealed file: whoever knows the hub's key may claim what they like") {
    Parcel parcel(0, 0);
    const auto refused_as = [&](ByteView content, bool ended = true) {
        Sealer sealer = *Sealer::make(parcel.hub.public_key(), parcel.random.bytes(88));
        cbor::Writer head;
        head.array(5).text("xinfeng/rescue").uint(1);
        head.bytes(sha256(parcel.hub.public_key().bytes)).bytes(sealer.sealed_key());
        head.bytes(sealer.stream_head());
        Bytes out = head.out();
        append(out, sealer.seal(content, sha256(head.out()), ended));
        const auto opened = parcel.open(parcel.hub, out);
        return opened.ok() ? std::nullopt : std::optional(opened.error().code);
    };
    const auto sizes = [](std::uint64_t identity, std::uint64_t database) {
        Bytes out(24);
        for (std::size_t i = 0; i < 8; ++i) {
            out[i] = static_cast<std::uint8_t>(identity >> (56 - 8 * i));
            out[8 + i] = static_cast<std::uint8_t>(database >> (56 - 8 * i));
        }
        return out;
    };
    CHECK(refused_as(sizes(0, limits::kRescueBytes)) == ErrorCode::malformed);  // cut off
    CHECK(refused_as(sizes(0, limits::kRescueBytes + 1)) == ErrorCode::too_large);
    CHECK(refused_as(sizes(kIdentityBytes, 0)) == ErrorCode::malformed);
    CHECK(refused_as(sizes(kIdentityBytes + 1, 0)) == ErrorCode::too_large);
    CHECK(refused_as(sizes(1, UINT64_MAX)) == ErrorCode::too_large);

    const auto of = [&](const Bytes& identity, std::size_t unread = 8) {
        Bytes out = sizes(identity.size(), 0);
        append(out, identity);
        out.resize(out.size() + unread);
        return out;
    };
    CHECK_FALSE(refused_as(of(parcel.identity)));
    CHECK(refused_as(of(parcel.identity), false) == ErrorCode::malformed);  // who sealed it went on
    CHECK(refused_as(of(parcel.identity, 7)) == ErrorCode::malformed);
    CHECK(refused_as(of(parcel.identity, 9)) == ErrorCode::malformed);
    CHECK(refused_as(of({})) == ErrorCode::malformed);
    const SigningKey elsewhere = key_of(5);
    const Bytes foreign = encode_identity(parcel.device, certificate_of(elsewhere, parcel.device));
    CHECK(refused_as(of(foreign)) == ErrorCode::unknown_device);
}

}  // namespace xf::rescue
