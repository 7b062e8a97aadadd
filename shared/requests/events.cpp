#include "shared/requests/events.hpp"

#include "shared/base/limits.hpp"

namespace xf::requests {
namespace {

constexpr std::size_t kStepItems = 4;

cbor::Writer& write(cbor::Writer& out, const EventKey& key) {
    return out.uint(key.device.value).uint(key.epoch.value).uint(key.seq.value);
}

Result<EventKey> read_key(cbor::Reader& in) {
    EventKey key;
    XF_ASSIGN(key.device, in.number<DeviceNo>());
    XF_ASSIGN(key.epoch, in.number<Epoch>());
    XF_ASSIGN(key.seq, in.number<Seq>());
    return key;
}

/// Of `items` in all; the caller writes the rest.
void begin(cbor::Writer& out, const Step& step, std::size_t items) {
    out.array(items).uint(step.person.value);
    write(out, step.request);
}

Result<Step> read_step(cbor::Reader& in) {
    Step out;
    XF_ASSIGN(out.person, in.number<PersonNo>());
    XF_ASSIGN(out.request, read_key(in));
    return out;
}

/// A number that names one of an enum's values, `last` being the greatest.
template <typename E>
Result<E> read_enum(cbor::Reader& in, E last) {
    XF_ASSIGN(const std::uint32_t value, in.uint32());
    if (value > static_cast<std::uint32_t>(last)) return ErrorCode::malformed;
    return static_cast<E>(value);
}

template <typename T>
Result<T> read_bytes(cbor::Reader& in, std::size_t size) {
    XF_ASSIGN(const ByteView bytes, in.bytes_of(size));
    return *T::from(bytes);
}

Result<std::uint32_t> read_category(cbor::Reader& in) {
    XF_ASSIGN(const std::uint32_t category, in.uint32());
    if (category >= kCategories) return ErrorCode::unknown_reference;
    return category;
}

}  // namespace

Bytes Filed::data() const {
    cbor::Writer out;
    out.array(2).uint(person.value).uint(category);
    return out.take();
}

Result<Filed> Filed::parse(const store::Header& header) {
    cbor::Reader in = header.reader();
    XF_TRY(in.array_of(2));
    Filed out;
    XF_ASSIGN(out.person, in.number<PersonNo>());
    XF_ASSIGN(out.category, read_category(in));
    XF_TRY(in.finish());
    return out;
}

Bytes FiledAnonymously::data() const {
    cbor::Writer out;
    out.array(4).uint(pseudonym.value).uint(category).bytes(key.bytes).bytes(proof_check);
    return out.take();
}

Result<FiledAnonymously> FiledAnonymously::parse(const store::Header& header) {
    cbor::Reader in = header.reader();
    XF_TRY(in.array_of(4));
    FiledAnonymously out;
    XF_ASSIGN(out.pseudonym, in.number<PersonNo>());
    XF_ASSIGN(out.category, read_category(in));
    XF_ASSIGN(out.key, read_bytes<PublicKey>(in, sizeof(PublicKey::bytes)));
    XF_ASSIGN(out.proof_check, read_bytes<Hash>(in, sizeof(Hash::bytes)));
    XF_TRY(in.finish());
    return out;
}

Bytes Step::data() const {
    cbor::Writer out;
    begin(out, *this, kStepItems);
    return out.take();
}

Result<Step> Step::parse(const store::Header& header) {
    cbor::Reader in = header.reader();
    XF_TRY(in.array_of(kStepItems));
    XF_ASSIGN(const Step out, read_step(in));
    XF_TRY(in.finish());
    return out;
}

Bytes HandedOn::data() const {
    cbor::Writer out;
    begin(out, step, kStepItems + 1);
    out.uint(static_cast<std::uint64_t>(to));
    return out.take();
}

Result<HandedOn> HandedOn::parse(const store::Header& header) {
    cbor::Reader in = header.reader();
    XF_TRY(in.array_of(kStepItems + 1));
    HandedOn out;
    XF_ASSIGN(out.step, read_step(in));
    XF_ASSIGN(out.to, read_enum(in, Level::county));
    XF_TRY(in.finish());
    return out;
}

Bytes Visited::data() const {
    cbor::Writer out;
    begin(out, step, kStepItems + 1);
    out.uint(static_cast<std::uint64_t>(answer));
    return out.take();
}

Result<Visited> Visited::parse(const store::Header& header) {
    cbor::Reader in = header.reader();
    XF_TRY(in.array_of(kStepItems + 1));
    Visited out;
    XF_ASSIGN(out.step, read_step(in));
    XF_ASSIGN(out.answer, read_enum(in, Answer::not_solved));
    XF_TRY(in.finish());
    return out;
}

Bytes Answered::data() const {
    cbor::Writer out;
    begin(out, step, kStepItems + 6);
    write(out, finished).uint(static_cast<std::uint64_t>(answer));
    out.uint(static_cast<std::uint64_t>(cause));
    if (signature)
        out.bytes(signature->bytes);
    else
        out.null();
    return out.take();
}

Result<Answered> Answered::parse(const store::Header& header) {
    cbor::Reader in = header.reader();
    XF_TRY(in.array_of(kStepItems + 6));
    Answered out;
    XF_ASSIGN(out.step, read_step(in));
    XF_ASSIGN(out.finished, read_key(in));
    XF_ASSIGN(out.answer, read_enum(in, Answer::not_solved));
    XF_ASSIGN(out.cause, read_enum(in, Cause::other));
    if ((out.answer == Answer::not_solved) != (out.cause != Cause::none))
        return ErrorCode::malformed;
    if (!in.skip_null()) {
        XF_ASSIGN(out.signature, read_bytes<Signature>(in, sizeof(Signature::bytes)));
    }
    XF_TRY(in.finish());
    return out;
}

Result<Step> step_of(const store::Header& header) {
    switch (header.type) {
        case kAcceptedType:
        case kFinishedType:
        case kClosedType:
        case kReopenedType:
            return Step::parse(header);
        case kHandedOnType: {
            XF_ASSIGN(const HandedOn handed_on, HandedOn::parse(header));
            return handed_on.step;
        }
        case kVisitedType: {
            XF_ASSIGN(const Visited visited, Visited::parse(header));
            return visited.step;
        }
        case kAnsweredType: {
            XF_ASSIGN(const Answered answered, Answered::parse(header));
            return answered.step;
        }
        default:
            return ErrorCode::unknown_type;
    }
}

Bytes Said::content() const {
    cbor::Writer out;
    out.array(pictures.empty() ? 1 : 2).text(text);
    if (!pictures.empty()) blobs::write(out, pictures);
    return out.take();
}

Result<Said> Said::of(const store::Event& event) {
    Said out;
    if (!event.body) return out;
    XF_TRY(cbor::validate(event.body->content, limits::kEventBytes));
    cbor::Reader in(event.body->content);
    XF_ASSIGN(const std::size_t items, in.array(2));
    XF_ASSIGN(const std::string_view text, in.text(limits::kTextBytes));
    out.text = text;
    if (items == 2) {
        XF_ASSIGN(out.pictures, blobs::read_references(in));
        if (out.pictures.empty()) return ErrorCode::malformed;  // said with one item
    }
    XF_TRY(in.finish());
    return out;
}

}  // namespace xf::requests
