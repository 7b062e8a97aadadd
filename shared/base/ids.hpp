// Identities. An entity has a UUIDv7 for the world and, inside its shard, a small number that the
// hub assigns: numbers are what events carry, because they cost one to three bytes.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "shared/base/bytes.hpp"

namespace xf {

/// A number of one kind. Numbers of different kinds do not mix.
template <typename Tag>
struct Number {
    std::uint32_t value = 0;

    friend auto operator<=>(const Number&, const Number&) = default;
};

using ShardNo = Number<struct ShardTag>;  ///< organisation unit: a village (村) or town body
using HouseholdNo = Number<struct HouseholdTag>;  ///< 户头, within its shard
using PersonNo = Number<struct PersonTag>;        ///< within its shard
using StaffNo = Number<struct StaffTag>;          ///< within its shard
using DeviceNo = Number<struct DeviceTag>;        ///< within its shard; 0 is the hub itself
using GoodsNo = Number<struct GoodsTag>;          ///< goods or service, within its shard
using RuleNo = Number<struct RuleTag>;            ///< points rule (积分细则), within its shard
using Epoch = Number<struct EpochTag>;            ///< device epoch; the first is 1
using Seq = Number<struct SeqTag>;                ///< event of one device, epoch and shard; from 1

inline constexpr DeviceNo kHubDevice{0};

/// 128-bit identity; version 7 when made here (RFC 9562).
struct Uuid {
    std::array<std::uint8_t, 16> bytes{};

    friend bool operator==(const Uuid&, const Uuid&) = default;
    friend bool operator<(const Uuid& a, const Uuid& b) { return a.bytes < b.bytes; }

    /// Lower-case 8-4-4-4-12.
    std::string text() const;
    static std::optional<Uuid> from(ByteView bytes);
    /// Version 7 from a Unix time and 10 random bytes.
    static Uuid v7(std::uint64_t unix_ms, ByteView random10);
};

/// Names one event for ever, within its shard: the idempotency key.
struct EventKey {
    DeviceNo device;
    Epoch epoch;
    Seq seq;

    friend auto operator<=>(const EventKey&, const EventKey&) = default;
};

}  // namespace xf
