#include "native/platform/gb18030.hpp"

#include <iconv.h>

namespace xf::native {
namespace {

/// A conversion of the operating system, closed when it goes out of scope.
class Converter {
public:
    Converter(const char* to, const char* from) : state_(::iconv_open(to, from)) {}
    ~Converter() {
        if (open()) ::iconv_close(state_);
    }
    Converter(const Converter&) = delete;
    Converter& operator=(const Converter&) = delete;

    // iconv_open() fails with (iconv_t)-1, says POSIX. NOLINTNEXTLINE(performance-no-int-to-ptr)
    bool open() const { return state_ != reinterpret_cast<iconv_t>(-1); }

    Converted convert(std::string_view bytes) const {
        std::string in(bytes);
        Converted out;
        out.text.resize(bytes.size() * 2);  // the longest: two bytes of GB18030 become three
        char* from = in.data();
        char* to = out.text.data();
        std::size_t left = in.size(), room = out.text.size();
        ::iconv(state_, &from, &left, &to, &room);
        out.taken = bytes.size() - left;
        out.text.resize(out.text.size() - room);
        return out;
    }

private:
    iconv_t state_;
};

std::optional<Converted> convert(const char* to, const char* from, std::string_view bytes) {
    const Converter converter(to, from);
    if (!converter.open()) return std::nullopt;
    return converter.convert(bytes);
}

}  // namespace

std::optional<Converted> utf8_from_gb18030(std::string_view bytes) {
    return convert("UTF-8", "GB18030", bytes);
}

std::optional<Converted> gb18030_from_utf8(std::string_view text) {
    return convert("GB18030", "UTF-8", text);
}

}  // namespace xf::native
