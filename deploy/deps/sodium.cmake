# libsodium: Ed25519, SHA-256/512, HMAC-SHA-256, Argon2id, BLAKE2b, and what seals a database for
# rescue (crypto_box_seal, crypto_secretstream), in its portable C.
#
# Only what is used, so that nothing needs sodium_init() (do not call it: it is not there) and
# nothing draws random bytes on its own: randomness comes through a port, and the references to
# libsodium's generator that remain (crypto_sign_keypair and its like) end in an abort: use
# crypto_sign_seed_keypair, and shared/base/seal.hpp.
dep_library(sodium
    src/libsodium/crypto_auth/hmacsha256/auth_hmacsha256.c
    src/libsodium/crypto_box/crypto_box.c
    src/libsodium/crypto_box/crypto_box_easy.c
    src/libsodium/crypto_box/crypto_box_seal.c
    src/libsodium/crypto_box/curve25519xsalsa20poly1305/box_curve25519xsalsa20poly1305.c
    src/libsodium/crypto_core/ed25519/ref10/ed25519_ref10.c
    src/libsodium/crypto_core/hchacha20/core_hchacha20.c
    src/libsodium/crypto_core/hsalsa20/core_hsalsa20.c
    src/libsodium/crypto_core/hsalsa20/ref2/core_hsalsa20_ref2.c
    src/libsodium/crypto_core/salsa/ref/core_salsa_ref.c
    src/libsodium/crypto_generichash/crypto_generichash.c
    src/libsodium/crypto_generichash/blake2b/generichash_blake2.c
    src/libsodium/crypto_generichash/blake2b/ref/blake2b-compress-ref.c
    src/libsodium/crypto_generichash/blake2b/ref/blake2b-ref.c
    src/libsodium/crypto_generichash/blake2b/ref/generichash_blake2b.c
    src/libsodium/crypto_hash/sha256/cp/hash_sha256_cp.c
    src/libsodium/crypto_hash/sha256/hash_sha256.c
    src/libsodium/crypto_hash/sha512/cp/hash_sha512_cp.c
    src/libsodium/crypto_hash/sha512/hash_sha512.c
    src/libsodium/crypto_onetimeauth/poly1305/donna/poly1305_donna.c
    src/libsodium/crypto_onetimeauth/poly1305/onetimeauth_poly1305.c
    src/libsodium/crypto_pwhash/argon2/argon2-core.c
    src/libsodium/crypto_pwhash/argon2/argon2-encoding.c
    src/libsodium/crypto_pwhash/argon2/argon2-fill-block-ref.c
    src/libsodium/crypto_pwhash/argon2/argon2.c
    src/libsodium/crypto_pwhash/argon2/blake2b-long.c
    src/libsodium/crypto_pwhash/argon2/pwhash_argon2id.c
    src/libsodium/crypto_scalarmult/curve25519/ref10/x25519_ref10.c
    src/libsodium/crypto_scalarmult/curve25519/scalarmult_curve25519.c
    src/libsodium/crypto_secretbox/crypto_secretbox_easy.c
    src/libsodium/crypto_secretbox/xsalsa20poly1305/secretbox_xsalsa20poly1305.c
    src/libsodium/crypto_secretstream/xchacha20poly1305/secretstream_xchacha20poly1305.c
    src/libsodium/crypto_sign/ed25519/ref10/keypair.c
    src/libsodium/crypto_sign/ed25519/ref10/open.c
    src/libsodium/crypto_sign/ed25519/ref10/sign.c
    src/libsodium/crypto_sign/ed25519/sign_ed25519.c
    src/libsodium/crypto_sign/crypto_sign.c
    src/libsodium/crypto_stream/chacha20/ref/chacha20_ref.c
    src/libsodium/crypto_stream/chacha20/stream_chacha20.c
    src/libsodium/crypto_stream/salsa20/ref/salsa20_ref.c
    src/libsodium/crypto_stream/salsa20/stream_salsa20.c
    src/libsodium/crypto_stream/xsalsa20/stream_xsalsa20.c
    src/libsodium/crypto_verify/sodium/verify.c
    src/libsodium/sodium/codecs.c
    src/libsodium/sodium/runtime.c
    src/libsodium/sodium/utils.c)
target_sources(dep_sodium PRIVATE ${CMAKE_CURRENT_SOURCE_DIR}/config/sodium_absent.c)

# The public headers include a version.h that libsodium's own build makes beside them.
set(sodium_include ${CMAKE_CURRENT_BINARY_DIR}/sodium)
file(COPY ${dep_source}/src/libsodium/include/ DESTINATION ${sodium_include})
set(VERSION 1.0.18)
set(SODIUM_LIBRARY_VERSION_MAJOR 10)
set(SODIUM_LIBRARY_VERSION_MINOR 3)
set(SODIUM_LIBRARY_MINIMAL_DEF "")
configure_file(${dep_source}/src/libsodium/include/sodium/version.h.in
    ${sodium_include}/sodium/version.h @ONLY)

target_include_directories(dep_sodium
    SYSTEM PUBLIC ${sodium_include} PRIVATE ${sodium_include}/sodium)
# SODIUM_STATIC: no export attributes.
target_compile_definitions(dep_sodium
    PUBLIC SODIUM_STATIC=1
    PRIVATE CONFIGURED=1 NATIVE_LITTLE_ENDIAN=1 HAVE_WEAK_SYMBOLS=1)
if(NOT EMSCRIPTEN)
    # 64-bit machines multiply to 128 bits; wasm does not.
    target_compile_definitions(dep_sodium PRIVATE HAVE_TI_MODE=1)
endif()
