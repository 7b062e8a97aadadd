// Papers: pictures and scanned pages that belong to a publication. Like a body, a paper is named by
// its hash and carries a salt, so that it can be withdrawn and its hash then says nothing about it.
//
//   file = picture ‖ salt (16 bytes)
//
// The salt comes last: the file is still a picture to every program that shows pictures.
#pragma once

#include <optional>
#include <string_view>

#include "shared/base/bytes.hpp"
#include "shared/base/crypto.hpp"
#include "shared/base/result.hpp"

namespace xf::disclosure {

enum class PaperType : std::uint8_t { jpeg, png, webp };

/// By the first bytes; nothing for anything else: no other type is published or served.
std::optional<PaperType> paper_type(ByteView picture);
std::string_view content_type_of(PaperType type);

Bytes paper_file(ByteView picture, ByteView salt16);

/// The picture in a paper's file; borrowed. Errors: log_changed when it has not that hash.
Result<ByteView> paper_picture(ByteView file, const Hash& expected);

}  // namespace xf::disclosure
