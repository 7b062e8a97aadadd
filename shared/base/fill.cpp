#include "shared/base/fill.hpp"

namespace xf {

std::string fill(std::string_view sentence, std::initializer_list<std::string_view> arguments) {
    std::string out;
    for (std::size_t i = 0; i < sentence.size(); ++i) {
        const bool place = sentence[i] == '{' && i + 2 < sentence.size() && sentence[i + 2] == '}';
        if (!place) {
            out += sentence[i];
            continue;
        }
        const auto index = static_cast<std::size_t>(sentence[i + 1] - '0');
        if (index < arguments.size()) out += arguments.begin()[index];
        i += 2;
    }
    return out;
}

}  // namespace xf
