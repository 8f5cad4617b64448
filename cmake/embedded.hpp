#pragma once
#include <string_view>

// Files that are part of the program (kutsu_embed in cmake/kutsu.cmake).
namespace embedded {

struct File {
  std::string_view name;  // path below the base folder, with slashes
  std::string_view bytes;
};

}  // namespace embedded
