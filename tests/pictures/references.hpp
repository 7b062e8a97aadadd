// The reference pictures of the screens: docs/screens/FORM/FIXTURE.png, which people look at too.
//
// Five screens have one in each of four forms, every other fixture at least one, in whichever form.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "native/preview/stage.hpp"

namespace xf::pictures {

struct Reference {
    const preview::Form* form;
    const preview::Fixture* fixture;
    std::string file;    ///< below the folder of references: "1920x1080/home.png"
    bool there = false;  ///< the file exists
};

struct References {
    std::vector<Reference> wanted;
    std::vector<std::string> strays;  ///< pictures of no form or no fixture
};

/// What has to be compared: all that is in `folder`, and all that has to be there.
References references_in(const std::string& folder, const std::vector<preview::Fixture>& fixtures);

/// Nothing where the file is no PNG.
std::optional<preview::Picture> read_png(const std::string& path);

}  // namespace xf::pictures
