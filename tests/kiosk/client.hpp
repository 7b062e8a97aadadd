// A native client under test: its screen, its folder, its script.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "tests/hub/running_hub.hpp"
#include "tests/kiosk/program.hpp"

namespace xf::test {

/// A household of the demo, with what a person would have in hand.
struct DemoHousehold {
    std::string card;
    std::string pin;
};

/// From the data folder of a demo hub.
DemoHousehold household_of(const DemoFolder& hub, std::size_t index);

/// What the client is started with besides its script; `hub` without a hub: a port that nobody has.
struct ClientStart {
    std::string device = "kiosk";
    std::uint16_t hub_port = 9;
    std::string window = "1920x1080";
    bool semantics = false;
    std::string printer = {};  ///< value of --printer; empty: none
};

class Client {
public:
    /// Its database lives as long as this object.
    std::unique_ptr<Program> start(const std::string& script, const ClientStart& how = {});
    /// Plays a script that ends with quit; fails the test with what the client said.
    void play(const std::string& script, const ClientStart& how = {});
    std::string file(const char* name) const { return folder_ / name; }

private:
    Screen screen_;
    TempFolder folder_;
};

}  // namespace xf::test
