#include "service/party_input.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>

#include "domain/party.hpp"
#include "service/form_input.hpp"
#include "service/phone_numbers.hpp"

namespace service {
namespace {

constexpr std::array<std::string_view, 4> contact_members{"name", "phone", "email", "language"};
constexpr std::array<std::string_view, 5> person_members{"id", "name", "interpreter_language", "child_age",
                                                         "accessibility"};

constexpr std::string_view answer_prefix = "answers.";
constexpr std::string_view language_wish = "language:";

using Members = std::map<std::string, std::string, std::less<>>;

std::string person_input(std::size_t index, std::string_view member) {
  return "persons[" + std::to_string(index) + "]." + std::string(member);
}

template <class Parse>
auto gathered(domain::Violations& violations, Parse parse) -> std::optional<decltype(parse())> {
  try {
    return parse();
  } catch (const domain::Error& error) {
    violations.add(error);
    return std::nullopt;
  }
}

std::vector<Members> persons_in(const Fields& fields, std::size_t maximum) {
  std::vector<Members> persons;
  for (std::size_t i = 0; i < maximum; ++i) {
    Members members;
    for (const auto member : person_members) {
      const auto name = person_input(i, member);
      if (form_has(fields, name)) members.emplace(member, form_value(fields, name));
    }
    persons.push_back(std::move(members));
  }
  while (persons.size() > 1 && persons.back().empty()) persons.pop_back();
  return persons;
}

void write_persons(PartyInput& input, const std::vector<Members>& persons) {
  std::erase_if(input.state.values, [](const auto& entry) { return entry.first.starts_with("persons["); });
  for (std::size_t i = 0; i < persons.size(); ++i) {
    for (const auto& [member, value] : persons[i]) input.state.values.emplace_back(person_input(i, member), value);
  }
  input.persons = persons.size();
}

std::optional<std::size_t> removed_index(std::string_view action) {
  constexpr std::string_view prefix = "remove:";
  if (!action.starts_with(prefix)) return std::nullopt;
  std::size_t index = 0;
  const auto* end = action.data() + action.size();
  const auto [rest, error] = std::from_chars(action.data() + prefix.size(), end, index);
  return error == std::errc{} && rest == end ? std::optional(index) : std::nullopt;
}

domain::Person person_of(const ui::FormState& state, std::size_t index, domain::Violations& violations) {
  domain::Person person;
  const auto input = [&](std::string_view member) { return std::string(state.value(person_input(index, member))); };
  const auto field = [&](std::string_view member) { return person_input(index, member); };
  person.name = input("name");
  person.accessibility = input("accessibility");
  if (const auto language = input("interpreter_language"); !language.empty()) {
    person.interpreter_language =
        gathered(violations, [&] { return domain::LanguageTag(language, field("interpreter_language")); });
  }
  if (const auto age = input("child_age"); !age.empty()) {
    person.child_age = input_number(age, field("child_age"), violations);
  }
  const auto id = input("id");
  std::from_chars(id.data(), id.data() + id.size(), person.id.value);
  return person;
}

domain::Contact contact_of(const PartyInput& input, domain::Violations& violations) {
  const auto value = [&](const char* name) { return std::string(input.state.value(name)); };
  domain::Contact contact;
  contact.name = value("contact.name");
  if (const auto phone = value("contact.phone"); !phone.empty()) {
    contact.phone = gathered(violations, [&] { return parse_phone(phone, "contact.phone"); });
  }
  if (const auto email = value("contact.email"); !email.empty()) {
    contact.email = gathered(violations, [&] { return domain::EmailAddress(email, "contact.email"); });
  }
  if (auto language =
          gathered(violations, [&] { return domain::LanguageTag(value("contact.language"), "contact.language"); })) {
    contact.language = *language;
  }
  return contact;
}

std::vector<domain::Person> persons_of(const PartyInput& input, domain::Violations& violations) {
  std::vector<domain::Person> persons;
  for (std::size_t i = 0; i < input.persons; ++i) persons.push_back(person_of(input.state, i, violations));
  return persons;
}

domain::Answers answers_of(const PartyInput& input, const std::vector<domain::Question>& questions,
                           domain::Violations& violations) {
  domain::Answers answers;
  for (const domain::Question& question : questions) {
    const auto typed = input.state.value(std::string(answer_prefix) + question.key);
    answers[question.key] =
        question.type == domain::QuestionType::number ? with_ascii_digits(typed) : std::string(typed);
  }
  domain::clean_answers(answers, questions, violations);
  return answers;
}

std::vector<domain::Problem> problems_of(const domain::Violations& violations) {
  try {
    violations.throw_if_any();
  } catch (const domain::Error& error) {
    return error.problems();
  }
  return {};
}

// What could not be read is not missing as well: a mistyped email is no reason to ask for a phone.
void keep_first_of_each_input(std::vector<domain::Problem>& problems) {
  std::vector<domain::Problem> kept;
  const auto at = [&](std::string_view field) { return std::ranges::find(kept, field, &domain::Problem::field); };
  for (auto& problem : problems) {
    const bool told = problem.code == "phone_or_email" && at("contact.email") != kept.end();
    if (!told && (problem.field.empty() || at(problem.field) == kept.end())) kept.push_back(std::move(problem));
  }
  problems = std::move(kept);
}

// So that the summary tells mistakes in the order in which one comes to them.
std::size_t place_on_form(std::string_view field) {
  constexpr std::size_t persons = 10, answers = 10'000, rest = 20'000;
  if (field == "dates") return 0;
  for (std::size_t i = 0; i < contact_members.size(); ++i) {
    if (field == "contact." + std::string(contact_members[i])) return i + 1;
  }
  if (field.starts_with(answer_prefix)) return answers;
  if (!field.starts_with("persons")) return rest;
  std::size_t person = 0;
  const auto open = field.find('[');
  if (open == std::string_view::npos) return persons - 1;
  std::from_chars(field.data() + open + 1, field.data() + field.size(), person);
  const auto* member = std::ranges::find(person_members, field.substr(std::min(field.find('.'), field.size() - 1) + 1));
  return persons + person * 10 + static_cast<std::size_t>(member - person_members.begin());
}

}  // namespace

PartyInput read_party(const Fields& fields, std::size_t maximum) {
  PartyInput input;
  for (const auto member : contact_members) {
    const auto name = "contact." + std::string(member);
    if (form_has(fields, name)) input.state.values.emplace_back(name, form_value(fields, name));
  }
  for (const auto& [name, value] : fields) {
    if (name.starts_with(answer_prefix)) input.state.values.emplace_back(name, value);
  }
  write_persons(input, persons_in(fields, maximum));
  if (const auto size = form_value(fields, "size"); !size.empty()) {
    std::from_chars(size.data(), size.data() + size.size(), input.persons);
    input.persons = std::clamp<std::size_t>(input.persons, 1, maximum);
  }
  return input;
}

bool edit_party(PartyInput& input, std::string_view action, std::size_t maximum) {
  auto persons = persons_in(input.state.values, maximum);
  persons.resize(std::max(persons.size(), input.persons));
  if (action == "add") {
    // An input of its own, so that the new person is there though nothing is typed yet.
    if (persons.size() < maximum) persons.push_back({{"name", ""}});
  } else if (const auto index = removed_index(action)) {
    if (*index < persons.size() && persons.size() > 1) {
      persons.erase(persons.begin() + static_cast<std::ptrdiff_t>(*index));
    }
  } else {
    return false;
  }
  write_persons(input, persons);
  return true;
}

bool asks_for_language(std::string_view action) {
  return action.starts_with(language_wish);
}

void follow_language(ui::FormState& state, std::string_view action, const domain::LanguageTag& language) {
  const auto before = action.substr(std::min(language_wish.size(), action.size()));
  for (auto& [name, value] : state.values) {
    if (name == "contact.language" && value == before) value = language.str();
  }
}

Party parse_party(const PartyInput& input, std::size_t maximum, const std::vector<domain::Problem>& more,
                  const std::vector<domain::Question>& questions) {
  domain::Violations unreadable;
  Party party{contact_of(input, unreadable), persons_of(input, unreadable), {}};
  domain::Violations missing;
  party.answers = answers_of(input, questions, missing);
  domain::clean_contact(party.contact, missing);
  domain::clean_persons(party.persons, maximum, missing);
  auto problems = problems_of(unreadable);
  std::ranges::copy(problems_of(missing), std::back_inserter(problems));
  std::ranges::copy(more, std::back_inserter(problems));
  keep_first_of_each_input(problems);
  std::ranges::stable_sort(problems, {}, [](const domain::Problem& problem) { return place_on_form(problem.field); });
  if (!problems.empty()) throw domain::Error(domain::ErrorKind::invalid, std::move(problems));
  return party;
}

}  // namespace service
