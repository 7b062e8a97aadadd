#include "native/hub/csv.hpp"

#include <algorithm>

namespace xf::hub {
namespace {

class Parser {
public:
    Parser(std::string_view text, const CsvBounds& bounds) : text_(text), bounds_(bounds) {}

    Result<std::vector<CsvRecord>> parse() {
        std::vector<CsvRecord> out;
        while (at_ < text_.size()) {
            if (out.size() == bounds_.records)
                return wrong(ErrorCode::too_large,
                             "more than " + std::to_string(bounds_.records) + " lines");
            XF_ASSIGN(CsvRecord record, read_record());
            out.push_back(std::move(record));
        }
        return out;
    }

private:
    Error wrong(ErrorCode code, const std::string& what) const {
        return {code, "line " + std::to_string(line_) + ": " + what};
    }

    Result<CsvRecord> read_record() {
        CsvRecord record{line_, {}};
        for (;;) {
            if (record.fields.size() == bounds_.fields)
                return wrong(ErrorCode::too_large,
                             "more than " + std::to_string(bounds_.fields) + " columns");
            XF_ASSIGN(std::string field, next() == '"' ? read_quoted() : read_plain());
            record.fields.push_back(std::move(field));
            if (next() == ',') {
                ++at_;
                continue;
            }
            XF_TRY(end_line());
            return record;
        }
    }

    /// 0 at the end; a NUL in the text is refused where it is taken.
    char next() const { return at_ < text_.size() ? text_[at_] : '\0'; }

    Status end_line() {
        if (at_ == text_.size()) return {};
        if (text_.substr(at_).starts_with("\r\n")) ++at_;
        if (text_[at_] != '\n')
            return wrong(ErrorCode::malformed, "text after a closing quote, before the comma");
        ++at_;
        ++line_;
        return {};
    }

    Status take(std::string& field) {
        const char c = text_[at_];
        const auto byte = static_cast<unsigned char>(c);
        const bool line_end = c == '\n' || c == '\r';
        if ((byte < 0x20 && c != '\t' && !line_end) || byte == 0x7F)
            return wrong(ErrorCode::malformed, "a control character");
        if (field.size() == bounds_.field_bytes)
            return wrong(ErrorCode::too_large,
                         "a field of more than " + std::to_string(bounds_.field_bytes) + " bytes");
        field += c;
        ++at_;
        return {};
    }

    Result<std::string> read_plain() {
        std::string field;
        while (at_ < text_.size() && text_[at_] != ',' && text_[at_] != '\n' &&
               !text_.substr(at_).starts_with("\r\n")) {
            if (text_[at_] == '"')
                return wrong(ErrorCode::malformed,
                             "a quote inside a field that has none around it");
            if (text_[at_] == '\r') return wrong(ErrorCode::malformed, "a line ends in CR alone");
            XF_TRY(take(field));
        }
        return field;
    }

    Result<std::string> read_quoted() {
        const std::size_t opened = line_;
        std::string field;
        ++at_;
        while (at_ < text_.size()) {
            if (text_[at_] == '"') {
                ++at_;
                if (next() != '"') return field;
            }
            if (text_[at_] == '\n') ++line_;
            XF_TRY(take(field));
        }
        line_ = opened;
        return wrong(ErrorCode::malformed, "a quote that is never closed");
    }

    std::string_view text_;
    const CsvBounds& bounds_;
    std::size_t at_ = 0;
    std::size_t line_ = 1;
};

}  // namespace

bool CsvRecord::blank() const {
    return std::all_of(fields.begin(), fields.end(),
                       [](const std::string& field) { return field.empty(); });
}

Result<std::vector<CsvRecord>> parse_csv(std::string_view text, const CsvBounds& bounds) {
    return Parser(text, bounds).parse();
}

}  // namespace xf::hub
