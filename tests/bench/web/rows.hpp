// The storage page's rows, in a database of the client's kind over OPFS.
#pragma once

#include <cstdint>
#include <string>

#include "shared/store/sqlite.hpp"

namespace xf::bench {

class Rows {
public:
    explicit Rows(const std::string& vfs);

    /// One durable commit each.
    void each(std::uint32_t count);
    /// One durable commit for all.
    void bulk(std::uint32_t count);
    /// JSON: {"rows": [[village, type, count], …]}.
    std::string group();
    /// JSON: {"id", "village", "type", "body"}, or null.
    std::string get(std::int64_t id);

private:
    void insert();

    store::Database db_;
    std::int64_t next_ = 1;
};

}  // namespace xf::bench
