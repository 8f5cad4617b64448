# What every library and test of the project has in common.
set(KUTSU_WARNINGS -Wall -Wextra -Wpedantic -Wconversion -Wshadow)

# kutsu_library(NAME SOURCES … [PUBLIC …] [PRIVATE …]): a folder's library, kutsu_<NAME>.
function(kutsu_library name)
  cmake_parse_arguments(arg "" "" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
  add_library(kutsu_${name} STATIC ${arg_SOURCES})
  target_include_directories(kutsu_${name} PUBLIC ${PROJECT_SOURCE_DIR})
  target_compile_options(kutsu_${name} PRIVATE ${KUTSU_WARNINGS})
  target_link_libraries(kutsu_${name} PUBLIC ${arg_PUBLIC} PRIVATE ${arg_PRIVATE})
endfunction()

# kutsu_test(NAME SOURCES … LIBS … [LABELS …] [TIMEOUT seconds]): a GoogleTest program, one ctest test.
function(kutsu_test name)
  cmake_parse_arguments(arg "" "TIMEOUT" "SOURCES;LIBS;LABELS" ${ARGN})
  add_executable(test_${name} ${arg_SOURCES})
  target_include_directories(test_${name} PRIVATE ${PROJECT_SOURCE_DIR})
  target_compile_options(test_${name} PRIVATE ${KUTSU_WARNINGS})
  target_link_libraries(test_${name} PRIVATE ${arg_LIBS} GTest::gmock_main)
  add_test(NAME ${name} COMMAND test_${name} WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
  if(NOT arg_TIMEOUT)
    set(arg_TIMEOUT 120)
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
