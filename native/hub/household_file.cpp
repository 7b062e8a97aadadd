#include "native/hub/household_file.hpp"

#include <algorithm>
#include <charconv>
#include <map>

#include "native/hub/csv.hpp"
#include "shared/base/cbor.hpp"
#include "shared/base/limits.hpp"
#include "shared/disclosure/utf8.hpp"

namespace xf::hub {
namespace {

constexpr std::string_view kNo = "户号", kHead = "户主", kGrid = "网格", kMembers = "成员";
constexpr std::string_view kColumns[] = {kNo, kHead, kGrid, kMembers};
constexpr std::string_view kBetweenMembers = "、";
/// Between names, where somebody did not write 、. The dot in foreign names (·) is none of them.
constexpr std::string_view kNoNameMarks[] = {"，", ",", "；", ";", "/", "／", "|", "、"};
constexpr std::uint32_t kHouseholdNumbers = 99'999, kGridNumbers = 999;
constexpr std::size_t kQuotedBytes = 60;

constexpr CsvBounds kBounds{limits::kImportHouseholds + 1, 16,
                            limits::kHouseholdPersons*(limits::kNameBytes + 3)};

/// A cell as it may be quoted: the beginning of a long one.
std::string quoted(std::string_view cell) {
    if (cell.size() <= kQuotedBytes) return "\"" + std::string(cell) + "\"";
    std::size_t end = kQuotedBytes;
    while (end > 0 && (static_cast<unsigned char>(cell[end]) & 0xC0) == 0x80) --end;
    return "\"" + std::string(cell.substr(0, end)) + "…\"";
}

/// Reads the lines below the header.
class Reader {
public:
    Reader(const std::map<std::string_view, std::size_t>& places, HouseholdFile& out)
        : places_(places), out_(out) {}

    void read(const CsvRecord& record) {
        record_ = &record;
        sound_ = true;
        if (record.fields.size() != places_.size())
            return wrong({}, "has " + std::to_string(record.fields.size()) + " fields, not " +
                                 std::to_string(places_.size()));
        FileHousehold found{record.line, {}};
        NewHousehold& household = found.household;
        household.no.value = number(kNo, kHouseholdNumbers);
        household.grid = number(kGrid, kGridNumbers);
        const std::string head(name(kHead, cell(kHead)));
        household.name = head + "家";
        if (household.name.size() > limits::kNameBytes) wrong(kHead, "is too long for a name");
        household.persons = {head};
        read_members(household.persons);
        if (!sound_) return;
        const auto [before, fresh] = lines_.emplace(household.no.value, record.line);
        if (!fresh)
            return wrong(kNo, std::to_string(household.no.value) + " is on line " +
                                  std::to_string(before->second) + " already");
        out_.households.push_back(std::move(found));
    }

private:
    std::string_view cell(std::string_view column) const {
        return disclosure::trimmed_utf8(record_->fields[places_.at(column)]);
    }

    void wrong(std::string_view column, const std::string& what) {
        sound_ = false;
        out_.problems.add(record_->line, column, what);
    }

    std::uint32_t number(std::string_view column, std::uint32_t most) {
        const std::string_view text = cell(column);
        std::uint32_t value = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (error != std::errc() || end != text.data() + text.size() || value < 1 || value > most)
            wrong(column, quoted(text) + " is no number from 1 to " + std::to_string(most));
        return value;
    }

    std::string_view name(std::string_view column, std::string_view text) {
        if (text.empty()) wrong(column, "has an empty name");
        if (text.size() > limits::kNameBytes)
            wrong(column,
                  quoted(text) + " has more than " + std::to_string(limits::kNameBytes) + " bytes");
        if (text.find_first_of("\r\n\t") != text.npos)
            wrong(column, "has a line end or a tab inside a name");
        const auto* mark =
            std::find_if(std::begin(kNoNameMarks), std::end(kNoNameMarks),
                         [&](std::string_view each) { return text.find(each) != text.npos; });
        if (mark != std::end(kNoNameMarks))
            wrong(column, quoted(text) + " has " + std::string(*mark) +
                              " inside a name; members stand between 、");
        return text;
    }

    /// The head is first, whether they are named again or not.
    void read_members(std::vector<std::string>& persons) {
        std::string_view rest = cell(kMembers);
        while (!rest.empty()) {
            const std::size_t end = rest.find(kBetweenMembers);
            const std::string member(name(kMembers, disclosure::trimmed_utf8(rest.substr(0, end))));
            rest = end == rest.npos ? "" : rest.substr(end + kBetweenMembers.size());
            const bool again =
                std::find(persons.begin() + 1, persons.end(), member) != persons.end();
            if (again) wrong(kMembers, quoted(member) + " is named twice");
            if (member != persons.front() && !again) persons.push_back(member);
        }
        if (persons.size() > limits::kHouseholdPersons)
            wrong(kMembers,
                  "has more than " + std::to_string(limits::kHouseholdPersons) + " members");
    }

    const std::map<std::string_view, std::size_t>& places_;
    HouseholdFile& out_;
    const CsvRecord* record_ = nullptr;
    bool sound_ = true;
    std::map<std::uint32_t, std::size_t> lines_;  ///< of household numbers
};

/// Where each column stands.
std::map<std::string_view, std::size_t> read_header(const CsvRecord& header, Problems& problems) {
    std::map<std::string_view, std::size_t> places;
    for (std::size_t i = 0; i < header.fields.size(); ++i) {
        const std::string_view name = disclosure::trimmed_utf8(header.fields[i]);
        const auto* known = std::find(std::begin(kColumns), std::end(kColumns), name);
        if (known == std::end(kColumns))
            problems.add(header.line, quoted(name), "is not known here");
        else if (!places.emplace(*known, i).second)
            problems.add(header.line, name, "stands twice");
    }
    for (const std::string_view column : kColumns)
        if (!places.contains(column)) problems.add(header.line, column, "is missing");
    return places;
}

}  // namespace

void Problems::add(std::size_t line, std::string_view column, std::string_view what) {
    if (++count_ > limits::kImportProblems) return;
    std::string sentence = "line " + std::to_string(line);
    if (!column.empty()) sentence += ", column " + std::string(column);
    kept_.push_back(sentence + ": " + std::string(what));
}

std::vector<std::string> Problems::sentences() const {
    std::vector<std::string> out = kept_;
    if (count_ > kept_.size())
        out.push_back("and " + std::to_string(count_ - kept_.size()) + " more");
    return out;
}

Result<HouseholdFile> read_household_file(std::string_view text) {
    HouseholdFile out;
    XF_ASSIGN(const std::vector<CsvRecord> records, parse_csv(text, kBounds));
    if (records.empty()) return Error{ErrorCode::nothing_entered, "the file is empty"};
    const auto places = read_header(records.front(), out.problems);
    if (!out.problems.none()) return out;
    Reader reader(places, out);
    for (auto record = records.begin() + 1; record != records.end(); ++record)
        if (!record->blank()) reader.read(*record);
    if (out.households.empty() && out.problems.none())
        return Error{ErrorCode::nothing_entered, "the file has no household"};
    return out;
}

}  // namespace xf::hub
