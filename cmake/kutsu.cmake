# What every library and test of the project has in common.
set(KUTSU_WARNINGS -Wall -Wextra -Wpedantic -Wconversion -Wshadow)
# Warnings are errors for the compiler that the project is built with; another one may warn of what nobody has seen yet.
if(CMAKE_CXX_COMPILER_ID STREQUAL GNU AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  option(KUTSU_WERROR "Warnings are errors" ON)
else()
  option(KUTSU_WERROR "Warnings are errors" OFF)
endif()
if(KUTSU_WERROR)
  list(APPEND KUTSU_WARNINGS -Werror)
endif()
# GCC 12 sees these where the optimiser inlines std::string's own moves and sums; the sanitizers look for the real thing.
if(CMAKE_CXX_COMPILER_ID STREQUAL GNU)
  list(APPEND KUTSU_WARNINGS -Wno-array-bounds -Wno-restrict -Wno-stringop-overflow -Wno-stringop-overread)
  # Where several sources are compiled as one it takes them for headers, and inlines more of std::variant than it follows.
  if(CMAKE_UNITY_BUILD)
    list(APPEND KUTSU_WARNINGS -Wno-subobject-linkage -Wno-maybe-uninitialized)
  endif()
endif()

# Headers that nearly every source includes, parsed once. Only such as never change, so that no edit rebuilds everything;
# script/lint reads every source without them, so that a missing #include shows.
file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/precompiled.cpp CONTENT "// CMake wants a source.\n")
function(kutsu_precompiled name options)
  add_library(${name} OBJECT ${CMAKE_BINARY_DIR}/precompiled.cpp)
  target_compile_options(${name} PRIVATE ${KUTSU_WARNINGS} ${options})
  target_precompile_headers(${name} PRIVATE <algorithm> <array> <charconv> <chrono> <filesystem> <functional> <map>
    <memory> <mutex> <optional> <span> <stdexcept> <string> <string_view> <unordered_map> <vector> ${ARGN})
endfunction()
kutsu_precompiled(kutsu_precompiled "")

# Several sources are compiled as one where CMAKE_UNITY_BUILD is on (CMakePresets.json), which reads their headers once.
# What a source keeps to itself has to have a name of its own among those that it is compiled with; its group hangs on
# its own name alone, so that a new source is the only one to look at.
function(kutsu_compile_together target)
  get_target_property(sources ${target} SOURCES)
  list(LENGTH sources count)
  # Hexadecimal digits of a hash: 4, 8 or 16 groups.
  if(count LESS 40)
    set(groups 4)
  elseif(count LESS 100)
    set(groups 8)
  else()
    set(groups 16)
  endif()
  foreach(source IN LISTS sources)
    get_filename_component(name ${source} NAME)
    string(MD5 hash ${name})
    string(SUBSTRING ${hash} 0 1 digit)
    math(EXPR group "0x${digit} % ${groups}")
    set_source_files_properties(${source} PROPERTIES UNITY_GROUP ${group})
  endforeach()
  set_target_properties(${target} PROPERTIES UNITY_BUILD_MODE GROUP)
endfunction()

# kutsu_compile(TARGET): how the project compiles.
function(kutsu_compile target)
  kutsu_compile_together(${target})
  target_include_directories(${target} PUBLIC ${PROJECT_SOURCE_DIR})
  target_compile_options(${target} PRIVATE ${KUTSU_WARNINGS})
  target_precompile_headers(${target} REUSE_FROM kutsu_precompiled)
endfunction()

# Tests are compiled in a hurry: what they test is optimised, they are not.
set(KUTSU_TEST_OPTIONS -O0)
# kutsu_compile_test(TARGET): how the project compiles what is GoogleTest's.
function(kutsu_compile_test target)
  if(NOT TARGET kutsu_precompiled_test)
    kutsu_precompiled(kutsu_precompiled_test "${KUTSU_TEST_OPTIONS}" <gmock/gmock.h> <gtest/gtest.h>)
    target_link_libraries(kutsu_precompiled_test PRIVATE GTest::gmock)
  endif()
  kutsu_compile_together(${target})
  target_include_directories(${target} PUBLIC ${PROJECT_SOURCE_DIR})
  target_compile_options(${target} PRIVATE ${KUTSU_WARNINGS} ${KUTSU_TEST_OPTIONS})
  target_link_libraries(${target} PUBLIC GTest::gmock)
  target_precompile_headers(${target} REUSE_FROM kutsu_precompiled_test)
