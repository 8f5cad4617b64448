#pragma once
#include <string>
#include <vector>

#include "domain/error.hpp"
#include "domain/event_template.hpp"
#include "service/app.hpp"
#include "service/organiser_event_form.hpp"

// The form of a template: an event's without its dates. In their place: "template_name", "end_days" (the days from the
// start to the end), "enrolment_start_time.days_before" and "enrolment_end_time.days_before".
namespace service {

struct TemplateForm {
  EventForm event;
  std::string name;
  std::string end_days;
  std::string opens_days_before;
  std::string closes_days_before;
};

[[nodiscard]] TemplateForm read_template_form(const Fields& fields);
[[nodiscard]] Fields fields_of(const TemplateForm& form);
[[nodiscard]] Fields template_form_fields(const domain::EventTemplate& stored, const App& app);
// What the form does not know stays. Throws Error{invalid} with all that is wrong, as apply_event_form does.
void apply_template_form(const TemplateForm& form, const App& app, domain::EventTemplate& stored);
// The problems under the names of this form's inputs.
[[nodiscard]] std::vector<domain::Problem> problems_of_template(const domain::Error& error);

}  // namespace service
