#include "service/door_input.hpp"

#include <algorithm>
#include <iterator>
#include <sstream>

#include "service/form_input.hpp"
#include "service/json_object.hpp"

namespace service {
namespace {

constexpr int oldest_child = 17;

// "4, 7" or "4 7" or "٤، ٧": what stands between commas and blanks.
std::vector<std::string> parts_of(std::string_view typed) {
  std::string text = with_ascii_digits(typed);
  for (const std::string_view comma : {"،", "؛"}) {
    for (auto at = text.find(comma); at != std::string::npos; at = text.find(comma))
      text.replace(at, comma.size(), " ");
  }
  std::ranges::replace_if(
      text, [](char c) { return c == ',' || c == ';' || c == '.'; }, ' ');
  std::istringstream words(text);
  return {std::istream_iterator<std::string>(words), {}};
}

std::optional<int> age_in(const std::string& part) {
  domain::Violations none;
  return input_number(part, "child_ages", none);
}

std::vector<int> read_ages(std::string_view typed, domain::Violations& violations) {
  std::vector<int> ages;
  for (const std::string& part : parts_of(typed)) {
    const auto age = age_in(part);
    if (!age) {
      violations.add("child_ages", "ages", "must be whole numbers with commas between them");
      return {};
    }
    violations.require(*age <= oldest_child, "child_ages", "out_of_range", "must be from 0 to 17");
    ages.push_back(*age);
  }
  return ages;
}

std::optional<domain::LanguageTag> read_language(const Fields& fields, std::string_view field,
                                                 domain::Violations& violations) {
  std::optional<domain::LanguageTag> language;
  const std::string typed = form_value(fields, field);
  if (!typed.empty()) gather(violations, [&] { language = domain::LanguageTag(typed, field); });
  return language;
}

}  // namespace

domain::RegistrationRequest read_walk_in(const Fields& fields, domain::EventId event, std::string idempotency_key) {
  domain::Violations violations;
  domain::RegistrationRequest wanted;
  wanted.event = event;
  wanted.walk_in = true;
  wanted.idempotency_key = std::move(idempotency_key);
  const auto count = input_number(form_value(fields, "persons"), "persons", violations);
  const int most = static_cast<int>(domain::maximum_party_by_staff);
  violations.require(!count || (*count >= 1 && *count <= most), "persons", "out_of_range", "must be from 1 to 60");
  const auto ages = read_ages(form_value(fields, "child_ages"), violations);
  violations.require(!count || static_cast<int>(ages.size()) <= *count, "child_ages", "too_many",
                     "must be at most as many as there are persons");
  const auto interpreter = read_language(fields, "interpreter_language", violations);
  wanted.contact.language = read_language(fields, "language", violations).value_or(domain::LanguageTag("fi"));
  wanted.contact.name = form_value(fields, "name");
  violations.throw_if_any();
  wanted.persons.resize(static_cast<std::size_t>(*count));
  wanted.persons.front().name = wanted.contact.name;
  for (domain::Person& person : wanted.persons) person.interpreter_language = interpreter;
  const std::size_t adults = wanted.persons.size() - ages.size();
  for (std::size_t i = 0; i < ages.size(); ++i) wanted.persons[adults + i].child_age = ages[i];
  return wanted;
}

std::string unread_ages(const Fields& fields) {
  std::string unread;
  for (const std::string& part : parts_of(form_value(fields, "child_ages"))) {
    if (!age_in(part)) unread += (unread.empty() ? "" : ", ") + part;
  }
  return unread;
}

}  // namespace service
