# What the engine needs of Boost, Eigen and toml++ are headers, which the compiler for the browser can
# read too. They are reached through links of their own: all of /usr/include would hide the headers
# of its own C library.
function(add_headers target)
    cmake_parse_arguments(wanted "" "FROM" "NAMES" ${ARGN})
    string(REPLACE "::" "-" folder ${PROJECT_BINARY_DIR}/headers/${target})
    foreach(name IN LISTS wanted_NAMES)
        if(NOT EXISTS ${wanted_FROM}/${name})
            message(FATAL_ERROR "${wanted_FROM}/${name} is missing; debian-packages.txt says what to install")
        endif()
        file(MAKE_DIRECTORY ${folder})
        file(CREATE_LINK ${wanted_FROM}/${name} ${folder}/${name} SYMBOLIC)
    endforeach()
    add_library(${target} INTERFACE IMPORTED)
    target_include_directories(${target} SYSTEM INTERFACE ${folder})
endfunction()

add_headers(Boost::headers FROM /usr/include NAMES boost)
add_headers(tomlplusplus::tomlplusplus FROM /usr/include NAMES toml++)
add_headers(Eigen3::Eigen FROM /usr/include/eigen3 NAMES Eigen)

# Exceptions as WebAssembly has them, in sim and models too: much faster than through JavaScript.
# Vectors of 128 bits are a tenth of the time.
add_compile_options(-fwasm-exceptions -msimd128 -include ${PROJECT_SOURCE_DIR}/web/engine/cxx20.hpp)
add_link_options(-fwasm-exceptions)
