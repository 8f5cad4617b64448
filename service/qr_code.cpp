#include "service/qr_code.hpp"

#include <qrencode.h>

#include <memory>
#include <stdexcept>

namespace service {
namespace {

constexpr int quiet_zone = 4;  // modules, ISO/IEC 18004, 6.3.8

std::string move_to(int column, int row) {
  return "M" + std::to_string(column + quiet_zone) + " " + std::to_string(row + quiet_zone);
}

}  // namespace

std::string qr_svg(std::string_view text) {
  // Read from a scratched phone: the second of four levels of correction.
  const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
      QRcode_encodeString8bit(std::string(text).c_str(), 0, QR_ECLEVEL_M), &QRcode_free);
  if (!code) throw std::runtime_error("no QR code holds this text");
  const auto size = std::to_string(code->width + 2 * quiet_zone);
  std::string svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + size + " " + size +
                    "\" shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h" + size + "v" + size +
                    "H0z\"/><path fill=\"#000\" d=\"";
  for (int row = 0; row < code->width; ++row) {
    for (int column = 0; column < code->width; ++column) {
      if ((code->data[row * code->width + column] & 1) == 0) continue;
      const int begin = column;
      while (column + 1 < code->width && (code->data[row * code->width + column + 1] & 1) != 0) ++column;
      svg += move_to(begin, row) + "h" + std::to_string(column - begin + 1) + "v1H" +
             std::to_string(begin + quiet_zone) + "z";
    }
  }
  return svg + "\"/></svg>\n";
}

}  // namespace service
