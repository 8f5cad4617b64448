#include "tests/service/console_world.hpp"

#include <algorithm>

#include "service/uri.hpp"

namespace fixtures {
namespace {

std::string encode(const service::Fields& fields) {
  std::string out;
  for (const auto& [name, value] : fields) {
    if (!out.empty()) out += '&';
    out += service::percent_encode(name) + '=' + service::percent_encode(value);
  }
  return out;
}

}  // namespace

Browser ConsoleWorld::nobody() {
  return Browser(*this, "");
}

Browser ConsoleWorld::sign_in(domain::Role role, const std::string& organisation_name) {
  const domain::Principal principal = organiser(organisation_name, role);
  const std::string token = secrets->random_token();
  const std::string username = "user" + std::to_string(++accounts_);
  store->write([&](domain::Transaction& tx) {
    const bool administers = role == domain::Role::admin;
    const auto account =
        tx.accounts().insert(domain::Account{{}, username, "Aino Esimerkki", "no password signs in", administers});
    if (!administers) tx.accounts().keep({account, principal.organisation.value(), role, clock.now()});
    tx.accounts().insert(
        domain::Session{secrets->hash_token(token), account, clock.now(), clock.now() + std::chrono::hours{1}});
  });
  return Browser(*this, token);
}

service::Fields ConsoleWorld::event_form(const service::Fields& changes) {
  service::Fields fields{{"kind", "info_session"},
                         {"text_language", "fi"},
                         {"name.fi", "Työnhakuinfo"},
                         {"short_description.fi", "Kesätyöt."},
                         {"text_language", "ar"},
                         {"name.ar", "لقاء عن العمل"},
                         {"keywords", "job_seeking"},
                         {"start_time.date", "2026-12-01"},
                         {"start_time.clock", "15:00"},
                         {"end_time.date", ""},
                         {"end_time.clock", "17:00"},
                         {"time_zone", "Europe/Helsinki"},
                         {"location.name", "Mimosa"},
                         {"location.municipality", "Mikkeli"},
                         {"in_language", "fi"},
                         {"interpreted_languages", "ar"},
                         {"maximum_attendee_capacity", "25"},
                         {"waiting_list_capacity", "10"},
                         {"asks", "name"},
                         {"asks", "interpreter_language"},
                         {"asks", "accessibility"},
                         {"waiting_list", "automatic"},
                         {"waiting_list_offer.amount", "24"},
                         {"waiting_list_offer.unit", "hours"},
                         {"reminder_channel", "sms"},
                         {"reminder_amount", "2"},
                         {"reminder_unit", "hours"},
                         {"publication_status", "draft"},
                         {"repeat", ""},
                         {"action", "save"}};
  for (const auto& [name, value] : changes) {
    const auto same = [&](const auto& field) { return field.first == name; };
    const auto found = std::ranges::find_if(fields, same);
    if (found != fields.end()) {
      found->second = value;
    } else {
      fields.emplace_back(name, value);
    }
  }
  return fields;
}

std::vector<domain::Event> ConsoleWorld::events() {
  domain::EventFilter filter;
  filter.publication = {domain::PublicationStatus::draft, domain::PublicationStatus::open_to_all,
                        domain::PublicationStatus::unlisted, domain::PublicationStatus::staff};
  filter.limit = 1000;
  std::vector<domain::Event> found;
  store->read([&](const domain::Snapshot& snapshot) { found = snapshot.events().find(filter).events; });
  return found;
}

domain::Event ConsoleWorld::only_event() {
  return events().at(0);
}

void Browser::add_cookie(Headers& headers) const {
  if (!token_.empty()) headers.emplace_back("Cookie", "kutsu_session=" + token_);
}

Answer Browser::get(const std::string& target, Headers headers) {
  add_cookie(headers);
  return world_->call("GET", target, "", std::move(headers));
}

Answer Browser::post(const std::string& target, service::Fields fields, Headers headers) {
  add_cookie(headers);
  headers.emplace_back("Content-Type", "application/x-www-form-urlencoded");
  headers.emplace_back("Origin", "https://kutsu.example.org");
  fields.emplace_back("csrf_token", token_.empty() ? "" : world_->secrets->derive_token("csrf", token_));
  return world_->call("POST", target, encode(fields), std::move(headers));
}

Answer Browser::post_and_follow(const std::string& target, service::Fields fields) {
  const Answer answer = post(target, std::move(fields));
  if (answer.status != 303) return answer;
  const std::string location = answer.header("Location");
  return get(location.substr(0, location.find('#')));
}

Answer Browser::send(const std::string& method, const std::string& target, const std::string& body, Headers headers) {
  add_cookie(headers);
  if (!token_.empty()) headers.emplace_back("X-CSRF-Token", world_->secrets->derive_token("csrf", token_));
  return world_->call(method, target, body, std::move(headers));
}

}  // namespace fixtures
