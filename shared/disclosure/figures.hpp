// The figures of a publication, for programs: what its text says in words besides. They stand in the
// body file of media type 2, before the text.
//
//   data = [ 1, 0, date, turnout, votes, publicity, result due / null, objections / null ]
//        | [ 1, 1, opening, closing, [ [direction, category, amount, text, paper / null] … ] ]
//
//   1            format; the number after it says what the figures are of: a step of a matter
//                (四议两公开), or a month's accounts (财务)
//   date         days since 1970-01-01, as all days
//   turnout      [expected, present], or null
//   votes        [for, against, abstained], or null
//   publicity    [first day, last day] of the time for objections (公示期), or null
//   result due   the day by which its result is to be published
//   objections   how many there were
//   opening, closing   balance, in 分
//   direction    0 income, 1 spending
//   amount       in 分, above 0
//   paper        place of its voucher among the papers of the leaf, from 0
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "shared/base/bytes.hpp"
#include "shared/base/date.hpp"
#include "shared/base/result.hpp"

namespace xf::disclosure {

// Bounds, far above what a village has.
inline constexpr std::uint32_t kPeople = 1'000'000;
inline constexpr std::int64_t kCents = 1'000'000'000'000;  ///< of one amount or balance
inline constexpr std::size_t kFinanceLines = 200;
inline constexpr std::size_t kCategoryBytes = 60;
inline constexpr std::size_t kLineTextBytes = 180;
inline constexpr std::size_t kFiguresBytes = 65'536;

struct Turnout {
    std::uint32_t expected = 0, present = 0;
    friend bool operator==(const Turnout&, const Turnout&) = default;
};

struct Votes {
    std::uint32_t in_favour = 0, against = 0, abstained = 0;
    std::uint64_t all() const { return std::uint64_t{in_favour} + against + abstained; }
    friend bool operator==(const Votes&, const Votes&) = default;
};

/// Both days are part of it.
struct Period {
    Day from, to;
    friend bool operator==(const Period&, const Period&) = default;
};

struct StepFigures {
    Day date;
    std::optional<Turnout> turnout;
    std::optional<Votes> votes;
    std::optional<Period> publicity;
    std::optional<Day> result_due;
    std::optional<std::uint32_t> objections;
    friend bool operator==(const StepFigures&, const StepFigures&) = default;
};

enum class Direction : std::uint8_t { income = 0, spending = 1 };

struct FinanceLine {
    Direction direction = Direction::income;
    std::string category;
    std::int64_t cents = 0;
    std::string text;
    std::optional<std::uint32_t> paper = {};
    friend bool operator==(const FinanceLine&, const FinanceLine&) = default;
};

struct FinanceFigures {
    std::int64_t opening = 0, closing = 0;
    std::vector<FinanceLine> lines;

    /// Of all lines of that direction.
    std::int64_t sum(Direction direction) const;
    /// The closing balance that follows from the rest.
    std::int64_t balance() const {
        return opening + sum(Direction::income) - sum(Direction::spending);
    }
    friend bool operator==(const FinanceFigures&, const FinanceFigures&) = default;
};

using Figures = std::variant<StepFigures, FinanceFigures>;

/// Errors: bad_amount where a sum does not add up, more people were present than expected or voted
/// than were present, or a period ends before it begins; too_large and malformed beyond a bound.
Status check_figures(const Figures& figures);

/// Errors: those of check_figures().
Result<Bytes> encode_figures(const Figures& figures);
/// Errors: malformed, too_large, unsupported_version, and those of check_figures().
Result<Figures> decode_figures(ByteView data);

}  // namespace xf::disclosure
