#include "native/escpos/address.hpp"

#include <arpa/inet.h>
#include <termios.h>

#include <charconv>

namespace xf::native::escpos {
namespace {

constexpr std::uint32_t kMostPort = 65'535;

/// "NAME<mark>NUMBER" into its parts.
bool split(Address& address, char mark) {
    const std::size_t at = address.name.rfind(mark);
    if (at == std::string::npos) return false;
    const char* const end = address.name.data() + address.name.size();
    const auto read = std::from_chars(address.name.data() + at + 1, end, address.number);
    if (read.ec != std::errc{} || read.ptr != end) return false;
    address.name.resize(at);
    return true;
}

bool is_file(const std::string& name) { return name.starts_with('/'); }

bool is_host(std::string& name) {
    in6_addr ignored{};
    if (::inet_pton(AF_INET, name.c_str(), &ignored) == 1) return true;
    if (!name.starts_with('[') || !name.ends_with(']')) return false;
    name = name.substr(1, name.size() - 2);
    return ::inet_pton(AF_INET6, name.c_str(), &ignored) == 1;
}

bool complete(Address& address) {
    switch (address.kind) {
        case Address::Kind::usb:
            return is_file(address.name);
        case Address::Kind::serial:
            return split(address, '@') && is_file(address.name) && speed_of(address.number) != 0;
        case Address::Kind::tcp:
            return split(address, ':') && is_host(address.name) && address.number > 0 &&
                   address.number <= kMostPort;
    }
    return false;
}

}  // namespace

Result<Address> Address::parse(std::string_view text) {
    static constexpr struct {
        std::string_view prefix;
        Kind kind;
    } kKinds[] = {{"usb:", Kind::usb}, {"serial:", Kind::serial}, {"tcp:", Kind::tcp}};
    for (const auto& [prefix, kind] : kKinds) {
        if (!text.starts_with(prefix)) continue;
        Address out{kind, std::string(text.substr(prefix.size())), 0};
        if (complete(out)) return out;
    }
    return Error{ErrorCode::malformed,
                 "usb:/dev/usb/lp0, serial:/dev/ttyS0@9600 or tcp:192.168.1.9:9100"};
}

std::uint32_t speed_of(std::uint32_t baud) {
    switch (baud) {
        case 9600:
            return B9600;
        case 19'200:
            return B19200;
        case 38'400:
            return B38400;
        case 57'600:
            return B57600;
        case 115'200:
            return B115200;
        default:
            return 0;
    }
}

}  // namespace xf::native::escpos
