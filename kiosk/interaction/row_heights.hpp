// How tall the rows of a long list are, as far as they have been drawn: the others are left out of the
// drawing, and taken to be as tall as the mean of those that were drawn first. That estimate stays: were it
// to follow, thousands of rows above would move what is seen.
#pragma once

#include <cstddef>
#include <vector>

namespace xf::kiosk {

class RowHeights {
public:
    /// Forgets all where there are other rows than before, another width, or another height of a line.
    void fit(std::size_t rows, float width, float line) {
        if (rows == heights_.size() && width == width_ && line == line_) return;
        heights_.assign(rows, kUnknown);
        width_ = width;
        line_ = line;
        estimate_ = kUnknown;
    }

    /// Known, or estimated; `guess` before anything was drawn.
    float of(std::size_t row, float guess) const {
        if (heights_[row] != kUnknown) return heights_[row];
        return estimate_ == kUnknown ? guess : estimate_;
    }

    void set(std::size_t row, float height) { heights_[row] = height; }

    /// The list was drawn.
    void drawn() {
        if (estimate_ != kUnknown) return;
        float sum = 0;
        std::size_t known = 0;
        for (const float height : heights_) {
            if (height == kUnknown) continue;
            sum += height;
            ++known;
        }
        if (known > 0) estimate_ = sum / static_cast<float>(known);
    }

private:
    static constexpr float kUnknown = -1;
    std::vector<float> heights_;
    float width_ = 0, line_ = 0;
    float estimate_ = kUnknown;
};

}  // namespace xf::kiosk
