#include "ui/organiser_event_form.hpp"

#include <algorithm>

#include "ui/event_view.hpp"
#include "ui/organiser_event_form_folds.hpp"
#include "ui/organiser_event_form_parts.hpp"

namespace ui {
namespace {

void add_kind(Values& section, const Drawing& draw) {
  Field kind{.name = "kind", .control = Control::radios, .required = true};
  kind.choices = word_choices(
      draw.reader, "kind.",
      {"info_session", "group_activity", "civic_orientation", "client_panel", "network_meeting", "training"});
  add(section, draw, std::move(kind));
}

// Themes are ticked by their pictogram and word.
void add_themes(Values& body, const Drawing& draw) {
  for (const Theme& theme : draw.lists.themes()) {
    Values box = body.add("THEME");
    box.set("CODE", theme.code);
    box.set("PICTOGRAM", theme.pictogram);
    box.set("THEME_NAME", draw.reader.theme_name(theme.code));
    box.show_if(draw.state.has("keywords", theme.code), "CHOSEN");
  }
  for (const auto& [name, value] : draw.state.values) {
    if (name == "keywords" && draw.lists.theme(value) == nullptr) body.add("OTHER_THEME").set("CODE", value);
  }
}

// On whatever day it will be.
void add_clocks(Values& section, const Drawing& draw) {
  for (const char* name : {"start_time.clock", "end_time.clock"}) {
    add(section, draw, {.name = name, .control = Control::time, .required = true, .direction = "ltr", .narrow = true});
  }
}

void add_time(Values& body, const Drawing& draw, bool of_template) {
  Values section = body.add("TIMES");
  if (of_template) {
    add_clocks(section, draw);
  } else {
    add_moment(section, draw, "start_time", true);
    add(section, draw,
        {.name = "end_time.clock", .control = Control::time, .required = true, .direction = "ltr", .narrow = true});
  }
  Values more = body.add("MORE_TIMES");
  if (!of_template) {
    Field day{.name = "end_time.date", .control = Control::date, .direction = "ltr", .narrow = true};
    day.mark_optional = false;
    add(more, draw, with_hint(std::move(day), draw, "organiser.hint.end_date"));
  }
  Field zone{.name = "time_zone", .direction = "ltr"};
  add(more, draw, with_hint(std::move(zone), draw, "organiser.hint.time_zone"));
}

void add_languages(Values& body, const Drawing& draw) {
  Values section = body.add("LANGUAGES");
  for (const char* name : {"in_language", "interpreted_languages"}) {
    Field field{.name = name, .control = Control::checkboxes};
    field.choices = language_choices(draw.reader, draw.lists, tags_of(values_of(draw.state, name)));
    add(section, draw, std::move(field));
  }
}

void add_organisers(Values& body, const Drawing& draw, const EventFormPage& form, bool admin) {
  Values section = body.add("ORGANISERS");
  Field field{.name = "organisers", .control = Control::checkboxes};
  for (const auto& one : form.organisations) field.choices.push_back({std::to_string(one.id.value), one.name, {}});
  add(section, draw, std::move(field));
  if (admin) add(section, draw, {.name = "new_organiser"});
}

void add_reminder(Values& body, const Reader& reader, std::size_t index, const std::string& channel,
                  const std::string& amount, const std::string& unit) {
  Values row = body.add("REMINDER");
  row.set("INDEX", static_cast<std::int64_t>(index + 1));
  row.set("AMOUNT", amount);
  const auto options = [&](const char* section, const char* prefix, std::initializer_list<std::string_view> words,
                           const std::string& chosen) {
    for (const Choice& choice : word_choices(reader, prefix, words)) {
      Values option = row.add(section);
      option.set("VALUE", choice.value);
      option.set("OPTION", choice.label);
      option.show_if(choice.value == chosen, "CHOSEN");
    }
  };
  options("CHANNEL", "organiser.channel.", {"sms", "email"}, channel);
  options("UNIT", "organiser.unit.", {"minutes", "hours", "days"}, unit);
}

void add_reminders(Values& body, const Drawing& draw) {
  const auto channels = values_of(draw.state, "reminder_channel");
  const auto amounts = values_of(draw.state, "reminder_amount");
  const auto units = values_of(draw.state, "reminder_unit");
  std::size_t index = 0;
  for (; index < std::min({channels.size(), amounts.size(), units.size()}); ++index) {
    add_reminder(body, draw.reader, index, channels[index], amounts[index], units[index]);
  }
  add_reminder(body, draw.reader, index, "", "", "hours");
  for (const domain::Problem& problem : draw.state.problems) {
    if (problem.field == "reminders") body.set_if("REMINDERS_ERROR", draw.reader.problem(problem));
  }
}

void add_publication(Values& body, const Drawing& draw, bool approval_wanted) {
  Values section = body.add("PUBLICATION");
  Field field{.name = "publication_status", .control = Control::radios, .required = true};
  field.choices = word_choices(draw.reader, "organiser.publication.", {"draft", "public", "unlisted", "staff"});
  if (approval_wanted) {
    // What somebody has to approve is a draft until then, and stays as it was approved.
    const std::string present(draw.state.value("publication_status"));
    std::erase_if(field.choices,
                  [&](const Choice& choice) { return choice.value != "draft" && choice.value != present; });
    field.hint = draw.reader.text("organiser.hint.approval");
  }
  add(section, draw, std::move(field));
}

void add_earlier(Values& body, const Drawing& draw, const EventFormPage& form) {
  if (form.earlier.empty()) return;
  Field from{.name = "from", .control = Control::select, .mark_optional = false};
  from.choices = form.earlier;
  Values section = body.add("EARLIER");
  add(section, draw, std::move(from));
}

// With a template a date is said at once: enrolment opens and closes so long before it.
void add_templates(Values& body, const Drawing& draw, const EventFormPage& form) {
  if (form.templates.empty()) return;
  const FormState typed{{{"template", form.begin_template}}, form.begin_problems};
  Field which{.name = "template", .control = Control::select, .mark_optional = false};
  which.choices = form.templates;
  Field date{.name = "date", .control = Control::date, .required = true, .direction = "ltr", .narrow = true};
  Values section = body.add("TEMPLATES");
  for (Field* field : {&which, &date}) {
    field->label = draw.label("begin_" + field->name);
    add_field(section, draw.reader, typed, *field);
  }
}

void add_template_name(Values& body, const Drawing& draw) {
  Values section = body.add("TEMPLATE");
  Field name{.name = "template_name", .required = true, .autocomplete = "off"};
  add(section, draw, with_hint(std::move(name), draw, "organiser.hint.template_name"));
  section.set("END_DAYS", draw.state.value("end_days"));
}

// A date of a series is changed alone, or others with it.
void add_scopes(Values& body, const Drawing& draw, const SeriesScopes& scopes) {
  Values section = body.add("SCOPES");
  Field field{.name = "scope", .control = Control::radios, .required = true};
  const auto choice = [&](const char* word, int count) {
    field.choices.push_back(
        {word, draw.reader.text(std::string("organiser.scope.") + word, {{"count", std::int64_t{count}}}), {}});
  };
  choice("this", 1);
  choice("following", scopes.following);
  choice("all", scopes.all);
  add(section, draw, std::move(field));
}

// Whose a draft is that stays on a device which several may use: the account's, for the organisation it works for.
std::string owner_of(const domain::Principal& principal) {
  const domain::AccountId account = principal.account.value_or(domain::AccountId{});
  const domain::OrganisationId organisation = principal.organisation.value_or(domain::OrganisationId{});
  return std::to_string(account.value) + "." + std::to_string(organisation.value);
}

// The input that a problem is mended in.
std::string input_of(const std::string& field, const FormState& state) {
  if (field == "end_time" && !state.has("end_days") && state.value("end_time.date").empty()) return "end_time.clock";
  for (const char* moment : {"start_time", "end_time", "enrolment_start_time", "enrolment_end_time"}) {
    if (field == moment) return field + ".date";
  }
  for (const char* text : {"name", "short_description", "neutral_name"}) {
    if (field == text) return field + "." + std::string(state.value("text_language"));
  }
  if (field.starts_with("reminders")) return "reminders";
  if (field == "waiting_list_offer_minutes") return "waiting_list_offer.amount";
  if (field.starts_with("questions[")) return question_input_of(field, state);
  if (field == "location") return "location.name";
  if (field == "recurrence") return "repeat";
  return field;
}

FormState with_inputs_named(FormState state) {
  for (domain::Problem& problem : state.problems) problem.field = input_of(problem.field, state);
  return state;
}

std::string event_label(const Drawing& draw, const std::string& field) {
  for (const char* text : {"name", "short_description", "neutral_name"}) {
    const std::string base(text);
    if (!field.starts_with(base + ".")) continue;
    const auto tags = tags_of({field.substr(base.size() + 1)});
    return tags.empty() ? draw.label(base) : draw.label(base) + " (" + draw.reader.language_name(tags[0]) + ")";
  }
  if (field.starts_with("questions[")) return question_label_of(draw, field);
  if (field == "based_on") return {};
  return draw.label(field);
}

std::string title_of(const EventFormPage& form) {
  if (form.edited_template) return "organiser.templates.edit_title";
  return form.event ? "organiser.form.edit_title" : "organiser.form.new_title";
}

std::string action_of(const EventFormPage& form) {
  if (form.edited_template) return "/organiser/templates/" + std::to_string(form.edited_template->id.value) + "/edit";
  return form.event ? "/organiser/events/" + std::to_string(form.event->id.value) + "/edit" : "/organiser/events";
}

}  // namespace

std::string event_form_page(const Pages& pages, const Console& console, const EventFormPage& form) {
  const Reader reader = pages.reader(console.context.language);
  const FormState state = with_inputs_named(form.state);
  const Drawing draw{reader, pages.lists(), state};
  const bool of_template = form.edited_template.has_value();
  const std::string title = reader.text(title_of(form));
  Page page = console_page(pages, console, "organiser/event_form.html", title);
  Values& body = page.body();
  body.set("HEADING", title);
  add_folds(body, draw, form);
  body.set("BASED_ON", state.value("based_on"));
  body.set_if("LIKE", state.value("like"));
  body.set_if("LENGTH_SEEN", state.value("length_seen"));
  const std::string action = action_of(form);
  body.set("ACTION", action);
  body.set("OWNER", owner_of(console.principal));
  if (form.event) {
    Values stored = body.add("STORED");
    stored.set("ID", form.event->id.value);
    body.add("SAME").set("ID", form.event->id.value);
    set_text(stored, reader, form.event->name, "NAME");
  }
  add_error_summary(body, reader, state, [&](std::string_view field) { return event_label(draw, std::string(field)); });
  add_earlier(body, draw, form);
  add_templates(body, draw, form);
  if (of_template) add_template_name(body, draw);
  Values what = body.add("WHAT");
  add_kind(what, draw);
  add_themes(body, draw);
  add_texts(body, draw, form, pages.catalogue().languages());
  add_time(body, draw, of_template);
  if (!form.event && !of_template) {
    Values repeat = body.add("REPEAT");
    add_repeat_fields(repeat, draw, form.municipalities, true);
  }
  if (form.scopes) add_scopes(body, draw, *form.scopes);
  add_place(body, draw, form);
  if (!of_template) add_meetings(body, draw, form, action);
  add_languages(body, draw);
  add_organisers(body, draw, form, domain::may(console.principal, domain::Permission::administer));
  add_enrolment(body, draw, of_template);
  add_questions(body, draw, action);
  add_reminders(body, draw);
  if (!of_template) add_publication(body, draw, console.principal.approval_wanted);
  for (const std::string& zone : form.time_zones) body.add("ZONE").set("ZONE_NAME", zone);
  return page.html();
}

}  // namespace ui
