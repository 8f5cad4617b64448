#include <iconv.h>

#include <array>
#include <memory>

#include "domain/error.hpp"
#include "domain/text.hpp"
#include "service/programme_csv.hpp"

namespace service {
namespace {

constexpr std::string_view utf8_mark = "\xEF\xBB\xBF";
constexpr std::string_view utf16le_mark = "\xFF\xFE";
constexpr std::string_view utf16be_mark = "\xFE\xFF";

struct Converter {
  explicit Converter(const char* from) : handle{iconv_open("UTF-8", from)} {}
  ~Converter() {
    if (handle != reinterpret_cast<iconv_t>(-1)) iconv_close(handle);
  }
  Converter(const Converter&) = delete;
  Converter& operator=(const Converter&) = delete;
  iconv_t handle;
};

[[noreturn]] void refuse(const char* encoding) {
  throw domain::Error(domain::ErrorKind::invalid, "encoding", std::string("the file is not valid ") + encoding);
}

std::string convert(std::string_view bytes, const char* from) {
  const Converter converter(from);
  if (converter.handle == reinterpret_cast<iconv_t>(-1)) refuse(from);
  // Three octets of UTF-8 at most for one of Windows-1252 or two of UTF-16.
  std::string out(bytes.size() * 3 + 4, '\0');
  char* in = const_cast<char*>(bytes.data());  // iconv's signature; it does not write there
  std::size_t in_left = bytes.size();
  char* next = out.data();
  std::size_t out_left = out.size();
  if (iconv(converter.handle, &in, &in_left, &next, &out_left) == static_cast<std::size_t>(-1)) refuse(from);
  out.resize(out.size() - out_left);
  return out;
}

}  // namespace

std::string decode_text(std::string_view bytes, std::string& encoding) {
  if (bytes.starts_with(utf8_mark)) {
    encoding = "UTF-8";
    bytes.remove_prefix(utf8_mark.size());
    if (!domain::is_valid_utf8(bytes)) refuse("UTF-8");
    return std::string(bytes);
  }
  if (bytes.starts_with(utf16le_mark) || bytes.starts_with(utf16be_mark)) {
    encoding = bytes.starts_with(utf16le_mark) ? "UTF-16LE" : "UTF-16BE";
    return convert(bytes.substr(2), encoding.c_str());
  }
  encoding = domain::is_valid_utf8(bytes) ? "UTF-8" : "WINDOWS-1252";
  return encoding == "UTF-8" ? std::string(bytes) : convert(bytes, encoding.c_str());
}

}  // namespace service
