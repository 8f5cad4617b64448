#include "service/interpreter_json.hpp"

#include "service/parse_values.hpp"
#include "service/phone_numbers.hpp"
#include "service/text_lengths.hpp"
#include "service/time_input.hpp"

namespace service {
namespace {

constexpr std::size_t most_languages = 30;
constexpr std::size_t longest_note = 2000;

Json spoken_json(const std::vector<domain::SpokenLanguage>& languages) {
  Json::Array array;
  for (const domain::SpokenLanguage& spoken : languages) {
    Json::Object object{{"language", spoken.language.str()}};
    add_text(object, "dialect", spoken.dialect);
    array.emplace_back(std::move(object));
  }
  return array;
}

std::string parse_gender(std::string_view text, std::string_view field) {
  if (text != "female" && text != "male") {
    throw domain::Error(domain::ErrorKind::invalid, "unknown_value", "must be one of female, male", std::string(field));
  }
  return std::string(text);
}

// "ar", or {"language": "ar", "dialect": "Sudanese"}.
std::optional<domain::SpokenLanguage> read_spoken(const Json& item, const std::string& path,
                                                  domain::Violations& violations) {
  std::optional<domain::SpokenLanguage> spoken;
  if (item.object() == nullptr) {
    const auto text = read_text(item, path, longest_line, violations);
    if (text) gather(violations, [&] { spoken = domain::SpokenLanguage{domain::LanguageTag(*text, path), {}}; });
    return spoken;
  }
  JsonObject object(item, path, violations);
  object.require("language");
  const auto language = object.parsed("language", parse_language);
  const auto dialect = object.text("dialect", 100);
  object.refuse_others();
  if (language) spoken = domain::SpokenLanguage{*language, dialect.value_or("")};
  return spoken;
}

}  // namespace

Json interpreter_json(const domain::Interpreter& interpreter) {
  Json::Object object{{"id", interpreter.id.value}, {"name", interpreter.name}};
  add_text(object, "agency", interpreter.agency);
  if (interpreter.phone) object.push_back({"phone", interpreter.phone->e164()});
  if (interpreter.email) object.push_back({"email", interpreter.email->str()});
  object.push_back({"message_language", interpreter.message_language.str()});
  object.push_back({"languages", spoken_json(interpreter.languages)});
  return object;
}

Json booking_json(const domain::InterpreterBooking& booking) {
  Json::Object object{{"id", booking.id.value}, {"event", booking.event.value}, {"status", to_word(booking.status)}};
  if (booking.interpreter) object.push_back({"interpreter", booking.interpreter->value});
  object.push_back({"language", booking.language.str()});
  add_text(object, "dialect", booking.dialect);
  add_text(object, "wished_gender", booking.wished_gender);
  object.push_back({"mode", to_word(booking.mode)});
  object.push_back({"start_time", domain::format_rfc3339(booking.start_time)});
  object.push_back({"end_time", domain::format_rfc3339(booking.end_time)});
  add_text(object, "topic", booking.topic);
  add_text(object, "contact_person", booking.contact_person);
  add_text(object, "materials", booking.materials);
  object.push_back({"created_time", domain::format_rfc3339(booking.created_time)});
  object.push_back({"version", booking.version});
  return object;
}

domain::Interpreter read_interpreter(const Json& body) {
  domain::Violations violations;
  domain::Interpreter interpreter;
  JsonObject object(body, "", violations);
  object.require("name");
  object.require("languages");
  interpreter.name = object.text("name", longest_line).value_or("");
  interpreter.agency = object.text("agency", longest_line).value_or("");
  if (object.is_filled("phone")) interpreter.phone = object.parsed("phone", parse_phone);
  if (object.is_filled("email")) interpreter.email = object.parsed("email", parse_email);
  interpreter.message_language = object.parsed("message_language", parse_language).value_or(domain::LanguageTag("fi"));
  object.each("languages", most_languages, [&](const Json& item, const std::string& path) {
    if (const auto spoken = read_spoken(item, path, violations)) interpreter.languages.push_back(*spoken);
  });
  object.refuse_others();
  violations.throw_if_any();
  return interpreter;
}

domain::InterpreterBooking read_booking(const Json& body, const domain::Event& event, const domain::TimeZones& zones) {
  domain::Violations violations;
  domain::InterpreterBooking booking;
  JsonObject object(body, "", violations);
  const auto time = [&](std::string_view text, std::string_view field) {
    return read_time(text, field, event.time_zone, zones);
  };
  object.require("language");
  booking.event = event.id;
  booking.language = object.parsed("language", parse_language).value_or(domain::LanguageTag());
  booking.dialect = object.text("dialect", 100).value_or("");
  booking.mode = object.parsed("mode", domain::parse_interpreting_mode).value_or(domain::InterpretingMode::on_site);
  if (object.is_filled("wished_gender"))
    booking.wished_gender = object.parsed("wished_gender", parse_gender).value_or("");
  booking.start_time = object.parsed("start_time", time).value_or(domain::Instant{});
  booking.end_time = object.parsed("end_time", time).value_or(domain::Instant{});
  booking.topic = object.text("topic", 500).value_or("");
  booking.contact_person = object.text("contact_person", longest_line).value_or("");
  booking.materials = object.text("materials", longest_note).value_or("");
  if (const auto interpreter = object.id("interpreter")) booking.interpreter = domain::InterpreterId{*interpreter};
  object.refuse_others();
  violations.throw_if_any();
  return booking;
}

}  // namespace service
