# What find_package(Configlang) reads: finds the command, and has configlang_generate() make a config's C in a build.
#
# Reads CONFIGLANG, the command; by default the one that this file was installed with, else the first one on PATH.
# Sets Configlang_FOUND, Configlang_VERSION and CONFIGLANG.

cmake_policy(PUSH)
# 3.20 is the first one whose Makefiles take the DEPFILE of a custom command.
cmake_policy(VERSION 3.20...3.25)

# Where this file lies tells which installation it belongs to.
set(_configlang_hints)
if(CMAKE_CURRENT_LIST_DIR MATCHES "^(.*)/share/cmake/Configlang$"
        OR CMAKE_CURRENT_LIST_DIR MATCHES "^(.*)/lib[0-9]*/python[^/]*/[a-z]+-packages/configlang/cmake$"
        OR CMAKE_CURRENT_LIST_DIR MATCHES "^(.*)/Lib/site-packages/configlang/cmake$")
    set(_configlang_hints "${CMAKE_MATCH_1}/bin" "${CMAKE_MATCH_1}/Scripts")
endif()
# The command runs where the build runs, whatever is built.
find_program(CONFIGLANG configlang HINTS ${_configlang_hints} NO_CMAKE_FIND_ROOT_PATH DOC "The command configlang")
unset(_configlang_hints)

set(Configlang_FOUND FALSE)
if(NOT CONFIGLANG)
    string(CONCAT Configlang_NOT_FOUND_MESSAGE
        "There is no command `configlang`: install it (pip install configlang), so that `configlang --version` works, "
        "or give -DCONFIGLANG=FILE.")
else()
    execute_process(
        COMMAND "${CONFIGLANG}" --version
        RESULT_VARIABLE _configlang_code
        OUTPUT_VARIABLE _configlang_said
        ERROR_VARIABLE _configlang_wrong
    )
    if(_configlang_code STREQUAL "0" AND _configlang_said MATCHES "^configlang ([0-9]+\\.[0-9]+[^ \r\n]*)")
        if(CMAKE_MATCH_1 STREQUAL "${Configlang_VERSION}")
            set(Configlang_FOUND TRUE)
        else()
            string(CONCAT Configlang_NOT_FOUND_MESSAGE
                "${CONFIGLANG} is configlang ${CMAKE_MATCH_1}, and ${CMAKE_CURRENT_LIST_DIR} is that of "
                "${Configlang_VERSION}: give -DCONFIGLANG=FILE, or the folder that its `cmake-dir` prints as "
                "-DConfiglang_DIR=DIR.")
        endif()
    else()
        string(STRIP "${_configlang_said}${_configlang_wrong}" _configlang_said)
        string(CONCAT Configlang_NOT_FOUND_MESSAGE
            "${CONFIGLANG} --version does not work (${_configlang_code}): ${_configlang_said}")
    endif()
    unset(_configlang_code)
    unset(_configlang_said)
    unset(_configlang_wrong)
endif()

