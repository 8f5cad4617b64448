#include "ui/assets.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <map>
#include <stdexcept>
#include <vector>

namespace ui {

std::span<const embedded::File> bundled_files();

namespace {

// FNV-1a: names need to differ when bytes do, nothing more.
std::string hash_of(std::string_view bytes) {
  std::uint64_t hash = 14695981039346656037ULL;
  for (const char byte : bytes) hash = (hash ^ static_cast<unsigned char>(byte)) * 1099511628211ULL;
  char hex[17];
  std::snprintf(hex, sizeof hex, "%016llx", static_cast<unsigned long long>(hash));
  return hex;
}

struct Bundle {
  std::map<std::string, std::string, std::less<>> hashed_names;  // "public.css" → "public.<hash>.css"
  std::map<std::string, std::string, std::less<>> urls;
  std::vector<embedded::File> files;

  Bundle() {
    for (const auto& file : bundled_files()) {
      const std::string name(file.name.substr(file.name.rfind('/') + 1));
      const auto dot = name.rfind('.');
      const auto& hashed = hashed_names[name] = name.substr(0, dot) + '.' + hash_of(file.bytes) + name.substr(dot);
      urls[name] = "/assets/" + hashed;
      files.push_back({hashed, file.bytes});
    }
  }
};

const Bundle& bundle() {
  static const Bundle made;
  return made;
}

}  // namespace

std::span<const embedded::File> assets() {
  return bundle().files;
}

const embedded::File* find_asset(std::string_view hashed_name) {
  const auto& files = bundle().files;
  const auto found = std::ranges::find(files, hashed_name, &embedded::File::name);
  return found == files.end() ? nullptr : &*found;
}

std::string_view asset_type(std::string_view name) {
  if (name.ends_with(".css")) return "text/css; charset=utf-8";
  if (name.ends_with(".js")) return "text/javascript; charset=utf-8";
  if (name.ends_with(".svg")) return "image/svg+xml";
  if (name.ends_with(".png")) return "image/png";
  if (name.ends_with(".webmanifest")) return "application/manifest+json";
  return "application/octet-stream";
}

const std::string& asset_url(std::string_view name) {
  const auto found = bundle().urls.find(name);
  if (found == bundle().urls.end()) throw std::out_of_range("no asset " + std::string(name));
  return found->second;
}

}  // namespace ui
