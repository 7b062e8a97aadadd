#include "shared/disclosure/events.hpp"

#include "shared/base/limits.hpp"
#include "shared/disclosure/manifest.hpp"

namespace xf::disclosure {
namespace {

constexpr std::int32_t kLastDay = 376'200;  // the year 2999

Result<DueMonth> read_month(cbor::Reader& in) {
    XF_ASSIGN(const std::uint64_t number, in.uint(299'912));
    const DueMonth month = DueMonth::of(static_cast<std::uint32_t>(number));
    if (month.year < 2000 || month.month < 1 || month.month > 12)
        return Error{ErrorCode::malformed, "month"};
    return month;
}

Result<LeafKind> read_kind(cbor::Reader& in) {
    XF_ASSIGN(const std::uint64_t kind, in.uint(UINT8_MAX));
    return static_cast<LeafKind>(kind);
}

}  // namespace

Bytes Submitted::data() const {
    cbor::Writer out;
    out.array(6).uint(kOffice).bytes(matter.bytes).uint(version);
    out.uint(static_cast<std::uint64_t>(kind));
    due ? out.uint(due->number()) : out.null();
    supersedes ? out.uint(*supersedes) : out.null();
    return out.take();
}

Result<Submitted> Submitted::parse(const store::Header& header) {
    cbor::Reader in = header.reader();
    XF_TRY(in.array_of(6));
    Submitted out;
    XF_ASSIGN(const std::uint64_t office, in.uint());
    if (office != kOffice) return ErrorCode::foreign_scope;
    XF_ASSIGN(const ByteView matter, in.bytes_of(sizeof(Uuid::bytes)));
    out.matter = *Uuid::from(matter);
    XF_ASSIGN(out.version, in.uint32());
    XF_ASSIGN(out.kind, read_kind(in));
    if (!in.skip_null()) {
        XF_ASSIGN(out.due, read_month(in));
    }
    if (!in.skip_null()) {
        XF_ASSIGN(out.supersedes, in.uint32());
    }
    XF_TRY(in.finish());
    if (!is_monthly(out.kind) && !is_step(out.kind)) return ErrorCode::unknown_reference;
    return out;
}

Result<Bytes> SubmittedText::content() const {
    cbor::Writer out;
    out.array(pictures.empty() ? 4 : 5).text(title).text(number);
    if (figures) {
        XF_ASSIGN(const Bytes encoded, encode_figures(*figures));
        out.bytes(encoded);
    } else {
        out.null();
    }
    out.text(markdown);
    if (!pictures.empty()) blobs::write(out, pictures);
    return out.take();
}

Result<SubmittedText> SubmittedText::parse(const store::Event& event) {
    if (!event.body) return Error{ErrorCode::malformed, "submitted: no body"};
    XF_TRY(cbor::validate(event.body->content, limits::kEventBytes));
    cbor::Reader in(event.body->content);
    XF_ASSIGN(const std::size_t items, in.array(5));
    if (items < 4) return Error{ErrorCode::malformed, "submitted: content"};
    SubmittedText out;
    XF_ASSIGN(out.title, in.text(kTitleBytes));
    XF_ASSIGN(out.number, in.text(kNumberBytes));
    if (!in.skip_null()) {
        XF_ASSIGN(const ByteView encoded, in.bytes(kFiguresBytes));
        XF_ASSIGN(out.figures, decode_figures(encoded));
    }
    XF_ASSIGN(out.markdown, in.text(limits::kEventBytes));
    if (items == 5) {
        XF_ASSIGN(out.pictures, blobs::read_references(in, limits::kPublicPictures));
    }
    XF_TRY(in.finish());
    return out;
}

Bytes ChannelUsed::data() const {
    cbor::Writer out;
    out.array(4).uint(month.number()).uint(static_cast<std::uint64_t>(kind));
    out.uint(static_cast<std::uint64_t>(channel)).uint(static_cast<std::uint64_t>(day.days));
    return out.take();
}

Result<ChannelUsed> ChannelUsed::parse(const store::Header& header) {
    cbor::Reader in = header.reader();
    XF_TRY(in.array_of(4));
    ChannelUsed out;
    XF_ASSIGN(out.month, read_month(in));
    XF_ASSIGN(out.kind, read_kind(in));
    XF_ASSIGN(const std::uint64_t channel, in.uint(kLastChannel));
    out.channel = static_cast<Channel>(channel);
    XF_ASSIGN(const std::uint64_t day, in.uint(kLastDay));
    out.day.days = static_cast<std::int32_t>(day);
    XF_TRY(in.finish());
    if (!is_monthly(out.kind)) return ErrorCode::unknown_reference;
    return out;
}

}  // namespace xf::disclosure
