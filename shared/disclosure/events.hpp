// What staff hand in to be published, and how a month was made known besides the log.
//
//   submitted  data = [office, matter, version, kind, due / null, supersedes / null]
//              content = [title, document number, figures / null, Markdown]
//                      | [title, document number, figures / null, Markdown, pictures]
//   channel    data = [month, kind, channel, day]
//
//   office      kOffice: the scope is staff's, so that no public kiosk holds what is not public yet
//   supersedes  the version of the same matter that this one corrects
//   month       year · 100 + month, as in leaves; also due
//   figures     as figures.hpp encodes them
//   pictures    vouchers, minutes: as blobs/reference.hpp names them, limits::kPublicPictures at most
#pragma once

#include "shared/blobs/reference.hpp"
#include "shared/disclosure/course.hpp"
#include "shared/disclosure/figures.hpp"
#include "shared/store/feature.hpp"

namespace xf::disclosure {

inline constexpr std::uint32_t kSubmittedType = 48;
inline constexpr std::uint32_t kChannelType = 49;

inline constexpr std::uint32_t kOffice = 1;

struct Submitted {
    Uuid matter;
    std::uint32_t version = 1;
    LeafKind kind = LeafKind::notice;
    std::optional<DueMonth> due = {};
    std::optional<std::uint32_t> supersedes = {};

    Bytes data() const;
    /// Errors: malformed; foreign_scope for another office; unknown_reference for a kind that is not
    /// handed in.
    static Result<Submitted> parse(const store::Header& header);
};

struct SubmittedText {
    std::string title;
    std::string number;  ///< 发文字号; may be empty
    std::optional<Figures> figures = {};
    std::string markdown;
    std::vector<blobs::BlobRef> pictures = {};

    /// Errors: those of encode_figures().
    Result<Bytes> content() const;
    /// Errors: malformed, also where the body was erased or withheld; those of decode_figures().
    static Result<SubmittedText> parse(const store::Event& event);
};

struct ChannelUsed {
    DueMonth month;
    LeafKind kind = LeafKind::finance;
    Channel channel = Channel::board;
    Day day;

    Bytes data() const;
    static Result<ChannelUsed> parse(const store::Header& header);
};

}  // namespace xf::disclosure
