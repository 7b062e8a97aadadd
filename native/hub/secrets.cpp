#include "native/hub/secrets.hpp"

#include <algorithm>
#include <array>

#include "shared/base/limits.hpp"

namespace xf::hub {

void SeededStream::fill(std::span<std::uint8_t> out) {
    while (!out.empty()) {
        const std::string message = label_ + "/" + std::to_string(counter_++);
        const Hash block = hmac_sha256(as_bytes(seed_), as_bytes(message));
        const std::size_t count = std::min(out.size(), block.bytes.size());
        std::copy_n(block.bytes.begin(), count, out.begin());
        out = out.subspan(count);
    }
}

void SecretSource::fill(const std::string& label, std::span<std::uint8_t> out) {
    if (!demo_seed_) return random_->fill(out);
    SeededStream(*demo_seed_, label).fill(out);
}

people::Card SecretSource::card(const std::string& label, std::uint32_t number,
                                people::Card::Kind kind) {
    people::Card card{number, {}, kind};
    fill(label + "/card", card.secret);
    return card;
}

std::string SecretSource::pin(const std::string& label) {
    std::string out;
    std::array<std::uint8_t, 64> bytes{};
    for (std::uint32_t round = 0; out.size() < limits::kPinDigits; ++round) {
        fill(label + "/pin/" + std::to_string(round), bytes);
        for (const std::uint8_t byte : bytes)
            if (byte < 250 && out.size() < limits::kPinDigits)  // every digit equally likely
                out += static_cast<char>('0' + byte % 10);
    }
    return out;
}

sync::PinHash SecretSource::pin_hash(const std::string& label, const std::string& pin) {
    Bytes salt(16);
    fill(label + "/login", salt);
    return sync::PinHash::of(pin, std::move(salt));
}

SecretSource::StaffPin SecretSource::staff_pin(const std::string& label) {
    if (demo_staff_pin_) return *demo_staff_pin_;
    const std::string whose = demo() ? "staff" : label;
    StaffPin out{pin(whose), Bytes(16), {}};
    fill(whose + "/salt", out.salt);
    out.hash = argon2id(out.pin, out.salt);
    if (demo()) demo_staff_pin_ = out;
    return out;
}

}  // namespace xf::hub