endfunction()

# kutsu_library(NAME SOURCES … [PUBLIC …] [PRIVATE …]): a folder's library, kutsu_<NAME>.
function(kutsu_library name)
  cmake_parse_arguments(arg "" "" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
  add_library(kutsu_${name} STATIC ${arg_SOURCES})
  kutsu_compile(kutsu_${name})
  target_link_libraries(kutsu_${name} PUBLIC ${arg_PUBLIC} PRIVATE ${arg_PRIVATE})
endfunction()

# script/test runs the tests from the folder of the sanitizers' build, and of another build what is tested as shipped:
# the program as a whole, and what takes minutes with sanitizers (OPTIMISED below).
set(KUTSU_SHIPPED "" CACHE PATH "Build folder whose program is shipped; empty: this one")
set(KUTSU_PROGRAM $<TARGET_FILE:kutsu>)
if(KUTSU_SHIPPED)
  set(KUTSU_PROGRAM ${KUTSU_SHIPPED}/kutsu)
endif()

add_custom_target(shipped)        # what the folder of the shipped program has to hold
add_custom_target(test_programs)  # what tests run of this folder
# kutsu_test_program(TARGET VARIABLE [OPTIMISED]): sets VARIABLE to what runs TARGET.
function(kutsu_test_program target variable)
  cmake_parse_arguments(arg "OPTIMISED" "" "" ${ARGN})
  if(arg_OPTIMISED)
    add_dependencies(shipped ${target})
  endif()
  if(KUTSU_SHIPPED AND arg_OPTIMISED)
    file(RELATIVE_PATH path ${CMAKE_BINARY_DIR} ${CMAKE_CURRENT_BINARY_DIR}/${target})
    set(${variable} ${KUTSU_SHIPPED}/${path} PARENT_SCOPE)
  else()
    add_dependencies(test_programs ${target})
    set(${variable} $<TARGET_FILE:${target}> PARENT_SCOPE)
  endif()
endfunction()

# kutsu_test(NAME SOURCES … LIBS … [LABELS …] [TIMEOUT seconds] [OPTIMISED]): a GoogleTest program, one ctest test.
function(kutsu_test name)
  cmake_parse_arguments(arg "OPTIMISED" "TIMEOUT" "SOURCES;LIBS;LABELS" ${ARGN})
  add_executable(test_${name} ${arg_SOURCES})
  kutsu_compile_test(test_${name})
  target_link_libraries(test_${name} PRIVATE ${arg_LIBS} GTest::gmock_main)
  set(optimised "")
  if(arg_OPTIMISED)
    set(optimised OPTIMISED)
  endif()
  kutsu_test_program(test_${name} program ${optimised})
  add_test(NAME ${name} COMMAND ${program} WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
  if(NOT arg_TIMEOUT)
    set(arg_TIMEOUT 600)
  endif()
  set_tests_properties(${name} PROPERTIES TIMEOUT ${arg_TIMEOUT})
  if(arg_LABELS)
    set_tests_properties(${name} PROPERTIES LABELS "${arg_LABELS}")
  endif()
endfunction()

# kutsu_embed(TARGET NAMESPACE VARIABLE FILES …): the files' bytes inside the program. Makes a header-less source that
# defines `std::span<const embedded::File> <NAMESPACE>::<VARIABLE>()`, see cmake/embedded.hpp.
function(kutsu_embed target namespace variable)
  cmake_parse_arguments(arg "" "BASE" "FILES" ${ARGN})
  set(out ${CMAKE_CURRENT_BINARY_DIR}/${target}_${variable}.cpp)
  set(list ${CMAKE_CURRENT_BINARY_DIR}/${target}_${variable}.list)
  list(JOIN arg_FILES "\n" lines)
  file(GENERATE OUTPUT ${list} CONTENT "${lines}\n")
  add_custom_command(OUTPUT ${out}
    COMMAND ${CMAKE_COMMAND} -DLIST=${list} -DBASE=${arg_BASE} -DNAMESPACE=${namespace} -DVARIABLE=${variable}
            -DOUT=${out} -P ${PROJECT_SOURCE_DIR}/cmake/embed.cmake
    DEPENDS ${list} ${arg_FILES} ${PROJECT_SOURCE_DIR}/cmake/embed.cmake VERBATIM)
  target_sources(${target} PRIVATE ${out})
  set_source_files_properties(${out} PROPERTIES OBJECT_DEPENDS "${arg_FILES}")
endfunction()