# Sets a variable to the target triple of what is built, empty where that is not known.
function(_configlang_triple variable)
    set("${variable}" "" PARENT_SCOPE)
    set(processor "${CMAKE_SYSTEM_PROCESSOR}")
    if(APPLE AND CMAKE_OSX_ARCHITECTURES)
        # The C is the same for all of a universal binary.
        list(GET CMAKE_OSX_ARCHITECTURES 0 processor)
    endif()
    string(TOLOWER "${processor}" processor)
    if(processor MATCHES "^(x86_64|amd64|x64)$" AND CMAKE_SIZEOF_VOID_P EQUAL 4)
        set(arch i686)
    elseif(processor MATCHES "^(x86_64|amd64|x64)$")
        set(arch x86_64)
    elseif(processor MATCHES "^(aarch64|arm64)")
        set(arch aarch64)
    elseif(processor MATCHES "^armv7|^arm$")
        set(arch armv7)
    elseif(processor MATCHES "^(i[3-6]86|x86)$")
        set(arch i686)
    elseif(processor MATCHES "^riscv64")
        set(arch riscv64gc)
    elseif(processor STREQUAL "ppc64le")
        set(arch powerpc64le)
    elseif(processor MATCHES "^(powerpc64le|s390x|loongarch64)$")
        set(arch "${processor}")
    else()
        return()
    endif()

    # What the compiler says of itself tells musl from the GNU C library, where CMake knows it.
    set(compiler "${CMAKE_C_COMPILER_TARGET};${CMAKE_CXX_COMPILER_TARGET};${CMAKE_LIBRARY_ARCHITECTURE}")
    string(APPEND compiler ";${CMAKE_C_COMPILER};${CMAKE_CXX_COMPILER}")
    set(library gnu)
    if(compiler MATCHES "musl")
        set(library musl)
    endif()
    if(CMAKE_SYSTEM_NAME STREQUAL "Linux")
        if(arch STREQUAL "armv7")
            string(APPEND library eabihf)
        endif()
        set(triple "${arch}-unknown-linux-${library}")
    elseif(CMAKE_SYSTEM_NAME STREQUAL "Darwin")
        set(triple "${arch}-apple-darwin")
    elseif(CMAKE_SYSTEM_NAME STREQUAL "iOS")
        set(triple "${arch}-apple-ios")
    elseif(CMAKE_SYSTEM_NAME STREQUAL "Windows" AND MINGW)
        set(triple "${arch}-pc-windows-gnu")
    elseif(CMAKE_SYSTEM_NAME STREQUAL "Windows")
        set(triple "${arch}-pc-windows-msvc")
    elseif(CMAKE_SYSTEM_NAME STREQUAL "Android" AND arch STREQUAL "armv7")
        set(triple "armv7-linux-androideabi")
    elseif(CMAKE_SYSTEM_NAME STREQUAL "Android")
        set(triple "${arch}-linux-android")
    elseif(CMAKE_SYSTEM_NAME MATCHES "^(Free|Net|Open)BSD$")
        string(TOLOWER "${CMAKE_SYSTEM_NAME}" system)
        set(triple "${arch}-unknown-${system}")
    else()
        return()
    endif()
    set("${variable}" "${triple}" PARENT_SCOPE)
endfunction()

#[[
Make the C of a config in the build, and add it to a target with its header:

    configlang_generate(<target> <config>
        [OUTPUT c|c-initconfig] [NAME <name>] [PYTHON <version>] [TARGET <triple>]
        [DEFINES <name>=<value>...] [DEPENDS <file>...])

It is made anew after a change of the config, of a file that it loads or of configlang itself. Where the text comes out
as it was, nothing is compiled. A config with mistakes fails the build with what is found.

