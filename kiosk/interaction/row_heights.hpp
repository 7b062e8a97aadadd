// How tall the rows of a long list are, as far as they have been drawn: the others are left out of the
// drawing, and taken to be as tall as the mean of those.
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
        sum_ = 0;
        known_ = 0;
    }

    /// Known, or `guess` while no row is.
    float of(std::size_t row, float guess) const {
        if (heights_[row] != kUnknown) return heights_[row];
        return known_ == 0 ? guess : sum_ / static_cast<float>(known_);
    }

    void set(std::size_t row, float height) {
        float& kept = heights_[row];
        if (kept == kUnknown)
            ++known_;
        else
            sum_ -= kept;
        sum_ += height;
        kept = height;
    }

private:
    static constexpr float kUnknown = -1;
    std::vector<float> heights_;
    float width_ = 0, line_ = 0;
    float sum_ = 0;
    std::size_t known_ = 0;
};

}  // namespace xf::kiosk
