// What is read of a WAL of which frames are damaged.
#include "tests/unit/rescue/wreck.hpp"

namespace xf::test {
namespace {

constexpr std::size_t kHead = 32, kFrameHead = 24, kFrame = kFrameHead + rescue::kPageBytes;

struct Visited {
    std::uint32_t number;
    rescue::Page page;
};

/// All versions of all pages, newer ones first.
std::vector<Visited> visited(const Image& image) {
    SimDisk disk(1, image);
    const auto database = need(disk.open(kApp)), wal = need(disk.open(kAppWal));
    const auto file = need(rescue::PageFile::open(*database, *wal));
    std::vector<Visited> out;
    need(file.each([&](std::uint32_t number, const rescue::Page& page) -> Status {
        out.push_back({number, page});
        return {};
    }));
    return out;
}

/// Where zeros might have been there before.
Image with_noise(const Image& image, std::uint64_t offset) {
    Image out = image;
    out.files[kAppWal].write(offset, Bytes(3000, 0x5c));
    return out;
}

/// A WAL that ends with a transaction of several frames.
Image written() {
    Wreck wreck(0);
    wreck.come();
    for (int i = 0; i < 3; ++i) wreck.write(i);
    Image image = wreck.image();
    const Bytes wal = content(image, kAppWal);
    const auto commits = [&](std::size_t frame) {
        return rescue::uint32_at(wal, kHead + frame * kFrame + 4) != 0;
    };
    std::size_t frames = (wal.size() - kHead) / kFrame;
    while (frames > 10 && !(commits(frames - 1) && !commits(frames - 2) && !commits(frames - 3)))
        --frames;
    REQUIRE(frames > 10);
    image.files[kAppWal].resize(kHead + frames * kFrame);
    return image;
}

}  // namespace

TEST_CASE("page file: a damaged page costs itself, a damaged frame's header the next one too") {
    const Image image = written();
    const std::size_t all = visited(image).size();
    const std::size_t frames = (content(image, kAppWal).size() - kHead) / kFrame;
    for (std::size_t frame = 1; frame + 3 < frames; ++frame) {
        CAPTURE(frame);
        const std::uint64_t at = kHead + frame * kFrame;
        CHECK(visited(with_noise(image, at + kFrameHead + 500)).size() == all - 1);
        CHECK(visited(with_zeros(image, kAppWal, at, kFrameHead)).size() == all - 2);
    }
}

TEST_CASE("page file: where the last commit's own page is damaged, the others of it are there") {
    const Image image = written();
    const auto whole = visited(image);
    const std::size_t frames = (content(image, kAppWal).size() - kHead) / kFrame;
    const std::uint64_t last = kHead + (frames - 1) * kFrame;
    const auto found = visited(with_noise(image, last + kFrameHead + 500));
    REQUIRE(found.size() == whole.size() - 1);
    CHECK(found[0].number == whole[1].number);
    CHECK(found[0].page == whole[1].page);
}

}  // namespace xf::test