OUTPUT   which output: `c` by default.
NAME     what the source, the header and all names in them are called: by default as the config, without its suffix.
PYTHON   the CPython that is embedded, as in 3.12; by default that is left open, and the C serves all of the config's.
TARGET   the target triple; by default that of what CMake builds.
DEFINES  values of the config's variables.
DEPENDS  further files or targets: what they are made by runs before.
]]
function(configlang_generate target config)
    cmake_parse_arguments(PARSE_ARGV 2 given "" "OUTPUT;NAME;PYTHON;TARGET" "DEFINES;DEPENDS")
    set(call "configlang_generate(${target} ${config})")
    if(given_UNPARSED_ARGUMENTS)
        list(JOIN given_UNPARSED_ARGUMENTS " " words)
        message(FATAL_ERROR "${call}: there is no argument `${words}`")
    endif()
    if(given_KEYWORDS_MISSING_VALUES)
        list(JOIN given_KEYWORDS_MISSING_VALUES ", " words)
        message(FATAL_ERROR "${call}: without a value: ${words}")
    endif()
    if(NOT TARGET "${target}")
        message(FATAL_ERROR "${call}: there is no target `${target}`; add it first")
    endif()
    if(NOT DEFINED given_OUTPUT)
        set(given_OUTPUT c)
    elseif(NOT given_OUTPUT MATCHES "^(c|c-initconfig)$")
        message(FATAL_ERROR "${call}: OUTPUT is `${given_OUTPUT}`; there are c and c-initconfig")
    endif()
    get_filename_component(source "${config}" ABSOLUTE BASE_DIR "${CMAKE_CURRENT_SOURCE_DIR}")
    if(NOT DEFINED given_NAME)
        get_filename_component(given_NAME "${source}" NAME_WLE)
    elseif(given_NAME MATCHES "[/\\\\.]")
        message(FATAL_ERROR "${call}: NAME is `${given_NAME}`; it is a name without a folder and without a suffix")
    endif()
    if(NOT DEFINED given_TARGET)
        _configlang_triple(given_TARGET)
        if(NOT given_TARGET AND CMAKE_CROSSCOMPILING)
            message(FATAL_ERROR
                "${call}: give TARGET: the triple of CMAKE_SYSTEM_NAME `${CMAKE_SYSTEM_NAME}` and "
                "CMAKE_SYSTEM_PROCESSOR `${CMAKE_SYSTEM_PROCESSOR}` is not known")
        endif()
    endif()

    set(options)
    if(given_TARGET)
        list(APPEND options --target "${given_TARGET}")
    endif()
    if(DEFINED given_PYTHON)
        list(APPEND options --python "${given_PYTHON}")
    endif()
    foreach(define IN LISTS given_DEFINES)
        list(APPEND options -D "${define}")
    endforeach()

    set(command)
    if(IS_ABSOLUTE "${CONFIGLANG}")
        set(command "${CONFIGLANG}")
    endif()

    # What configlang writes is touched at each run, as make needs it. What is compiled is a copy of it, which is older
    # where the text is as it was.
    set(rule "${target}-${given_NAME}-configlang")
    set(folder "${CMAKE_CURRENT_BINARY_DIR}/${rule}")
    set(made "${folder}/made/${given_NAME}")
    set(used "${folder}/${given_NAME}")
    file(MAKE_DIRECTORY "${folder}/made")
    file(RELATIVE_PATH shown "${CMAKE_SOURCE_DIR}" "${source}")
    add_custom_command(
        OUTPUT "${made}.c" "${made}.h"
        BYPRODUCTS "${used}.c" "${used}.h"
        COMMAND "${CONFIGLANG}" eval "${source}" --output "${given_OUTPUT}=${made}.c" --depfile "${made}.d" ${options}
        COMMAND "${CMAKE_COMMAND}" -E touch "${made}.c" "${made}.h"
        COMMAND "${CMAKE_COMMAND}" -E copy_if_different "${made}.c" "${used}.c"
        COMMAND "${CMAKE_COMMAND}" -E copy_if_different "${made}.h" "${used}.h"
        DEPENDS "${source}" ${command} ${given_DEPENDS}
        DEPFILE "${made}.d"
        WORKING_DIRECTORY "${CMAKE_CURRENT_SOURCE_DIR}"
        COMMENT "Making ${given_NAME}.c of ${shown}"
        VERBATIM
    )
    # A target of its own ends before anything of the other is compiled, also with make and for the header.
    add_custom_target("${rule}" DEPENDS "${made}.c" "${made}.h")
    add_dependencies("${target}" "${rule}")
    set_source_files_properties("${used}.c" "${used}.h" TARGET_DIRECTORY "${target}" PROPERTIES GENERATED TRUE)
    target_sources("${target}" PRIVATE "${used}.c" "${used}.h")
    # A custom target compiles nothing: there it is made alone.
    get_target_property(type "${target}" TYPE)
    if(NOT type STREQUAL "UTILITY")
        target_include_directories("${target}" PRIVATE "${folder}")
    endif()
endfunction()

cmake_policy(POP)
