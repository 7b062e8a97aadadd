// Pictures on the GPU, as far as screens want to draw them. The host decodes and uploads; here is
// only which are there, which are wanted, and which nobody has drawn for a while.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <vector>

#include "shared/base/crypto.hpp"

namespace xf::kiosk {

/// A picture as the renderer knows it. `id` 0: it can't be shown.
struct Texture {
    std::uint64_t id = 0;
    int width = 0, height = 0;  ///< pixels
};

class Pictures {
public:
    void begin_frame();
    /// To be drawn now; nothing while it is not there yet: it is asked for then.
    std::optional<Texture> get(const Hash& hash);
    void put(const Hash& hash, Texture texture);

    /// Those that the last frame wanted and that were never given.
    std::span<const Hash> missing() const { return missing_; }
    /// Takes out those that were not drawn lately, so that at most kKept stay.
    std::vector<Texture> take_unused();
    /// They are gone with the GPU's context: all are asked for again.
    void lose_all() { held_.clear(); }

    /// The one that is looked at, over everything else.
    std::optional<Hash> open;

private:
    static constexpr std::size_t kKept = 12;  ///< about 60 MB at their largest
    struct Held {
        Texture texture;
        std::uint64_t frame = 0;
    };
    std::map<Hash, Held> held_;
    std::vector<Hash> missing_;
    std::uint64_t frame_ = 0;
};

}  // namespace xf::kiosk
