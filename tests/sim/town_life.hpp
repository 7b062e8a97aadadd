// What people do in a simulated town: one deed at a time, on whichever device, whether it can succeed
// or not. Each deed says what must come of it, and is broken ("deed: …") when something else does.
#pragma once

#include "shared/requests/feature.hpp"
#include "tests/sim/world.hpp"

namespace xf::sim {

class TownLife {
public:
    TownLife(World& world, std::map<std::string, std::uint64_t>& deeds)
        : world_(&world), random_(world.random.fork()), deeds_(&deeds) {}

    /// One deed. Errors: faults of the machine it was done on, and a broken invariant.
    Status hub_deed();
    Status client_deed(std::size_t index);

    /// The person at a device that is not a desk, if any.
    std::optional<PersonNo> visitor(std::size_t index) const;
    /// Nobody is there any more: as after a restart.
    void nobody_at(std::size_t index) { visitors_.erase(index); }
    /// A person comes with their card.
    void arrive(std::size_t index, const Family& family, PersonNo person);
    /// The person goes; nothing of theirs stays.
    Status leave(std::size_t index);

private:
    Status counter_deed(std::size_t index, Client& client);
    Status kiosk_deed(std::size_t index, Client& client);
    Status desk_deed(Client& client);
    Status redeem(Client& client);
    Status file_anonymously(Client& client);
    Status come(std::size_t index, Client& client);
    Status step_by_person(Client& client, PersonNo person);
    Draft answer_of(const requests::Request& request, requests::Answer answer);
    Result<bool> step_by_staff(Client& client);
    Status step_on(Client& client, const requests::Request& request);
    // Awards (award_life.cpp)
    Status propose(Client& client);
    /// What waits for another: reviews or answers it. False where nothing does.
    Result<bool> decide(Client& client);
    /// Somebody at the kiosk objects to an award that is shown. False where none is.
    Result<bool> object(Client& client, PersonNo person);
    /// Submits and compares with what must come of it.
    Status submit(Client& client, const char* deed, const Draft& draft,
                  std::optional<ErrorCode> refusal = std::nullopt);
    void count(const char* deed) { ++(*deeds_)[deed]; }
    const Family& any_family() {
        return world_->families()[random_.below(world_->families().size())];
    }

    World* world_;
    test::SeededRandom random_;
    std::map<std::string, std::uint64_t>* deeds_;
    std::map<std::size_t, PersonNo> visitors_;
    std::map<PersonNo, requests::Claim> claims_;  ///< codes that somebody wrote down, by pseudonym
};

}  // namespace xf::sim
