#include "kiosk/paint/table_columns.hpp"

#include <algorithm>
#include <numeric>

#include "kiosk/paint/text_layout.hpp"

namespace xf::kiosk {
namespace {

constexpr float kLeastEm = 3.0f;  // a narrower column would stand on its head
constexpr float kMostEm = 16.0f;  // a longer cell wraps

float sum(const std::vector<float>& values) {
    return std::accumulate(values.begin(), values.end(), 0.0f);
}

/// What each column would like, between the bounds.
std::vector<float> wishes(const Advances& font, const TableRows& rows, float em, float pad) {
    std::vector<float> wish;
    for (const auto& row : rows) {
        wish.resize(std::max(wish.size(), row.size()), em * kLeastEm + 2 * pad);
        for (std::size_t c = 0; c < row.size(); ++c) {
            const float natural = std::min(text_width(font, row[c], em), em * kMostEm);
            wish[c] = std::max(wish[c], natural + 2 * pad);
        }
    }
    return wish;
}

/// Takes from the widest columns first until they fit, but never below the least width.
void shrink(std::vector<float>& widths, float room, float least) {
    float excess = sum(widths) - room;
    while (excess > 0.5f) {
        const float widest = *std::max_element(widths.begin(), widths.end());
        if (widest <= least) return;
        float second = least;
        float count = 0;
        for (const float w : widths) {
            if (w >= widest - 0.5f)
                ++count;
            else
                second = std::max(second, w);
        }
        const float take = std::min(widest - second, excess / count);
        for (float& w : widths)
            if (w >= widest - 0.5f) w -= std::max(take, 0.5f);
        excess = sum(widths) - room;
    }
}

}  // namespace

std::vector<float> table_columns(const Advances& font, const TableRows& rows,
                                 const ColumnRoom& room) {
    std::vector<float> columns = wishes(font, rows, room.em, room.pad);
    if (columns.empty()) return columns;
    const float natural = sum(columns);
    if (natural > room.width) {
        shrink(columns, room.width, room.em * (kLeastEm + 1) + 2 * room.pad);
    } else {
        const float extra = (room.width - natural) / static_cast<float>(columns.size());
        for (float& w : columns) w += extra;
    }
    return columns;
}

}  // namespace xf::kiosk
