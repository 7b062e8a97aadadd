// The pictures of tests/pictures come from a rasteriser of our own: OpenGL has to draw the same.
#include <catch_amalgamated.hpp>

#include "tests/kiosk/program.hpp"

namespace xf::test {
namespace {

TEST_CASE("OpenGL and the rasteriser of the reference pictures draw the same") {
    const Screen screen;
    Program program(XF_GL_PICTURES_PROGRAM, {XF_FONT_DIR}, screen.environment());
    const int code = program.end();
    INFO(program.said());
    CHECK(code == 0);
}

}  // namespace
}  // namespace xf::test
