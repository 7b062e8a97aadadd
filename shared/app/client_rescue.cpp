// A database that could not be used any more is sealed to its hub, for `xinfeng-hub rescue`.

#include "shared/app/client.hpp"
#include "shared/store/set_aside.hpp"

namespace xf::app {

/// The newest database of which it can be told whose it is; the one in use, where it can't be opened.
void Client::look_for_aside() {
    std::vector<std::string> names;
    if (damaged_ && damaged_->set_aside_as.empty()) names.push_back(config_.database);
    for (int place = store::kAsidePlaces; place >= 1; --place)
        names.push_back(config_.database + ".damaged-" + std::to_string(place));
    aside_.clear();
    for (const std::string& name : names) {
        const auto identity = rescue::kept_identity(ports_.disk, name);
        if (!identity.ok() || !rescue::decode_identity(*identity).ok()) continue;
        aside_ = name;
        break;
    }
    end_sealing(aside_.empty() ? SealedState::none : SealedState::offered);
}

void Client::on(const SealAside&) {
    if (aside_.empty() || sealing_) return;
    auto sealing = rescue::SealedExport::begin(
        ports_.disk, aside_, config_.database + std::string(rescue::kSealedSuffix), ports_.random);
    if (!sealing.ok()) return tell(sealing.error().code);
    sealing_.emplace(*std::move(sealing));
    sealed_as_.clear();
    sealed_ = SealedState::busy;
    changed();
}

void Client::step_sealing() {
    if (!sealing_) return;
    const auto done = sealing_->step();
    if (!done.ok()) {
        end_sealing(SealedState::offered);
        return tell(done.error().code);
    }
    if (!*done) return;
    end_sealing(SealedState::done);
    sealed_as_ = config_.database + std::string(rescue::kSealedSuffix);
}

void Client::end_sealing(SealedState state) {
    sealing_.reset();
    sealed_as_.clear();
    sealed_ = state;
    changed();
}

}  // namespace xf::app
