#include "domain/error.hpp"
#include "domain/manage_registration.hpp"
#include "domain/manage_token.hpp"
#include "domain/text.hpp"
#include "service/abuse_limits.hpp"
#include "service/api_request.hpp"
#include "service/form_input.hpp"
#include "service/links_again.hpp"
#include "service/parse_values.hpp"
#include "service/phone_numbers.hpp"
#include "service/registration_input.hpp"
#include "service/registration_json.hpp"
#include "service/registrations.hpp"

// What the holder of a manage link does.
namespace service {
namespace {

const std::string& manage_token(const Request& request, App& app) {
  limit_link_use(request, app);
  return request.parameters.at("manage_token");
}

Reply own_reply(const domain::RegistrationView& view, const App& app) {
  std::vector<domain::RegistrationView> party;
  if (!view.registration.party_key.empty()) {
    const std::string token = domain::manage_token(app.ports.secrets, view.registration);
    party = domain::view_party(app.ports, token);
  }
  return personal_reply(200, registration_view_json(view, party, app));
}

std::string read_code(const Json& body) {
  domain::Violations violations;
  JsonObject object(body, "", violations);
  object.require("code");
  const auto code = object.text("code", 20);
  object.refuse_others();
  violations.throw_if_any();
  return with_ascii_digits(*code);
}

// As little as may be: nothing of whether there is anything.
Reply on_its_way(const char* detail) {
  return personal_reply(202, Json::Object{{"detail", detail}});
}

}  // namespace

Reply get_registration(const Request& request, App& app) {
  return own_reply(domain::view_registration(app.ports, manage_token(request, app)), app);
}

Reply change_registration(const Request& request, App& app) {
  const std::string& token = manage_token(request, app);
  const Json body = read_json(request);
  const auto change = [&](const domain::Registration& stored) { return read_registration_change(body, stored); };
  // Outside the transaction, which may run more than once.
  const auto stored = domain::view_registration(app.ports, token).registration;
  limit_change(app, stored, change(stored));
  return own_reply(domain::change_registration(app.ports, token, change), app);
}

Reply cancel_registration(const Request& request, App& app) {
  return own_reply(domain::cancel_registration(app.ports, manage_token(request, app)), app);
}

Reply cancel_party(const Request& request, App& app) {
  const std::string& token = manage_token(request, app);
  read_nothing(request);
  return personal_reply(200, Json::Object{{"cancelled", domain::cancel_party(app.ports, token)}});
}

Reply accept_offer(const Request& request, App& app) {
  const std::string& token = manage_token(request, app);
  read_nothing(request);
  return own_reply(domain::accept_offer(app.ports, token), app);
}

Reply decline_offer(const Request& request, App& app) {
  const std::string& token = manage_token(request, app);
  read_nothing(request);
  return own_reply(domain::decline_offer(app.ports, token), app);
}

Reply verify_phone(const Request& request, App& app) {
  const std::string& token = manage_token(request, app);
  return own_reply(domain::verify_phone(app.ports, token, read_code(read_json(request))), app);
}

Reply send_code_again(const Request& request, App& app) {
  const std::string& token = manage_token(request, app);
  read_nothing(request);
  limit_code_again(request, app, domain::view_registration(app.ports, token).registration.contact);
  domain::send_code_again(app.ports, token);
  return on_its_way("The code is on its way, where one is needed.");
}

Reply request_links(const Request& request, App& app) {
  const Json body = read_json(request);
  domain::Violations violations;
  JsonObject object(body, "", violations);
  const auto phone = object.is_filled("phone") ? object.parsed("phone", parse_phone) : std::nullopt;
  const auto email = object.is_filled("email") ? object.parsed("email", parse_email) : std::nullopt;
  const bool named = object.is_filled("phone") || object.is_filled("email");
  violations.require(named, "phone", "phone_or_email", "a phone number or an email address is required");
  object.refuse_others();
  violations.throw_if_any();
  send_links_again(request, app, phone, email);
  return on_its_way("If there is anything under this phone or email, its links are on their way.");
}

}  // namespace service
