#include "service/config_files.hpp"

#include <span>
#include <stdexcept>
#include <string>

#include "cmake/embedded.hpp"

namespace service {

std::span<const embedded::File> embedded_config();  // made by kutsu_embed

std::string_view config_file(std::string_view name) {
  for (const auto& file : embedded_config())
    if (file.name == name) return file.bytes;
  throw std::logic_error("not built in: " + std::string(name));
}

}  // namespace service
