#include "native/kiosk/printer_config.hpp"

namespace xf::native {

Result<PrinterConfig> PrinterConfig::parse(std::string_view text) {
    constexpr std::string_view kPng = "png:";
    PrinterConfig out;
    if (text.starts_with(kPng) && text.size() > kPng.size()) {
        out.folder = text.substr(kPng.size());
        return out;
    }
    auto address = escpos::Address::parse(text);
    if (!address.ok())
        return Error{ErrorCode::malformed, "--printer takes png:DIR, " + address.error().detail};
    out.address = *std::move(address);
    return out;
}

}  // namespace xf::native
