#include "native/hub/text_file.hpp"

#include <iconv.h>

#include <algorithm>

#include "shared/base/cbor.hpp"

namespace xf::hub {
namespace {

constexpr std::string_view kMark = "\xEF\xBB\xBF";

/// A conversion of the operating system, closed when it goes out of scope.
class Converter {
public:
    Converter() : state_(::iconv_open("UTF-8", "GB18030")) {}
    ~Converter() {
        if (open()) ::iconv_close(state_);
    }
    Converter(const Converter&) = delete;
    Converter& operator=(const Converter&) = delete;

    // iconv_open() fails with (iconv_t)-1, says POSIX. NOLINTNEXTLINE(performance-no-int-to-ptr)
    bool open() const { return state_ != reinterpret_cast<iconv_t>(-1); }

    /// All of `bytes`, or where the first one stands that is no GB18030.
    bool convert(std::string& bytes, std::string& out, std::size_t& failed_at) const {
        out.resize(bytes.size() * 2);  // two bytes become three at most
        char* from = bytes.data();
        char* to = out.data();
        std::size_t left = bytes.size(), room = out.size();
        const bool done = ::iconv(state_, &from, &left, &to, &room) != static_cast<std::size_t>(-1);
        failed_at = static_cast<std::size_t>(from - bytes.data());
        out.resize(static_cast<std::size_t>(to - out.data()));
        return done;
    }

private:
    iconv_t state_;
};

}  // namespace

Result<std::string> decoded_text(std::string bytes) {
    if (bytes.starts_with(kMark)) bytes.erase(0, kMark.size());
    if (cbor::valid_utf8(as_bytes(bytes))) return bytes;
    const Converter converter;
    if (!converter.open())
        return Error{ErrorCode::malformed,
                     "is not UTF-8, and this system can't read GB18030: save it as UTF-8"};
    std::string out;
    std::size_t failed_at = 0;
    if (converter.convert(bytes, out, failed_at) && cbor::valid_utf8(as_bytes(out))) return out;
    const auto line =
        1 + std::count(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(failed_at), '\n');
    return Error{ErrorCode::malformed,
                 "line " + std::to_string(line) + ": is neither UTF-8 nor GB18030"};
}

}  // namespace xf::hub
