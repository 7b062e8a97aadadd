// Databases that could not be used any more are sealed to their hub, for `xinfeng-hub rescue`: one after
// the other, since there is one name for the file.

#include <algorithm>

#include "shared/app/client.hpp"
#include "shared/store/set_aside.hpp"

namespace xf::app {

/// All of which it can be told whose they are, that of this damage first. The one in use only where it is
/// damaged for good: behind a fault that passes the device lives on, and sends everything itself.
void Client::look_for_asides() {
    std::vector<std::string> names;
    if (damaged_ && damaged_->code == ErrorCode::database_corrupt)
        names.push_back(damaged_->set_aside_as.empty() ? config_.database : damaged_->set_aside_as);
    for (int place = store::kAsidePlaces; place >= 1; --place)
        names.push_back(config_.database + ".damaged-" + std::to_string(place));
    asides_.clear();
    for (const std::string& name : names) {
        const auto empty = store::is_empty(ports_.disk, name);
        const bool known = std::find(asides_.begin(), asides_.end(), name) != asides_.end();
        if (known || !empty.ok() || *empty) continue;
        const auto identity = rescue::kept_identity(ports_.disk, name);
        if (identity.ok() && rescue::decode_identity(*identity).ok()) asides_.push_back(name);
    }
    end_sealing(asides_.empty() ? SealedState::none : SealedState::offered);
}

void Client::on(const SealAside&) {
    if (asides_.empty() || sealing_) return;
    auto sealing = rescue::SealedExport::begin(
        ports_.disk, asides_.front(), config_.database + std::string(rescue::kSealedSuffix),
        ports_.random);
    if (!sealing.ok()) return fail_sealing(sealing.error().code);
    sealing_.emplace(*std::move(sealing));
    sealed_as_.clear();
    sealed_ = SealedState::busy;
    changed();
}

void Client::step_sealing() {
    if (!sealing_) return;
    const auto done = sealing_->step();
    if (!done.ok()) return fail_sealing(done.error().code);
    if (!*done) return;
    asides_.erase(asides_.begin());
    end_sealing(asides_.empty() ? SealedState::done : SealedState::offered);
    sealed_as_ = config_.database + std::string(rescue::kSealedSuffix);
}

/// One that can't be sealed does not stand before the others.
void Client::fail_sealing(ErrorCode code) {
    std::rotate(asides_.begin(), asides_.begin() + 1, asides_.end());
    end_sealing(SealedState::offered);
    tell(code);
}

void Client::end_sealing(SealedState state) {
    sealing_.reset();
    sealed_as_.clear();
    sealed_ = state;
    changed();
}

}  // namespace xf::app
