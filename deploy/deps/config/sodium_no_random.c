/* Stands where libsodium's random generator would be: see ../sodium.cmake. */
#include <stdlib.h>

#include "randombytes.h"

void randombytes_buf(void *const buffer, const size_t size) {
    (void)buffer;
    (void)size;
    abort();
}
