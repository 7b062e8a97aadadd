// What library.js gives to C++. Nothing outside web/platform includes this.
#pragma once

#include <cstddef>
#include <cstdint>

namespace xf::web {

/// Negative answers of the file functions.
inline constexpr double kFileFailed = -1;
inline constexpr double kFileFull = -2;

extern "C" {

double xf_wall_ms();
double xf_monotonic_ms();
void xf_random(std::uint8_t* out, std::size_t size);

/// Offsets and sizes are doubles: exact up to 2^53, and the boundary has no 64-bit integers.
int xf_file_open(const char* name, std::size_t size);
double xf_file_read(int file, double offset, std::uint8_t* out, std::size_t size);
double xf_file_write(int file, double offset, const std::uint8_t* data, std::size_t size);
double xf_file_truncate(int file, double size);
double xf_file_size(int file);
double xf_file_flush(int file);

void xf_fetch_start(std::uint32_t id, bool post, const char* path, std::size_t path_size,
                    const char* type, std::size_t type_size, const std::uint8_t* body,
                    std::size_t body_size, double timeout_ms, double max_bytes);
void xf_fetch_cancel(std::uint32_t id);
struct FetchAnswer {
    std::uint32_t id, status, type_size, body_size;
};
bool xf_fetch_next(FetchAnswer* out);
void xf_fetch_take(char* type, std::uint8_t* body);

void xf_gl_begin();
/// Answered by xf_picture_decoded() with its size, or with 0 × 0.
void xf_decode_picture(std::uint32_t ticket, const std::uint8_t* jpeg, std::size_t size);
/// Puts a decoded picture into a texture and lets go of it.
void xf_upload_picture(std::uint32_t ticket, std::uint32_t texture);
void xf_post(const char* kind, std::size_t kind_size, const char* text, std::size_t text_size);

}  // extern "C"

}  // namespace xf::web
