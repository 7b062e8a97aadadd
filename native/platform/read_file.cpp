#include "native/platform/read_file.hpp"

#include <fstream>
#include <iterator>

namespace xf::native {

Result<Bytes> read_file(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) return Error{ErrorCode::not_found, "cannot read " + path};
    return Bytes(std::istreambuf_iterator<char>(file), {});
}

}  // namespace xf::native
