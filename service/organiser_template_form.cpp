#include "service/organiser_template_form.hpp"

#include "domain/text.hpp"
#include "service/form_input.hpp"
#include "service/json_object.hpp"
#include "service/template_content.hpp"
#include "service/text_lengths.hpp"
#include "ui/pages.hpp"

namespace service {
namespace {

using std::chrono::days;
using std::chrono::local_days;
using std::chrono::year_month_day;

constexpr int most_days = 730;
constexpr const char* name_input = "template_name";
constexpr const char* opens_input = "enrolment_start_time.days_before";
constexpr const char* closes_input = "enrolment_end_time.days_before";

std::string date_after(days after) {
  return domain::format_date(year_month_day{local_days{day_of_templates} + after});
}

// As many days before the day of templates as an input says; empty where it was left empty.
DateAndClock moment_of(const std::string& typed, const std::string& clock, const char* input,
                       domain::Violations& violations) {
  if (typed.empty() && clock.empty()) return {};
  const auto before = typed.empty() ? std::optional(0) : input_number(typed, input, violations);
  if (!before) return {};
  violations.require(*before <= most_days, input, "out_of_range", "must be from 0 to 730");
  return {date_after(days{-std::min(*before, most_days)}), clock};
}

std::string days_between(domain::Instant from, domain::Instant to, const domain::EventDetails& details,
                         const domain::TimeZones& zones) {
  const auto day = [&](domain::Instant moment) {
    return std::chrono::floor<days>(zones.to_local(moment, details.time_zone));
  };
  return std::to_string((day(to) - day(from)).count());
}

// The event's form, on the day of templates.
EventForm on_a_day(const TemplateForm& form, domain::Violations& violations) {
  EventForm event = form.event;
  event.start_time.date = date_after(days{0});
  const auto end_days = form.end_days.empty() ? std::optional(0) : input_number(form.end_days, "end_days", violations);
  event.end_time.date = date_after(days{std::min(end_days.value_or(0), most_days)});
  event.enrolment_start_time =
      moment_of(form.opens_days_before, form.event.enrolment_start_time.clock, opens_input, violations);
  event.enrolment_end_time =
      moment_of(form.closes_days_before, form.event.enrolment_end_time.clock, closes_input, violations);
  event.publication_status = to_word(domain::PublicationStatus::draft);
  event.repeat = {};
  return event;
}

EventFormChoices choices_of(const App& app) {
  EventFormChoices choices{app.ports.zones, app.pages.lists(), {}};
  app.ports.store.read(
      [&](const domain::Snapshot& snapshot) { choices.organisations = snapshot.organisations().all(); });
  return choices;
}

}  // namespace

TemplateForm read_template_form(const Fields& fields) {
  TemplateForm form;
  form.event = read_event_form(fields);
  form.name = form_value(fields, name_input);
  form.end_days = form_value(fields, "end_days");
  form.opens_days_before = form_value(fields, opens_input);
  form.closes_days_before = form_value(fields, closes_input);
  return form;
}

Fields fields_of(const TemplateForm& form) {
  Fields fields = event_form_fields(form.event);
  fields.emplace_back(name_input, form.name);
  fields.emplace_back("end_days", form.end_days);
  fields.emplace_back(opens_input, form.opens_days_before);
  fields.emplace_back(closes_input, form.closes_days_before);
  return fields;
}

Fields template_form_fields(const domain::EventTemplate& stored, const App& app) {
  const domain::TimeZones& zones = app.ports.zones;
  const domain::EventDetails details = read_template(stored.content, day_of_templates, app);
  TemplateForm form;
  form.event = event_form_of(details, zones);
  form.event.based_on = std::to_string(stored.version);
  form.name = stored.name;
  form.end_days = days_between(details.start_time, details.end_time, details, zones);
  const auto before = [&](const std::optional<domain::Instant>& moment) {
    return moment ? days_between(*moment, details.start_time, details, zones) : std::string();
  };
  form.opens_days_before = before(details.enrolment_start_time);
  form.closes_days_before = before(details.enrolment_end_time);
  return fields_of(form);
}

void apply_template_form(const TemplateForm& form, const App& app, domain::EventTemplate& stored) {
  domain::Violations violations;
  const std::string name = input_text(form.name, name_input, longest_line, violations);
  violations.require(!name.empty(), name_input, "required", "is required");
  domain::EventDetails details = read_template(stored.content, day_of_templates, app);
  const EventForm event = on_a_day(form, violations);
  throw_if_any(violations, [&] { apply_event_form(event, choices_of(app), details); });
  stored.name = name;
  stored.content = template_content(details, app.ports.zones);
}

std::vector<domain::Problem> problems_of_template(const domain::Error& error) {
  std::vector<domain::Problem> problems = error.problems();
  for (domain::Problem& problem : problems) {
    const auto renamed = [&](std::string_view from, std::string_view to) {
      if (problem.field == from) problem.field = to;
    };
    renamed("name", problem.code == "template_exists" ? name_input : "name");
    for (const char* time : {"start_time", "end_time"}) {
      renamed(time, std::string(time) + ".clock");
      renamed(std::string(time) + ".date", std::string(time) + ".clock");
    }
    for (const char* time : {"enrolment_start_time", "enrolment_end_time"}) {
      renamed(time, std::string(time) + ".days_before");
      renamed(std::string(time) + ".date", std::string(time) + ".days_before");
    }
  }
  return problems;
}

}  // namespace service
