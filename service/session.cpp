#include "service/session.hpp"

#include <algorithm>
#include <semaphore>

#include "domain/error.hpp"
#include "domain/text.hpp"
#include "service/abuse_limits.hpp"
#include "service/json_object.hpp"

namespace service {
namespace {

using namespace std::chrono_literals;

constexpr int tries_per_address = 30;
constexpr int tries_per_name = 10;
constexpr std::size_t longest_name = 100;
constexpr std::size_t longest_password = 1000;

// A password takes 64 MiB and a good part of a second of a core to verify: a crowd of them would take all the memory,
// and every thread from everybody else. Those who cannot begin soon are told to come again.
class PasswordTurn {
 public:
  PasswordTurn() {
    if (!turns_.try_acquire_for(1s)) throw TooManyRequests(3s);
  }
  ~PasswordTurn() { turns_.release(); }
  PasswordTurn(const PasswordTurn&) = delete;
  PasswordTurn& operator=(const PasswordTurn&) = delete;

 private:
  static inline std::counting_semaphore<> turns_{2};
};

std::string cookie(const Settings& settings, std::string_view token, std::chrono::seconds age) {
  std::string text(session_cookie_name);
  text += '=' + std::string(token) + "; Path=/; Max-Age=" + std::to_string(age.count()) + "; HttpOnly; SameSite=Lax";
  if (settings.server.base_url.starts_with("https://")) text += "; Secure";
  return text;
}

// As it was sent: a password may begin or end with a space.
std::string required_text(JsonObject& object, std::string_view name) {
  if (!object.require(name)) return {};
  const std::string* text = object.find(name)->text();
  object.violations().require(text != nullptr, object.path_of(name), "text", "must be a text");
  return text == nullptr ? std::string() : *text;
}

}  // namespace

domain::SignIn sign_in(const Request& request, App& app, std::string_view username, std::string_view password) {
  const std::string name = domain::to_lower_ascii(domain::trim(username).substr(0, longest_name));
  const std::string address = limited_address(request.remote_address);
  app.limits.take("sign_in:address:" + address, tries_per_address, 10min);
  app.limits.take("sign_in:name:" + name + "@" + address, tries_per_name, 15min);
  if (name.empty() || password.empty() || password.size() > longest_password) {
    throw domain::Error(domain::ErrorKind::unauthenticated, "wrong_password", "the user name or password is wrong");
  }
  domain::SignIn done = [&] {
    const PasswordTurn turn;
    return domain::sign_in(app.ports, name, password);
  }();
  app.limits.forget("sign_in:name:" + name + "@" + address);
  if (!request.session_token.empty()) domain::sign_out(app.ports, request.session_token);
  return done;
}

std::string session_cookie(const Settings& settings, std::string_view token) {
  return cookie(settings, token, domain::session_length);
}

std::string ended_session_cookie(const Settings& settings) {
  return cookie(settings, "", 0s);
}

std::string local_path(std::string_view path, std::string_view otherwise) {
  const bool local = path.starts_with('/') && !path.starts_with("//") && path.size() <= 2000 &&
                     std::ranges::none_of(path, [](unsigned char c) { return c <= 0x20 || c == 0x7F || c == '\\'; });
  return std::string(local ? path : otherwise);
}

Reply create_session(const Request& request, App& app) {
  const Json body = read_json(request);
  domain::Violations violations;
  JsonObject object(body, "", violations);
  const std::string username = required_text(object, "username");
  const std::string password = required_text(object, "password");
  object.refuse_others();
  violations.throw_if_any();
  const domain::SignIn done = sign_in(request, app, username, password);
  Reply reply = json_reply(200, to_text(Json::Object{{"display_name", done.principal.display_name},
                                                     {"role", domain::to_word(done.principal.role)}}));
  reply.headers.emplace_back("Set-Cookie", session_cookie(app.settings, done.session_token));
  reply.headers.emplace_back("Cache-Control", "no-store");
  return reply;
}

Reply delete_session(const Request& request, App& app) {
  if (!request.session_token.empty()) domain::sign_out(app.ports, request.session_token);
  Reply reply;
  reply.status = 204;
  reply.headers.emplace_back("Set-Cookie", ended_session_cookie(app.settings));
  return reply;
}

}  // namespace service
