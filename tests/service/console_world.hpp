#pragma once
#include <string>
#include <vector>

#include "tests/service/api_world.hpp"

// The console as browsers meet it: cookies, forms with their token, redirects seen.
namespace fixtures {

class Browser;

class ConsoleWorld : public ApiWorld {
 public:
  // Somebody signed in, with an account of their own.
  Browser sign_in(domain::Role role, const std::string& organisation = "Mimosa");
  Browser nobody();
  // A form like a new event's, filled in: `changes` replaces inputs, or adds them.
  [[nodiscard]] static service::Fields event_form(const service::Fields& changes = {});
  // The only event there is.
  [[nodiscard]] domain::Event only_event();
  [[nodiscard]] std::vector<domain::Event> events();

 private:
  int accounts_ = 0;
};

class Browser {
 public:
  Browser(ConsoleWorld& world, std::string token) : world_(&world), token_(std::move(token)) {}
  Answer get(const std::string& target, Headers headers = {});
  // Sends `fields` as a form, with the session's token in it.
  Answer post(const std::string& target, service::Fields fields = {}, Headers headers = {});
  // Follows one redirect.
  Answer post_and_follow(const std::string& target, service::Fields fields = {});
  // Any method and body; the session's token goes in a header.
  Answer send(const std::string& method, const std::string& target, const std::string& body, Headers headers);
  [[nodiscard]] const std::string& token() const { return token_; }

 private:
  void add_cookie(Headers& headers) const;
  ConsoleWorld* world_;
  std::string token_;  // empty: nobody
};

}  // namespace fixtures
