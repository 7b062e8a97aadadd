// Every bound in one place, with its reason. Each has a test at the bound and one beyond it.
#pragma once

#include <cstddef>
#include <cstdint>

namespace xf::limits {

// Hostile bytes
inline constexpr std::size_t kCborDepth = 8;  ///< our deepest message has 6; recursion stays tiny
inline constexpr std::size_t kEventBytes = 16384;  ///< one event with its body on the wire
inline constexpr std::size_t kEventDepth = 3;  ///< what a request may carry, a reply can carry too
inline constexpr std::size_t kTextBytes = 6000;  ///< free text of one event: 2,000 characters
inline constexpr std::size_t kNameBytes = 120;   ///< names of people, goods, rules: 40 characters
inline constexpr std::size_t kRequestBytes = 1u << 20;  ///< one sync request: many full pushes
inline constexpr std::size_t kReplyBytes = 8u << 20;    ///< one sync reply as a client accepts it

// Sync
inline constexpr std::size_t kPushEvents = 500;  ///< events in one request: bounds one transaction
inline constexpr std::size_t kPushBytes = 1u << 19;  ///< of them: half of a request
inline constexpr std::size_t kPullRecords = 5000;    ///< records in one reply: about 300 kB
inline constexpr std::size_t kShardsPerDevice = 64;
inline constexpr std::size_t kPersonsAtHand = 8;  ///< one household's people in front of one kiosk
inline constexpr std::size_t kWishes = 16;        ///< households for which one request asks points

// A hub that was restored
inline constexpr std::size_t kRecoveryBytes = 1u << 19;    ///< one part of a device's report
inline constexpr std::size_t kRecoveryStatements = 1000;   ///< in one part
inline constexpr std::uint64_t kReportBytes = 256u << 20;  ///< of one device: years of a village

// A damaged database that is brought to the hub
inline constexpr std::uint64_t kRescueBytes = 1u << 30;  ///< its files: ten times a large village's
inline constexpr std::size_t kRescueEvents = 200'000;    ///< of one device: all its life
inline constexpr std::size_t kRescueVersions = 4;  ///< of one event or hash, on pages of any age
inline constexpr std::size_t kRescueTold = 100;    ///< lost events that are named one by one

// Points
inline constexpr std::int64_t kAmount = 1'000'000;  ///< of one event: far above a year's best
inline constexpr std::uint32_t kQuantity = 999;     ///< pieces in one line
inline constexpr std::size_t kLines = 16;           ///< lines in one redemption

// Requests
inline constexpr std::size_t kRequestSteps =
    200;  ///< of one request; each one is read for the next

// Pictures that go with an event
inline constexpr std::size_t kPictures = 3;         ///< of one event
inline constexpr std::size_t kPublicPictures = 20;  ///< of one publication: a month's vouchers
inline constexpr std::size_t kPictureBytes =
    200'000;                                         ///< re-encoded: legible, and one minute at 2G
inline constexpr std::uint32_t kPictureSide = 2048;  ///< pixels; bounds what decoding one takes
inline constexpr std::uint64_t kPublicPixels = 16u << 20;   ///< a scanned A4 page has 9 million
inline constexpr std::size_t kBlobPieceBytes = 32'768;      ///< sent at once: resumed from there
inline constexpr std::size_t kBlobBodyBytes = 40'960;       ///< a piece with what is said about it
inline constexpr std::uint64_t kBlobsOfClient = 64u << 20;  ///< fetched ones that a device keeps
inline constexpr std::uint64_t kBlobsOfVillage = 16ull << 30;  ///< at the hub: 80,000 pictures

// Identity
inline constexpr std::uint64_t kEnrolCodeMs = 600'000;  ///< a one-time code lives ten minutes
inline constexpr int kEnrolTries = 5;                   ///< wrong tries that burn a code
inline constexpr int kPinTries = 3;                     ///< wrong PINs before delays begin
inline constexpr std::size_t kPinDigits = 6;

// Households that log in with a browser of their own
inline constexpr std::int64_t kVisitS = 43'200;  ///< one login: twelve hours
inline constexpr std::int64_t kRememberedVisitS =
    2'592'000;                                   ///< thirty days, where somebody chose so
inline constexpr std::size_t kVisitors = 5'000;  ///< logins that a shard knows, ended ones too
inline constexpr std::size_t kVisitorsPerHousehold = 8;  ///< phones of one family
inline constexpr std::uint32_t kVisitorEvents = 200;     ///< of one login
inline constexpr std::uint32_t kVisitorEventsPerDay =
    400;  ///< of one household, however often it logs in
inline constexpr std::size_t kLoginSubjects = 10'000;  ///< cards, or addresses, with wrong logins
inline constexpr std::size_t kLoginBytes = 1024;       ///< body of a login
inline constexpr std::size_t kLoginsAtOnce = 3;  ///< one hashes (16 MiB, 0.1 s), the others wait
inline constexpr std::size_t kKeptTexts = 20;    ///< of requests that a login ended before

// Lists that a town hands in
inline constexpr std::size_t kImportBytes = 8u << 20;     ///< one file
inline constexpr std::size_t kImportHouseholds = 10'000;  ///< of one file: the largest villages
inline constexpr std::size_t kHouseholdPersons = 30;
inline constexpr std::size_t kImportProblems = 50;  ///< told at once: a person mends them by hand

// Paper
inline constexpr std::size_t kPrintBytes = 1u << 19;  ///< texts of one document: 170,000 characters
inline constexpr std::size_t kPrintBlocks = 4000;     ///< rows of tables count as well
inline constexpr std::size_t kPrintFoot = 8;          ///< lines that stand on every page
inline constexpr std::size_t kPrintPages = 50;        ///< a whole pack of paper is nobody's wish
inline constexpr int kReceiptMm = 1000;               ///< a receipt of kLines has a quarter of that

// The public log
inline constexpr std::size_t kLeafBytes = 65535;         ///< tlog-tiles: entry lengths have 16 bits
inline constexpr std::size_t kDocumentBytes = 2u << 20;  ///< one published text
inline constexpr std::size_t kPaperBytes = 4u << 20;     ///< one picture: a page scanned at 300 dpi
inline constexpr std::size_t kPapersBytes = 32u << 20;   ///< of one publication together
inline constexpr std::size_t kCheckpointBytes = 4096;
inline constexpr std::size_t kLogReturnBytes = 5u
                                               << 20;  ///< leaves, or one file, for a restored hub

}  // namespace xf::limits
