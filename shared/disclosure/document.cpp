// Markdown to blocks: md4c finds the structure and calls back; a Reader puts blocks together.
#include "shared/disclosure/document.hpp"

#include <md4c.h>

#include <algorithm>

#include "shared/base/cbor.hpp"
#include "shared/base/limits.hpp"
#include "shared/disclosure/official_text.hpp"
#include "shared/disclosure/typography.hpp"
#include "shared/disclosure/utf8.hpp"

namespace xf::disclosure {
namespace {

using Kind = Block::Kind;

/// Takes their meaning from the characters of links, pictures, HTML, quotations, code and entities,
/// so that nothing of a document can be hidden in them: all of it is shown.
std::string without_inline_syntax(std::string_view markdown) {
    constexpr std::string_view kDefused = "[]<>`~&";
    std::string out;
    out.reserve(markdown.size() + markdown.size() / 16);
    bool escaped = false;
    for (const char c : markdown) {
        if (!escaped && kDefused.find(c) != std::string_view::npos) out += '\\';
        escaped = !escaped && c == '\\';
        out += c;
    }
    return out;
}

class Reader {
public:
    int enter_block(MD_BLOCKTYPE type, const void* detail) {
        if (++depth_ > kMaxDepth) return kTooLarge;
        switch (type) {
            case MD_BLOCK_UL:
                lists_.push_back({});
                break;
            case MD_BLOCK_OL: {
                const auto* list = static_cast<const MD_BLOCK_OL_DETAIL*>(detail);
                lists_.push_back({true, list->start, list->mark_delimiter});
                break;
            }
            case MD_BLOCK_LI:
                enter_item();
                break;
            case MD_BLOCK_HR:
                enter(Kind::rule);
                break;
            case MD_BLOCK_H:
                enter_heading(static_cast<const MD_BLOCK_H_DETAIL*>(detail)->level);
                break;
            // The paragraph of a loose list's item belongs to the item that was just begun.
            case MD_BLOCK_P:
                if (!fresh_item_) enter(Kind::paragraph);
                break;
            case MD_BLOCK_TABLE:
                if (static_cast<const MD_BLOCK_TABLE_DETAIL*>(detail)->col_count > kTableColumns)
                    return kTooLarge;
                enter(Kind::table);
                break;
            case MD_BLOCK_TR:
                block_.rows.emplace_back();
                break;
            case MD_BLOCK_TH:
            case MD_BLOCK_TD:
                if (++cells_ > kDocumentCells) return kTooLarge;
                block_.rows.back().emplace_back();
                break;
            default:
                break;
        }
        return blocks_.size() > kDocumentBlocks ? kTooLarge : 0;
    }

    int leave_block(MD_BLOCKTYPE type) {
        --depth_;
        switch (type) {
            case MD_BLOCK_UL:
            case MD_BLOCK_OL:
                lists_.pop_back();
                break;
            case MD_BLOCK_TH:
            case MD_BLOCK_TD:
                leave_cell();
                break;
            case MD_BLOCK_TABLE:
                leave_table();
                break;
            case MD_BLOCK_LI:
            case MD_BLOCK_H:
            case MD_BLOCK_HR:
            case MD_BLOCK_P:
                leave();
                break;
            default:
                break;
        }
        return 0;
    }

    int span(MD_SPANTYPE type, int step) {
        if (type == MD_SPAN_STRONG) strong_ += step;
        return 0;
    }

    int text(MD_TEXTTYPE type, std::string_view text) {
        switch (type) {
            case MD_TEXT_BR:
                // Lines of a signature are blocks of their own; anywhere else they run on.
                if (open_ && block_.kind == Kind::paragraph) {
                    enter(Kind::paragraph);
                } else {
                    line_ended_ = true;
                }
                return 0;
            case MD_TEXT_SOFTBR:
                line_ended_ = true;
                return 0;
            case MD_TEXT_NULLCHAR:
                text = "\uFFFD";
                break;
            default:
                break;
        }
        append(text);
        return 0;
    }

    std::vector<Block> take() { return std::move(blocks_); }

    // md4c stops for good only when a callback's result is negative; -1 is its own failure.
    static constexpr int kTooLarge = -2;

private:
    struct List {
        bool ordered = false;
        unsigned next = 0;
        char delimiter = '.';
    };

    // Document, table, its parts: five; every level of lists: two.
    static constexpr std::size_t kMaxDepth = 5 + 2 * kBlockDepth;

    void enter(Kind kind) {
        leave();
        block_ = Block{};
        block_.kind = kind;
        open_ = true;
    }

    void enter_heading(unsigned level) {
        constexpr unsigned kDeepest = 4;
        enter(level == 1 ? Kind::title : Kind::heading);
        if (level > 1) block_.level = static_cast<std::uint8_t>(std::min(level - 1, kDeepest));
    }

    void enter_item() {
        enter(Kind::item);
        fresh_item_ = true;
        List& list = lists_.back();
        if (list.ordered) append(std::to_string(list.next++) + list.delimiter + " ");
        fresh_item_ = true;
    }

