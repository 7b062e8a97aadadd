// An ESC/POS printer made of software: takes the bytes that a real one would (commands.hpp), says no to
// what a real one would garble, and answers as a real one does. For tests and demos.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "shared/base/bytes.hpp"
#include "shared/base/result.hpp"
#include "shared/ports/printer.hpp"

namespace xf::native::escpos {

/// One line on the paper, or a code.
struct PrintedLine {
    std::string text;  ///< UTF-8; of a code what it says
    int align = 0;     ///< 0 left, 1 centred, 2 right
    bool strong = false;
    bool large = false;
    int module = 0;  ///< > 0: a code of such squares, in dots

    friend bool operator==(const PrintedLine&, const PrintedLine&) = default;
};

/// A piece of paper, down to where it was cut.
using Receipt = std::vector<PrintedLine>;

class VirtualPrinter {
public:
    explicit VirtualPrinter(ports::Paper paper);

    /// What the line brings, in whatever pieces. Errors: malformed, with the offset, for commands that
    /// not all makes know or that stand where they do nothing, characters that are no GB18030 or in no
    /// printer's font, Chinese without FS &, a line or a code that is wider than the paper, a code
    /// without its parts, more than a buffer holds. From then on it takes nothing.
    Status take(ByteView bytes);
    /// Errors: malformed where the line ended in the midst of something, though it could go on.
    Status end() const;

    /// What it has said, and which pieces it has cut off, since the last call.
    Bytes said();
    std::vector<Receipt> cut();

    void open_cover() { cover_open_ = true; }
    /// After so many more lines there is no paper left.
    void end_paper_after(std::size_t lines) { paper_left_ = lines; }

private:
    bool stopped() const { return cover_open_ || paper_left_ == 0; }
    Error wrong(const std::string& what) const;
    Status listen(std::uint8_t byte);
    Status answer(std::uint8_t which);
    Status work();
    Result<std::size_t> step(ByteView rest);
    Status run(ByteView command);
    Status run_with_value(std::uint16_t name, std::uint8_t value);
    Status set_up_code(ByteView part);
    Status print_code();
    Status take_character(std::uint8_t byte);
    Status end_line();
    Status put(PrintedLine line);

    const int columns_;
    std::uint64_t offset_ = 0;  ///< of the byte that is worked on
    std::optional<Error> jam_;
    Bytes heard_;   ///< of a question that is not complete yet
    Bytes buffer_;  ///< to be worked on, in its turn
    Bytes said_;
    bool cover_open_ = false;
    std::optional<std::size_t> paper_left_;

    bool ready_ = false, chinese_ = false;  ///< after ESC @, after FS &
    PrintedLine style_;
    std::string text_;  ///< of a line that has not ended
    bool has_model_ = false, has_correction_ = false;
    int module_ = 0;
    std::optional<std::string> stored_;
    Receipt piece_;
    std::vector<Receipt> cut_;
};

}  // namespace xf::native::escpos
