#include "service/session.hpp"

#include <algorithm>

#include "domain/error.hpp"
#include "domain/passwords.hpp"
#include "domain/text.hpp"
#include "service/abuse_limits.hpp"
#include "service/constant_time.hpp"
#include "service/device_name.hpp"
#include "service/password_turn.hpp"

namespace service {
namespace {

using namespace std::chrono_literals;

constexpr int tries_per_address = 30;
constexpr int tries_per_name = 10;
// Of all browsers together that the account does not know (NIST SP 800-63B, 3.2.2: at most 100).
constexpr int tries_of_strangers = 100;
// Of all browsers together that the account does know, the right password too: each of them takes the one turn that is
// kept for them.
constexpr int tries_of_known = 30;
constexpr std::size_t longest_username = 254;
constexpr std::chrono::hours device_known_for{24 * 180};
constexpr std::string_view device_purpose = "device";

std::string cookie(const Settings& settings, std::string_view name, std::string_view value, std::chrono::seconds age) {
  std::string text(name);
  text += '=' + std::string(value) + "; Path=/; Max-Age=" + std::to_string(age.count()) + "; HttpOnly; SameSite=Lax";
  if (settings.server.base_url.starts_with("https://")) text += "; Secure";
  return text;
}

std::string device_proof(const App& app, domain::AccountId account, std::string_view device) {
  return app.ports.secrets.derive_token(device_purpose, std::to_string(account.value) + ":" + std::string(device));
}

// The browser's own number where the account signed in with it before: "<number>.<proof>". Empty: a stranger's.
std::string known_device(const Request& request, const App& app, const std::optional<domain::Account>& account) {
  const auto found = request.cookies.find(std::string(device_cookie_name));
  if (!account || found == request.cookies.end()) return {};
  const std::string& value = found->second;
  const std::size_t dot = value.find('.');
  if (dot == std::string::npos || dot == 0) return {};
  const std::string device = value.substr(0, dot);
  return equals_in_constant_time(value.substr(dot + 1), device_proof(app, account->id, device)) ? device
                                                                                                : std::string();
}

// Counts one try; tells the log of it once an hour when there were too many. A name that nobody has is counted, looked
// up and written down like one that somebody has: the time that it takes tells nothing.
class Tries {
 public:
  Tries(const Request& request, App& app, const std::string& name)
      : app_(app),
        address_(limited_address(request.remote_address)),
        account_(domain::account_named(app.ports, name)),
        device_(known_device(request, app, account_)) {
    const std::string who = account_ ? "#" + std::to_string(account_->id.value) : name;
    own_key_ = device_.empty() ? "sign_in:name:" + who + "@" + address_ : "sign_in:device:" + device_;
    bool of_address = true;
    try {
      if (device_.empty()) app_.limits.take("sign_in:address:" + address_, tries_per_address, 10min);
      of_address = false;
      app_.limits.take(own_key_, tries_per_name, 15min);
      if (device_.empty()) {
        app_.limits.take("sign_in:strangers:" + who, tries_of_strangers, 1h);
      } else {
        app_.limits.take("sign_in:known:" + who, tries_of_known, 15min);
      }
    } catch (const TooManyRequests&) {
      if (of_address) {
        tell(address_, std::nullopt);
      } else {
        tell(who, account_);
      }
      throw;
    }
  }
  [[nodiscard]] PasswordTurn::For whom() const {
    return device_.empty() ? PasswordTurn::For::strangers : PasswordTurn::For::known;
  }
  void succeeded() const { app_.limits.forget(own_key_); }

 private:
  void tell(const std::string& of_what, const std::optional<domain::Account>& account) const {
    try {
      app_.limits.take("sign_in:told:" + of_what, 1, 1h);
    } catch (const TooManyRequests&) {
      return;
    }
    domain::note_failed_sign_ins(app_.ports, account);
  }

  App& app_;
  std::string address_;
  std::optional<domain::Account> account_;
  std::string device_;
  std::string own_key_;
};

}  // namespace

domain::SignIn sign_in(const Request& request, App& app, std::string_view username, std::string_view password) {
  const std::string name = domain::to_lower_ascii(domain::trim(username).substr(0, longest_username));
  const Tries tries(request, app, name);
  if (name.empty() || password.empty() || password.size() > domain::longest_password) {
    throw domain::Error(domain::ErrorKind::unauthenticated, "wrong_password", "the user name or password is wrong");
  }
  domain::SignIn done = [&] {
    const PasswordTurn turn(tries.whom());
    return domain::sign_in(app.ports, name, password, device_of(request));
  }();
  tries.succeeded();
  if (!request.session_token.empty()) domain::sign_out(app.ports, request.session_token);
  return done;
}

void add_cookies(Reply& reply, const App& app, const domain::SignIn& done) {
  reply.headers.emplace_back("Set-Cookie",
                             cookie(app.settings, session_cookie_name, done.session_token, domain::session_length));
  if (!done.principal.account) return;
  const std::string device = app.ports.secrets.random_token();
  reply.headers.emplace_back(
      "Set-Cookie", cookie(app.settings, device_cookie_name,
                           device + "." + device_proof(app, *done.principal.account, device), device_known_for));
}

std::string ended_session_cookie(const Settings& settings) {
  return cookie(settings, session_cookie_name, "", 0s);
}

std::string local_path(std::string_view path, std::string_view otherwise) {
  const bool local = path.starts_with('/') && !path.starts_with("//") && path.size() <= 2000 &&
                     std::ranges::none_of(path, [](unsigned char c) { return c <= 0x20 || c == 0x7F || c == '\\'; });
  return std::string(local ? path : otherwise);
}

std::string device_of(const Request& request) {
  return device_name(request.header("User-Agent").value_or(""));
}

}  // namespace service
