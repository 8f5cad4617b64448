#include "ui/organiser_event_form_parts.hpp"

#include <algorithm>

#include "domain/day_list.hpp"

namespace ui {

void add(Values& into, const Drawing& draw, Field field) {
  if (field.label.empty()) field.label = draw.label(field.name);
  // A choice is never missing.
  if (field.control == Control::radios || field.control == Control::checkboxes) field.mark_optional = false;
  add_field(into, draw.reader, draw.state, field);
}

Field with_hint(Field field, const Drawing& draw, std::string_view key) {
  field.hint = draw.reader.text(key);
  return field;
}

Field number_field(std::string name) {
  return {.name = std::move(name), .control = Control::number, .direction = "ltr", .min = "0", .narrow = true};
}

void add_moment(Values& into, const Drawing& draw, const std::string& name, bool required, std::string_view hint) {
  Field date{.name = name + ".date",
             .control = Control::date,
             .label = draw.label(name + ".date"),
             .required = required,
             .direction = "ltr",
             .narrow = true};
  if (!hint.empty()) date.hint = draw.reader.text(hint);
  Field clock{.name = name + ".clock",
              .control = Control::time,
              .label = draw.label(name + ".clock"),
              .required = required,
              .direction = "ltr",
              .narrow = true};
  add(into, draw, std::move(date));
  add(into, draw, std::move(clock));
}

std::vector<std::string> values_of(const FormState& state, std::string_view name) {
  std::vector<std::string> values;
  for (const auto& [key, value] : state.values) {
    if (key == name) values.push_back(value);
  }
  return values;
}

std::vector<domain::LanguageTag> tags_of(const std::vector<std::string>& words) {
  std::vector<domain::LanguageTag> tags;
  for (const std::string& word : words) {
    try {
      tags.emplace_back(word);
    } catch (const domain::Error&) {
      continue;
    }
  }
  return tags;
}

TypedLanguage typed_language(const Drawing& draw, const std::string& language) {
  const auto tags = tags_of({language});
  if (tags.empty()) return {language, {}};
  return {draw.reader.language_name(tags.front()), domain::is_right_to_left(tags.front()) ? "rtl" : "ltr"};
}

// Names what stands among the days and is none.
std::string exceptions_hint(const Drawing& draw) {
  std::string hint = draw.reader.text("organiser.hint.repeat_exceptions");
  const bool at_fault = std::ranges::any_of(
      draw.state.problems, [](const domain::Problem& problem) { return problem.code == "exception_date"; });
  if (!at_fault) return hint;
  const std::chrono::year_month_day any{std::chrono::year{2000} / 1 / 1};
  const auto unread = domain::read_days(draw.state.value("repeat_exceptions"), any).unread;
  return hint + " " + draw.reader.text("organiser.hint.unread_days", {{"days", draw.reader.joined(unread)}});
}

void add_repeat_fields(Values& section, const Drawing& draw, const std::vector<std::string>& municipalities,
                       bool once) {
  Field pattern{.name = "repeat", .control = Control::radios};
  pattern.choices =
      word_choices(draw.reader, "organiser.repeat.", {"weekly", "fortnightly", "monthly", "monthly_last"});
  if (once) pattern.choices.insert(pattern.choices.begin(), Choice{"", draw.reader.text("organiser.repeat.once"), {}});
  // Monday, 3 January 2000 and the six days after it.
  const domain::Instant monday = std::chrono::sys_days{std::chrono::year{2000} / 1 / 3} + std::chrono::hours{12};
  Field weekdays{.name = "repeat_weekdays", .control = Control::checkboxes};
  int day = 0;
  for (const char* word : {"MO", "TU", "WE", "TH", "FR", "SA", "SU"}) {
    weekdays.choices.push_back({word, draw.reader.by_skeleton(monday + std::chrono::days{day++}, "UTC", "cccc"), {}});
  }
  add(section, draw, std::move(pattern));
  add(section, draw, with_hint(std::move(weekdays), draw, "organiser.hint.repeat_weekdays"));
  add(section, draw, {.name = "repeat_until", .control = Control::date, .direction = "ltr", .narrow = true});
  add(section, draw, number_field("repeat_count"));
  Field holidays{.name = "repeat_without_public_holidays", .control = Control::checkbox};
  if (municipalities.empty()) holidays.hint = draw.reader.text("organiser.hint.no_school_holidays");
  add(section, draw, std::move(holidays));
  if (!municipalities.empty()) {
    Field school{.name = "repeat_without_school_holidays", .control = Control::select, .narrow = true};
    school.choices.push_back({"", draw.reader.text("organiser.repeat.any_school_day"), {}});
    for (const std::string& name : municipalities) school.choices.push_back({name, name, {}});
    add(section, draw, std::move(school));
  }
  Field exceptions{.name = "repeat_exceptions", .control = Control::textarea, .direction = "ltr"};
  exceptions.hint = exceptions_hint(draw);
  add(section, draw, std::move(exceptions));
}

// So many days before the event, and a time of day.
void add_days_before(Values& into, const Drawing& draw, const std::string& name, std::string_view hint = {}) {
  Field days = number_field(name + ".days_before");
  if (!hint.empty()) days.hint = draw.reader.text(hint);
  add(into, draw, std::move(days));
  add(into, draw, {.name = name + ".clock", .control = Control::time, .direction = "ltr", .narrow = true});
}

void add_enrolment(Values& body, const Drawing& draw, bool of_template) {
  Values section = body.add("ENROLMENT");
  add(section, draw, with_hint(number_field("maximum_attendee_capacity"), draw, "organiser.hint.capacity"));
  add(section, draw, with_hint(number_field("waiting_list_capacity"), draw, "organiser.hint.waiting_list"));
  Values opens = body.add("ENROLMENT_OPENS"), closes = body.add("ENROLMENT_CLOSES");
  if (of_template) {
    add_days_before(opens, draw, "enrolment_start_time");
    add_days_before(closes, draw, "enrolment_end_time", "organiser.hint.enrolment_end");
  } else {
    add_moment(opens, draw, "enrolment_start_time", false);
    add_moment(closes, draw, "enrolment_end_time", false, "organiser.hint.enrolment_end");
  }
  Values more = body.add("MORE_ENROLMENT");
  add(more, draw, with_hint(number_field("childcare_capacity"), draw, "organiser.hint.childcare"));
  Field parties = number_field("maximum_parties_per_contact");
  parties.min = "1";
  add(more, draw, with_hint(std::move(parties), draw, "organiser.hint.parties_per_contact"));
  Values waiting = body.add("WAITING");
  Field mode{.name = "waiting_list", .control = Control::radios};
  mode.choices = word_choices(draw.reader, "organiser.waiting_list.", {"automatic", "offer"});
  add(waiting, draw, std::move(mode));
  Values offer = body.add("OFFER");
  Field amount = number_field("waiting_list_offer.amount");
  amount.mark_optional = false;
  add(offer, draw, std::move(amount));
  Field unit{.name = "waiting_list_offer.unit", .control = Control::select, .narrow = true, .mark_optional = false};
  unit.choices = word_choices(draw.reader, "organiser.unit.", {"minutes", "hours", "days"});
  add(offer, draw, std::move(unit));
  Values rules = body.add("RULES");
  for (const char* name : {"invited_only", "phone_code_required"}) {
    Field box{.name = name, .control = Control::checkbox};
    add(rules, draw, with_hint(std::move(box), draw, "organiser.hint." + std::string(name)));
  }
  Field external{.name = "external_registration_url", .direction = "ltr"};
  add(rules, draw, with_hint(std::move(external), draw, "organiser.hint.external_url"));
  Values asks = body.add("ASKS");
  Field fields{.name = "asks", .control = Control::checkboxes};
  fields.choices = word_choices(draw.reader, "organiser.asks.", {"name", "interpreter_language", "accessibility"});
  add(asks, draw, with_hint(std::move(fields), draw, "organiser.hint.asks"));
}

}  // namespace ui