    void leave() {
        line_ended_ = false;
        fresh_item_ = false;
        last_ = 0;
        if (!open_) return;
        open_ = false;
        trim_runs();
        const bool has_content = !block_.runs.empty() || !block_.rows.empty();
        if (has_content || block_.kind == Kind::rule) blocks_.push_back(std::move(block_));
        block_ = Block{};
    }

    void leave_cell() {
        std::string& cell = block_.rows.back().back();
        cell = std::string(trimmed_utf8(cell));
        line_ended_ = false;
    }

    void leave_table() {
        // A table without names of columns is written with an empty first row.
        const auto& first = block_.rows.front();
        const bool named = std::any_of(first.begin(), first.end(),
                                       [](const std::string& cell) { return !cell.empty(); });
        if (!named) block_.rows.erase(block_.rows.begin());
        block_.header_row = named;
        leave();
    }

    /// Where text goes: a cell of a table, or the block's runs.
    std::string& target() {
        if (block_.kind == Kind::table) return block_.rows.back().back();
        if (block_.runs.empty() || block_.runs.back().strong != (strong_ > 0))
            block_.runs.push_back({std::string(), strong_ > 0});
        return block_.runs.back().text;
    }

    void append(std::string_view text) {
        if (text.empty()) return;
        if (!open_) enter(Kind::paragraph);
        const auto word = [](char c) { return is_ascii_word(static_cast<unsigned char>(c)); };
        // Chinese runs on over the end of a line; Latin words need a space.
        const bool space = line_ended_ && word(last_) && word(text.front());
        line_ended_ = false;
        fresh_item_ = false;
        std::string& to = target();
        if (space) to += ' ';
        to += text;
        last_ = text.back();
    }

    /// Takes white space from both ends of the block, and the runs that consist of it.
    void trim_runs() {
        std::vector<Run>& runs = block_.runs;
        while (!runs.empty() && trimmed_utf8(runs.front().text).empty()) runs.erase(runs.begin());
        while (!runs.empty() && trimmed_utf8(runs.back().text).empty()) runs.pop_back();
        if (runs.empty()) return;
        std::string& first = runs.front().text;
        first.erase(0, static_cast<std::size_t>(trimmed_utf8(first).data() - first.data()));
        std::string& last = runs.back().text;
        const std::string_view kept = trimmed_utf8(last);
        last.resize(static_cast<std::size_t>(kept.data() - last.data()) + kept.size());
    }

    std::vector<Block> blocks_;
    Block block_;  ///< the one being put together, while open_
    std::vector<List> lists_;
    char last_ = 0;  ///< last byte appended
    std::size_t depth_ = 0;
    std::size_t cells_ = 0;
    int strong_ = 0;
    bool open_ = false;
    bool line_ended_ = false;
    bool fresh_item_ = false;  ///< an item was begun and has no text yet
};

Reader& reader(void* user) { return *static_cast<Reader*>(user); }

MD_PARSER callbacks() {
    MD_PARSER parser{};
    parser.flags = MD_FLAG_TABLES | MD_FLAG_NOHTML | MD_FLAG_NOINDENTEDCODEBLOCKS;
    parser.enter_block = [](MD_BLOCKTYPE type, void* detail, void* user) {
        return reader(user).enter_block(type, detail);
    };
    parser.leave_block = [](MD_BLOCKTYPE type, void*, void* user) {
        return reader(user).leave_block(type);
    };
    parser.enter_span = [](MD_SPANTYPE type, void*, void* user) {
        return reader(user).span(type, 1);
    };
    parser.leave_span = [](MD_SPANTYPE type, void*, void* user) {
        return reader(user).span(type, -1);
    };
    parser.text = [](MD_TEXTTYPE type, const MD_CHAR* text, MD_SIZE size, void* user) {
        return reader(user).text(type, {text, size});
    };
    return parser;
}

}  // namespace

Result<std::vector<Block>> read_document(std::string_view markdown) {
    if (markdown.size() > limits::kDocumentBytes) return Error{ErrorCode::too_large, "document"};
    if (!cbor::valid_utf8(as_bytes(markdown)))
        return Error{ErrorCode::malformed, "document: not UTF-8"};
    const std::string source = without_inline_syntax(markdown);
    const MD_PARSER parser = callbacks();
    Reader into;
    const int failed = md_parse(source.data(), static_cast<MD_SIZE>(source.size()), &parser, &into);
    if (failed == Reader::kTooLarge) return Error{ErrorCode::too_large, "document: structure"};
    if (failed != 0) return Error{ErrorCode::internal, "document: parser"};
    std::vector<Block> blocks = into.take();
    apply_official_typography(blocks);
    return blocks;
}

std::string text_of(const Block& block) {
    std::string out;
    for (const Run& run : block.runs) out += run.text;
    for (const auto& row : block.rows)
        for (const std::string& cell : row) out += cell;
    return out;
}

}  // namespace xf::disclosure
