# Compiler and linker flags, all of them. Presets choose among them; nobody else adds any.
#   xf::flags      link it to every target of our own: warnings, and the checks of the preset
#   xf::wasm_link  link it to the one wasm program: the settings of its link
set(XF_CHECKS "" CACHE STRING "Checks compiled in: address, undefined, thread, coverage, fuzzer")

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_C_STANDARD 11)

# What is shipped is the same whichever folder it was built in, and names no folder of the builder.
# Builds with checks keep the true names: people click on them.
function(xf_hide_path folder name)
    if(NOT XF_CHECKS)
        add_compile_options(-ffile-prefix-map=${folder}=/xinfeng${name})
    endif()
endfunction()
xf_hide_path(${CMAKE_SOURCE_DIR} "")

add_library(xf_flags INTERFACE)
add_library(xf::flags ALIAS xf_flags)
# Errors everywhere, not only in CI: the compiler is pinned, so no new one can break a checkout.
target_compile_options(xf_flags INTERFACE -Wall -Wextra -Wconversion -Wshadow -Werror)
target_include_directories(xf_flags INTERFACE ${CMAKE_SOURCE_DIR})

if(EMSCRIPTEN)
    # Every byte is waited for; measured against -Os in docs/performance.md.
    set(CMAKE_C_FLAGS_MINSIZEREL "-Oz -DNDEBUG")
    set(CMAKE_CXX_FLAGS_MINSIZEREL "-Oz -DNDEBUG")
    # One thread: nothing has to guard what is made at its first use.
    add_compile_options(-flto -fno-exceptions
        "$<$<COMPILE_LANGUAGE:CXX>:-fno-rtti;-fno-threadsafe-statics>")
    add_library(xf_wasm_link INTERFACE)
    add_library(xf::wasm_link ALIAS xf_wasm_link)
    target_link_options(xf_wasm_link INTERFACE
        -Oz -flto -fno-exceptions --no-entry
        -sMODULARIZE=1 -sEXPORT_ES6=1 -sENVIRONMENT=web,worker
        -sMIN_WEBGL_VERSION=2 -sMAX_WEBGL_VERSION=2
        # The session makes the context itself (web/worker/capabilities.js), without extensions; the
        # workaround for old Safaris breaks Firefox's workers.
        -sGL_WORKAROUND_SAFARI_GETCONTEXT_BUG=0 -sGL_SUPPORT_AUTOMATIC_ENABLE_EXTENSIONS=0
        -sGL_SUPPORT_SIMPLE_ENABLE_EXTENSIONS=0 -sGL_EXTENSIONS_IN_PREFIXED_FORMAT=0
        # Every browser with modules in workers has a TextDecoder.
        -sTEXTDECODER=2
        -sFILESYSTEM=0 -sMALLOC=emmalloc -sSUPPORT_ERRNO=0
        -sALLOW_MEMORY_GROWTH=1 -sINITIAL_MEMORY=33554432 -sTOTAL_STACK=1048576)
    return()
endif()

find_package(Threads REQUIRED)
add_compile_options(-fno-omit-frame-pointer)
# The library's own cheap bounds checks stay on in what is installed.
add_compile_definitions(_GLIBCXX_ASSERTIONS)
add_link_options(-fuse-ld=lld)
string(APPEND CMAKE_CXX_FLAGS_DEBUG " -O1")
string(APPEND CMAKE_C_FLAGS_DEBUG " -O1")

# Address and thread checks must see all code; the others are about ours only.
foreach(check IN LISTS XF_CHECKS)
    if(check STREQUAL "address" OR check STREQUAL "thread")
        add_compile_options(-fsanitize=${check})
        add_link_options(-fsanitize=${check})
    elseif(check STREQUAL "undefined")
        target_compile_options(xf_flags INTERFACE
            -fsanitize=undefined -fno-sanitize-recover=undefined)
        add_link_options(-fsanitize=undefined)
    elseif(check STREQUAL "fuzzer")
        add_compile_options(-fsanitize=fuzzer-no-link)  # libFuzzer sees what is reached
    elseif(check STREQUAL "coverage")
        target_compile_options(xf_flags INTERFACE -fprofile-instr-generate -fcoverage-mapping)
        add_link_options(-fprofile-instr-generate)
    else()
        message(FATAL_ERROR "XF_CHECKS: ${check} is unknown")
    endif()
endforeach()
