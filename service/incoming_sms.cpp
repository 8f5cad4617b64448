#include "service/incoming_sms.hpp"

#include <optional>
#include <string>

#include "domain/error.hpp"
#include "domain/sms_reply.hpp"
#include "domain/text.hpp"
#include "service/app.hpp"
#include "service/constant_time.hpp"
#include "service/phone_numbers.hpp"
#include "service/programme_csv.hpp"

namespace service {
namespace {

constexpr std::size_t longest_id = 200;
// An answer may make us send messages, which cost money.
constexpr int most_from_one_number = 10;
constexpr std::chrono::hours limit_window{1};

void require_secret(const Request& request, const App& app) {
  const std::string& secret = app.settings.sms.incoming_secret;
  if (!secret.empty() && equals_in_constant_time(request.query_value("secret").value_or(""), secret)) return;
  throw domain::Error(domain::ErrorKind::not_found, "not_found", "there is nothing at this address");
}

// Data of programs is for no reader.
bool is_text(const Request& request) {
  const auto type = request.header("Content-Type").value_or("text/plain");
  return equal_without_case(type.substr(0, 10), "text/plain");
}

std::string text_of(const Request& request) {
  const std::string type = domain::to_lower_ascii(request.header("Content-Type").value_or(""));
  const bool utf16 = type.find("utf-16") != std::string::npos;
  std::string encoding;
  return decode_text(utf16 ? "\xFE\xFF" + request.body : request.body, encoding);
}

// Nothing for what is no telephone number: operators write from names and short numbers.
std::optional<domain::PhoneNumber> sender_of(const Request& request) {
  try {
    return parse_phone(request.header("X-Kannel-From").value_or(""), "X-Kannel-From");
  } catch (const domain::Error&) {
    return {};
  }
}

Reply taken() {
  return {202, "text/plain; charset=utf-8", std::make_shared<const std::string>(), {}};
}

}  // namespace

Reply take_kannel_message(const Request& request, App& app) {
  require_secret(request, app);
  const auto from = sender_of(request);
  if (!from || !is_text(request)) return taken();
  try {
    app.limits.take("incoming_sms:" + from->e164(), most_from_one_number, limit_window);
  } catch (const TooManyRequests&) {
    return taken();  // or the gateway would bring it again and again
  }
  const auto id = request.query_value("id").value_or("").substr(0, longest_id);
  (void)domain::handle_reply(app.ports, *from, text_of(request), id, app.settings.retention.incoming_messages);
  return taken();
}

}  // namespace service
