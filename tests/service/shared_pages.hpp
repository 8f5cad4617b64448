#pragma once
#include "ui/pages.hpp"

namespace fixtures {

// Reading the catalogues and compiling the templates takes a while; they never change: once a program.
inline const ui::Pages& shared_pages() {
  static const ui::Pages all;
  return all;
}

}  // namespace fixtures
