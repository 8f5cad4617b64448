#pragma once
#include "domain/event.hpp"
#include "domain/registration.hpp"
#include "ui/pages.hpp"

// What the tests of this folder render.
namespace ui::test {

inline const Pages& pages() {
  static const Pages made;
  return made;
}

// 2027-02-22 13:00 UTC: 15.00 in Helsinki, a Monday.
inline constexpr domain::Instant start{std::chrono::seconds{1803301200}};
inline constexpr domain::Instant now = start - std::chrono::hours{24 * 14};

inline domain::Event sample_event() {
  domain::Event event;
  event.id = {7};
  event.uid = "7@example.org";
  event.name = {{domain::LanguageTag("fi"), "Työnhakuinfo: kesätyöt"}, {domain::LanguageTag("ar"), "معلومات عن العمل"}};
  event.short_description = {{domain::LanguageTag("fi"), "Kesätöiden hakeminen."}};
  event.start_time = start;
  event.end_time = start + std::chrono::hours{2};
  event.location = {"Monikulttuurikeskus Mimosa", "", "Mikkeli", ""};
  event.keywords = {"job-seeking"};
  event.in_language = {domain::LanguageTag("fi")};
  event.interpreted_languages = {domain::LanguageTag("ar"), domain::LanguageTag("fa")};
  event.organisers = {{{1}, "Maahanmuuttopalvelut"}};
  event.maximum_attendee_capacity = 25;
  event.waiting_list_capacity = 10;
  event.confirmed_persons = 21;
  event.publication_status = domain::PublicationStatus::open_to_all;
  return event;
}

inline PageContext context_in(const char* language, std::string address = "/{lang}/") {
  PageContext context;
  context.language = domain::LanguageTag(language);
  context.address = std::move(address);
  context.base_url = "https://kutsu.example.org";
  context.site_name = "Kutsu";
  context.now = now;
  return context;
}

inline domain::Registration sample_registration() {
  domain::Registration registration;
  registration.id = {3};
  registration.event = {7};
  registration.contact.name = "Amal";
  registration.contact.phone = domain::PhoneNumber("+358405550123");
  registration.contact.language = domain::LanguageTag("ar");
  registration.persons.resize(2);
  registration.created_time = now;
  return registration;
}

}  // namespace ui::test
