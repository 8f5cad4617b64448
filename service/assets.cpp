#include "service/assets.hpp"

#include <map>

#include "domain/error.hpp"
#include "service/compression.hpp"
#include "service/reply_cache.hpp"
#include "ui/assets.hpp"

namespace service {
namespace {

constexpr std::string_view asset_folder = "/assets/";

using Replies = std::map<std::string, Reply, std::less<>>;

Reply reply_of(const embedded::File& file) {
  Reply reply{200, std::string(ui::asset_type(file.name)), std::make_shared<const std::string>(file.bytes), {}};
  reply.headers.emplace_back("ETag", etag_of(file.bytes));
  reply.headers.emplace_back("Cache-Control", "public, max-age=31536000, immutable");
  if (is_worth_compressing(reply.content_type, file.bytes.size())) reply.gzip = std::make_shared<GzipBody>();
  return reply;
}

const Replies& replies() {
  static const Replies all = [] {
    Replies made;
    for (const auto& file : ui::assets()) made.emplace(file.name, reply_of(file));
    return made;
  }();
  return all;
}

}  // namespace

Reply show_asset(const Request& request, App&) {
  const auto found = replies().find(request.parameters.at("name"));
  if (found == replies().end()) {
    throw domain::Error(domain::ErrorKind::not_found, "not_found", "There is no such file.");
  }
  return found->second;
}

Reply show_door_worker(const Request&, App&) {
  const std::string_view name = std::string_view(ui::asset_url("door_worker.js")).substr(asset_folder.size());
  Reply reply = replies().at(std::string(name));
  // Its address stays while its bytes change.
  for (auto& [header, value] : reply.headers) {
    if (header == "Cache-Control") value = "no-cache";
  }
  return reply;
}

}  // namespace service
