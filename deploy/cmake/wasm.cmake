# Toolchain of the web client: the emcc on PATH (Debian's, or an emsdk's) with its own CMake file.
find_program(XF_EMCC emcc REQUIRED)
execute_process(
    COMMAND ${CMAKE_COMMAND} -E env NODE_PATH=/usr/share/nodejs em-config EMSCRIPTEN_ROOT
    OUTPUT_VARIABLE xf_emscripten_root OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
include(${xf_emscripten_root}/cmake/Modules/Platform/Emscripten.cmake)

# Debian's emcc needs Debian's acorn when it links; a node that is not Debian's does not look there.
set(CMAKE_C_LINKER_LAUNCHER ${CMAKE_COMMAND} -E env NODE_PATH=/usr/share/nodejs)
set(CMAKE_CXX_LINKER_LAUNCHER ${CMAKE_C_LINKER_LAUNCHER})
