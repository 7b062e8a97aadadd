#include "tests/unit/frozen/corpus.hpp"

#include <map>

#include "shared/points/queries.hpp"
#include "shared/requests/events.hpp"
#include "shared/requests/feature.hpp"
#include "shared/rescue/sealed_file.hpp"
#include "tests/support/store_fixture.hpp"
#include "tests/unit/disclosure/fixtures.hpp"
#include "tests/unit/frozen/samples.hpp"

namespace xf::test {
namespace {

constexpr std::size_t kLeastRun = 16;  // shorter runs of zeros are cheaper left in

/// Whoever changes a file of the corpus changes this too, and says why.
const std::map<std::string, std::string>& hashes() {
    static const std::map<std::string, std::string> kHashes = {
        {"client.db.z", "4f23b590c7f0e54cd909095ae3e62388e43a8d6def0a558b2eb45cf228dae6ff"},
        {"hub.db.z", "152242d4fe55719df68a7686aa756575a4f3da4b844b2f4737819c9014b86e76"},
        {"public.cbor", "f1238305fae71b0793b61d20a078390a6f461d81604c057b1d483d073fcdae8e"},
        {"summary.txt", "4d0379a51fb4f61698511287be0ee0c304112c14b3da899a75ef3fcb936da276"},
        {"events.txt", "c43c69b62d2b53b3004dc188e48e79d03593b9972ea041fbc4c42dffa4f98d11"},
        {"identity.cbor", "3544f6127f695a304b5b657f6e4dc5094916f8eda09873eed40cf5a4d193a99f"},
        {"sealed.bin", "a70b61f522b63fd0d2fddfec77d83823dfc8c818374d1a146e46612274041ecf"},
    };
    return kHashes;
}

std::size_t zeros_at(ByteView bytes, std::size_t at) {
    std::size_t count = 0;
    while (at + count < bytes.size() && bytes[at + count] == 0) ++count;
    return count;
}

/// Of all scopes that are held as a whole, from their records.
std::map<store::Scope, store::ScopeHead> heads_of(const store::EventStore& store) {
    std::map<store::Scope, store::ScopeHead> out;
    need(store.each_record([&](const store::StoredEvent& stored) -> Status {
        const store::Position& position = *stored.position;
        if (position.scope_no == 0) return {};
        store::ScopeHead& head = out[position.scope];
        head = {position.scope_no,
                store::scope_hash_next(head.hash, stored.key, position.verdict, stored.event)};
        return {};
    }));
    return out;
}

}  // namespace

Bytes squeezed(ByteView bytes) {
    cbor::Writer out;
    for (std::size_t at = 0; at < bytes.size();) {
        const std::size_t zeros = zeros_at(bytes, at);
        at += zeros;
        std::size_t end = at;
        while (end < bytes.size() && zeros_at(bytes, end) < kLeastRun) ++end;
        out.array(2).uint(zeros).bytes(bytes.subspan(at, end - at));
        at = end;
    }
    return out.take();
}

Bytes unsqueezed(ByteView bytes) {
    Bytes out;
    cbor::Reader in(bytes);
    while (!in.at_end()) {
        need(in.array_of(2));
        out.resize(out.size() + need(in.uint(1u << 24)));
        append(out, need(in.bytes(1u << 24)));
    }
    return out;
}

Bytes frozen(const std::string& name) {
    const std::string text = fixture("v1/" + name);
    INFO(name);
    REQUIRE(to_hex(sha256(as_bytes(text))) == hashes().at(name));
    return {as_bytes(text).begin(), as_bytes(text).end()};
}

SimDisk::Image frozen_database(const std::string& name) {
    SimDisk::Image out;
    out.files[kDatabaseName].write(0, unsqueezed(frozen(name)));
    return out;
}

std::string summary_of(const store::Place& place) {
    std::string out;
    const auto line = [&](std::initializer_list<std::string> words) {
        std::string text;
        for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
        out += text + "\n";
    };
    const auto number = [](auto value) { return std::to_string(value); };
    store::EventStore store(place.db, place.shard);
    line({"cursor", number(need(store.hub_seq()))});
    line({"pending",
          number(need(place.db.integer("SELECT count(*) FROM event WHERE hub_seq IS NULL")))});
    for (const auto& [scope, head] : heads_of(store))
        line({"scope", number(static_cast<int>(scope.kind)), number(scope.subject),
              number(head.number), to_hex(head.hash)});
    auto chains = need(
        place.db.prepare("SELECT device, epoch, seq, hash FROM chain_head ORDER BY device, epoch"));
    need(chains.each([&](const store::Row& row) {
        line({"chain", number(row.column_int(0)), number(row.column_int(1)),
              number(row.column_int(2)), to_hex(row.column_blob(3))});
    }));
    for (const std::uint32_t household : {1u, 2u}) {
        const auto standing = need(points::standing(place, HouseholdNo{household}));
        line({"household", number(household), "posted", number(standing.posted.value()), "score",
              number(standing.score.value())});
    }
    const auto tell = [&](const store::StoredEvent& stored) -> Status {
        XF_ASSIGN(const store::Header header, stored.event.parsed());
        if (header.type != requests::kFiledType) return {};
        XF_ASSIGN(const auto request, requests::find(place, stored.key));
        XF_ASSIGN(const auto said, requests::Said::of(stored.event));
        line({"request", number(stored.key.device.value), number(stored.key.seq.value), "state",
              number(static_cast<int>(request.standing.state)), said.text});
        return {};
    };
    need(store.each_record(tell));
    need(store.each_pending(tell));
    return out;
}

/// TestHub's own (town.cpp): the first that its randomness gives.
SigningKey frozen_hub_key() { return *SigningKey::from_seed(SeededRandom(7).bytes(32)); }

Bytes sealed_sample(ByteView identity) {
    SimDisk disk(1);
    need(rescue::keep_identity(disk, kDatabaseName, identity));
    need(need(disk.open(kDatabaseName))->write(0, as_bytes(kSealedDatabase)));
    need(need(disk.open(std::string(kDatabaseName) + "-wal"))->write(0, as_bytes(kSealedWal)));
    SeededRandom random(1);
    auto sealing = need(rescue::SealedExport::begin(disk, kDatabaseName, "sealed", random));
    while (!need(sealing.step())) continue;
    const auto file = need(disk.open("sealed"));
    Bytes out(static_cast<std::size_t>(need(file->size())));
    CHECK(need(file->read(0, out)) == out.size());
    return out;
}

std::string event_samples() {
    std::string out;
    for (const SampleType& type : sample_types()) {
        cbor::Writer bytes;
        store::write(bytes, sample_event(type));
        out += std::to_string(type.number) + " " + to_hex(bytes.out()) + "\n";
    }
    return out;
}

}  // namespace xf::test
