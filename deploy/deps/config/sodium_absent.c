/* Stands where libsodium's start-up and random generator would be: see ../sodium.cmake. */
#include <stdlib.h>

#include "core.h"
#include "randombytes.h"

void randombytes_buf(void* const buffer, const size_t size) {
    (void)buffer;
    (void)size;
    abort();
}

void sodium_misuse(void) { abort(); }
