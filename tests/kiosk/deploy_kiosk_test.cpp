// deploy/kiosk, with programs in place of the build and the client: which words it hands on.
#include "tests/support/fake_checkout.hpp"

namespace xf::test {

TEST_CASE("deploy/kiosk: builds the client with its packages, and hands on what it was asked for") {
    const FakeCheckout checkout(XF_SOURCE_FOLDER, "deploy/kiosk");
    checkout.program("deploy/build", "#!/bin/sh\necho \"$XINFENG_GROUPS: $@\"\n");
    checkout.program("build/native/xinfeng-kiosk", "#!/bin/sh\necho \"$@\"\n");
    const std::string built = "run kiosk: native xinfeng-kiosk\n";
    const std::string data = "--data " + checkout.path() + "/data/kiosk";
    CHECK(checkout.run("") == built + data + "\n");
    CHECK(checkout.run("--mm 477x268") == built + data + " --mm 477x268\n");
    CHECK(checkout.run("--data 'my data'") == built + "--data my data\n");
}

}  // namespace xf::test
