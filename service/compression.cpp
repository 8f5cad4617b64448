#include "service/compression.hpp"

#include <zlib.h>

#include <stdexcept>

namespace service {
namespace {

constexpr int gzip_window = 15 + 16;  // 32 KB, with gzip's header
constexpr int memory_level = 8;
constexpr std::size_t smallest = 1024;

}  // namespace

std::string gzip(std::string_view bytes) {
  z_stream stream{};
  if (deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, gzip_window, memory_level, Z_DEFAULT_STRATEGY) != Z_OK) {
    throw std::runtime_error("zlib does not start");
  }
  std::string compressed(deflateBound(&stream, bytes.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(compressed.data());
  stream.avail_out = static_cast<uInt>(compressed.size());
  const int result = deflate(&stream, Z_FINISH);
  compressed.resize(stream.total_out);
  deflateEnd(&stream);
  if (result != Z_STREAM_END) throw std::runtime_error("zlib does not finish");
  return compressed;
}

bool is_worth_compressing(std::string_view content_type, std::size_t size) {
  const auto type = content_type.substr(0, content_type.find(';'));
  return size > smallest && (type == "text/html" || type == "application/json" || type == "text/css" ||
                             type == "text/javascript" || type == "image/svg+xml");
}

std::shared_ptr<const std::string> GzipBody::of(const std::string& plain) {
  std::call_once(made_, [&] { bytes_ = std::make_shared<const std::string>(gzip(plain)); });
  return bytes_;
}

}  // namespace service
