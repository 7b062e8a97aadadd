// One fixture on one surface, as a host would show it, until nothing moves any more.
#pragma once

#include <string>

#include "kiosk/host.hpp"
#include "native/preview/fixtures.hpp"
#include "native/preview/forms.hpp"
#include "native/preview/raster.hpp"

namespace xf::preview {

/// The bytes of t0.otf and t1.otf.
struct Fonts {
    Bytes t0, t1;
};
/// Of that folder; empty where a file is missing.
Fonts fonts_of(const std::string& folder);

class Stage {
public:
    /// REQUIRES: fonts that can be loaded. One stage at a time.
    Stage(const Fonts& fonts, const Form& form, const Fixture& fixture);

    kiosk::Kiosk& kiosk() { return kiosk_; }
    Picture picture();

private:
    class NoSink : public app::CommandSink {
    public:
        void submit(app::Command) override {}
    };

    NoSink sink_;
    kiosk::Kiosk kiosk_;
};

}  // namespace xf::preview
