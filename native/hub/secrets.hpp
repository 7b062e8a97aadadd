// Cards and PINs of a new town. In a demo they follow from the town file's seed, so that every demo
// of that town has the same ones; elsewhere they are random, written once and shown once.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "shared/base/crypto.hpp"
#include "shared/people/card.hpp"
#include "shared/ports/random.hpp"
#include "shared/sync/login_store.hpp"

namespace xf::hub {

/// Bytes that are a function of a seed and a label: HMAC-SHA-256(seed, label ‖ counter) in a row.
/// For the demo only, where nothing is secret.
class SeededStream final : public ports::Random {
public:
    SeededStream(std::string seed, std::string label)
        : seed_(std::move(seed)), label_(std::move(label)) {}

    void fill(std::span<std::uint8_t> out) override;

private:
    std::string seed_;
    std::string label_;
    std::uint64_t counter_ = 0;
};

class SecretSource {
public:
    /// `random` serves where there is no demo seed.
    SecretSource(std::optional<std::string> demo_seed, ports::Random& random)
        : demo_seed_(std::move(demo_seed)), random_(&random) {}

    bool demo() const { return demo_seed_.has_value(); }

    /// `label` names whose it is: "xingwan/household/3".
    people::Card card(const std::string& label, std::uint32_t number,
                      people::Card::Kind kind = people::Card::Kind::household);
    std::string pin(const std::string& label);
    /// For the login with a typed number.
    sync::PinHash pin_hash(const std::string& label, const std::string& pin);

    struct StaffPin {
        std::string pin;
        Bytes salt;
        Hash hash;  ///< Argon2id
    };
    /// Argon2id is slow on purpose: all of a demo's staff have one PIN, which is hashed once.
    StaffPin staff_pin(const std::string& label);

private:
    void fill(const std::string& label, std::span<std::uint8_t> out);

    std::optional<std::string> demo_seed_;
    ports::Random* random_;
    std::optional<StaffPin> demo_staff_pin_;
};

}  // namespace xf::hub
