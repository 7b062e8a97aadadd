// deploy/run, with programs in place of the build and the hub: which words it hands on.
#include "tests/support/fake_checkout.hpp"

namespace xf::test {

TEST_CASE("deploy/run: hands on what it was asked for", "[hub]") {
    const FakeCheckout checkout(XF_SOURCE_FOLDER, "deploy/run");
    checkout.program("deploy/build", "#!/bin/sh\n");
    checkout.program("build/native/xinfeng-hub", "#!/bin/sh\necho \"$@\"\n");
    checkout.file("my town.json", "{}");
    const std::string root = checkout.path();
    const auto serve = [&](const std::string& more) {
        return "serve --data " + root + "/data --site build/web/site --port 8080 " + more + "\n";
    };
    const std::string demo = "--demo-town " + root + "/assets/demo/town.json";
    const std::string town = "--town " + root + "/my town.json";
    CHECK(checkout.run("") == serve(demo));
    CHECK(checkout.run("--no-demo") == serve(demo + " --no-demo"));
    CHECK(checkout.run("--town 'my town.json'") == serve(town));
    CHECK(checkout.run("--town 'my town.json' --no-demo") == serve(town + " --no-demo"));
    CHECK(checkout.run("--no-demo --town 'my town.json'") == serve(town + " --no-demo"));
    CHECK(checkout.run("--port 0 --data x") ==
          "serve --data " + root + "/x --site build/web/site --port 0 " + demo + "\n");
    CHECK(checkout.run("--town none.json").empty());
    CHECK(checkout.run("--frobnicate").empty());
    CHECK(checkout.run("--port").empty());
}

}  // namespace xf::test
