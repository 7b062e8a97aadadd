#include "kiosk/paint/pictures.hpp"

#include <algorithm>

namespace xf::kiosk {

void Pictures::begin_frame() {
    ++frame_;
    missing_.clear();
}

std::optional<Texture> Pictures::get(const Hash& hash) {
    const auto found = held_.find(hash);
    if (found == held_.end()) {
        if (std::find(missing_.begin(), missing_.end(), hash) == missing_.end())
            missing_.push_back(hash);
        return std::nullopt;
    }
    found->second.frame = frame_;
    return found->second.texture;
}

void Pictures::put(const Hash& hash, Texture texture) { held_[hash] = {texture, frame_}; }

std::vector<Texture> Pictures::take_unused() {
    std::vector<Texture> out;
    while (held_.size() > kKept) {
        const auto oldest = std::min_element(
            held_.begin(), held_.end(),
            [](const auto& a, const auto& b) { return a.second.frame < b.second.frame; });
        if (oldest->second.frame == frame_) break;  // all of them are on screen
        if (oldest->second.texture.id != 0) out.push_back(oldest->second.texture);
        held_.erase(oldest);
    }
    return out;
}

}  // namespace xf::kiosk
