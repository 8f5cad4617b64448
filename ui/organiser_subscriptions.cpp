#include "ui/organiser_subscriptions.hpp"

#include <algorithm>

#include "domain/address.hpp"
#include "domain/subscriptions.hpp"
#include "ui/calendar_decisions.hpp"
#include "ui/event_view.hpp"

namespace ui {
namespace {

std::string subscription_label(const Reader& reader, std::string_view field) {
  return reader.text("organiser.field.subscription." + std::string(field));
}

std::string moment(const Reader& reader, domain::Instant instant) {
  return reader.short_date(instant, domain::default_time_zone) + " " + reader.time(instant, domain::default_time_zone);
}

Field field_of(const Reader& reader, std::string name) {
  Field field{.name = std::move(name)};
  field.label = subscription_label(reader, field.name);
  field.autocomplete = "off";
  const std::string hint = "organiser.hint.subscription." + field.name;
  if (field.name == "address" || field.name == "registration_url" || field.name == "keywords" ||
      field.name == "publication_status") {
    field.hint = reader.text(hint);
  }
  return field;
}

Field theme_field(const Reader& reader) {
  Field field = field_of(reader, "keywords");
  field.control = Control::checkboxes;
  for (const Theme& theme : reader.lists().themes()) {
    field.choices.push_back({theme.code, reader.theme_name(theme.code), {}});
  }
  return field;
}

Field kind_field(const Reader& reader) {
  Field field = field_of(reader, "kind");
  field.control = Control::select;
  field.required = true;
  for (int i = 0; i <= static_cast<int>(domain::EventKind::training); ++i) {
    const auto kind = static_cast<domain::EventKind>(i);
    field.choices.push_back({std::string(to_word(kind)), reader.kind_name(kind), {}});
  }
  return field;
}

Field publication_field(const Reader& reader, bool approval_wanted) {
  Field field = field_of(reader, "publication_status");
  field.control = Control::radios;
  field.required = true;
  field.choices = word_choices(reader, "organiser.publication.", {"draft", "public", "unlisted", "staff"});
  field.hint = approval_wanted ? reader.text("organiser.hint.subscription.approval") : std::string();
  return field;
}

void add_form(Values& body, const Reader& reader, const Console& console, const FormState& state, bool is_new) {
  add_error_summary(body, reader, state, [&](std::string_view field) { return subscription_label(reader, field); });
  Field name = field_of(reader, "name"), address = field_of(reader, "address"), town = field_of(reader, "municipality"),
        language = field_of(reader, "language"), page = field_of(reader, "registration_url");
  name.required = true;
  address.required = is_new;
  address.direction = page.direction = "ltr";
  address.mark_optional = false;
  if (!is_new) address.hint = reader.text("organiser.hint.subscription.new_address");
  language.control = Control::select;
  language.required = true;
  language.choices = language_choices(reader, reader.lists());
  add_field(body, reader, state, address, "ADDRESS");
  add_field(body, reader, state, name);
  if (is_new) add_field(body, reader, state, language);
  add_field(body, reader, state, kind_field(reader));
  add_field(body, reader, state, town);
  add_field(body, reader, state, page, "GROUPS");
  add_field(body, reader, state, theme_field(reader), "GROUPS");
  add_field(body, reader, state, publication_field(reader, console.principal.approval_wanted), "GROUPS");
}

void add_counts(Values& row, const Reader& reader, const domain::SubscriptionCounts& counts) {
  const auto add = [&](const char* word, int count, const char* weight) {
    if (count == 0 && *weight != '\0') return;
    Values one = row.add("COUNT");
    one.set("WEIGHT", weight);
    one.set("WORDS", reader.text(std::string("organiser.subscriptions.") + word, {{"count", std::int64_t{count}}}));
  };
  add("events", counts.events, "");
  add("open", counts.open, "requested");
  add("cancelled", counts.cancelled, "requested");
  add("vanished", counts.vanished, "requested");
  add("problems", counts.problems, "failed");
}

void add_state(Values& row, const Reader& reader, const domain::Subscription& one) {
  row.show_if(one.paused, "PAUSED");
  if (!one.error.empty()) {
    row.set_if("ERROR", reader.problem({{}, one.error, {}}));
  } else if (one.read_time) {
    row.set_if("READ", reader.text("organiser.subscriptions.read", {{"when", moment(reader, *one.tried_time)}}));
  }
  row.show_if(!one.complete, "INCOMPLETE");
  if (one.paused) return;
  const bool first = !one.read_time && one.error.empty();
  row.set_if("NEXT", first ? reader.text("organiser.subscriptions.soon")
                           : reader.text("organiser.subscriptions.next", {{"when", moment(reader, one.next_time)}}));
}

void set_row(Values& row, const Reader& reader, const SubscriptionRow& one) {
  row.set("ID", one.subscription.id.value);
  row.set("NAME", one.subscription.name);
  row.set("HOST", domain::host_of(one.subscription.address));
  row.set_if("WHOSE", one.organisation);
  add_state(row, reader, one.subscription);
  add_counts(row, reader, one.counts);
}

void add_event(Values& table, const Reader& reader, const CalendarLink& one, domain::Instant now) {
  Values row = table.add("EVENT");
  row.set("ID", one.event.id.value);
  set_text(row, reader, one.event.name, "NAME");
  row.set("WHEN", short_day(reader, one.event, now));
  row.set("TIME", reader.time_range(one.event.start_time, one.event.end_time, one.event.time_zone));
  add_badges(row, reader, one.event);
}

void add_problem(Values& table, const Reader& reader, const domain::ForeignProblem& problem) {
  Values row = table.add("PROBLEM");
  const std::string& name = problem.summary.empty() ? problem.uid : problem.summary;
  row.set("SUMMARY", domain::with_zone(name.empty() ? "–" : name, problem));
  if (problem.line > 0) {
    row.set_if("LINE", reader.text("organiser.subscriptions.line",
                                   {{"line", std::int64_t{static_cast<std::int64_t>(problem.line)}}}));
  }
  row.set("WORDS", reader.problem({{}, problem.code, {}}));
}

// Several that are in the programme already are told at once, as a calendar that was made from it has them.
constexpr std::ptrdiff_t most_known_named = 3;

// What its owner keeps private is no error of anybody.
void add_problems(Values& body, const Reader& reader, const std::vector<domain::ForeignProblem>& problems) {
  const auto is_private = [](const domain::ForeignProblem& problem) { return problem.code == "ics_private"; };
  const auto left_out = std::ranges::count_if(problems, is_private);
  if (left_out > 0)
    body.set_if("PRIVATE", reader.text("organiser.subscriptions.private", {{"count", std::int64_t{left_out}}}));
  const auto is_known = [](const domain::ForeignProblem& problem) { return problem.code == "ics_known_event"; };
  const auto known = std::ranges::count_if(problems, is_known);
  const bool at_once = known > most_known_named;
  if (at_once) body.set_if("KNOWN", reader.text("organiser.subscriptions.known", {{"count", std::int64_t{known}}}));
  const auto is_told = [&](const domain::ForeignProblem& problem) {
    return is_private(problem) || (at_once && is_known(problem));
  };
  if (std::ranges::all_of(problems, is_told)) return;
  Values section = body.add("PROBLEMS");
  for (const domain::ForeignProblem& problem : problems) {
    if (!is_told(problem)) add_problem(section, reader, problem);
  }
}

void add_question_with_dates(Values& section, const Reader& reader, const CalendarQuestion& question,
                             domain::Instant now) {
  Values shown = question.wants.empty() ? section : section.add("QUESTION");
  if (!question.wants.empty()) add_question(shown, reader, question, now);
  for (const CalendarLink& link : question.dates) {
    Values entry = shown.add("ENTRY");
    add_event(entry, reader, link, now);
    add_calendar_link(entry, reader, link, "LINK", false);
  }
}

void add_removal(Values& body, const Reader& reader, std::size_t withdrawn) {
  Field events{.name = "events", .control = Control::radios, .required = true};
  events.label = reader.text("organiser.subscriptions.its_events");
  events.choices = {{"stay", reader.text("organiser.subscriptions.remove_stay"), {}},
                    {"withdraw",
                     reader.text("organiser.subscriptions.remove_withdraw",
                                 {{"count", std::int64_t{static_cast<std::int64_t>(withdrawn)}}}),
                     {}}};
  add_field(body, reader, FormState{{{"events", "stay"}}, {}}, events, "REMOVAL");
}

}  // namespace

bool has_no_place(const CalendarLink& link) {
  const domain::Place& place = link.event.location;
  const bool town_alone = place.street_address.empty() && place.name == place.municipality && !place.room;
  return !place.is_online() && !link.link.left && link.event.status != domain::EventStatus::cancelled &&
         (domain::is_unknown(place) || town_alone);
}

std::string subscriptions_page(const Pages& pages, const Console& console, const SubscriptionsPage& list) {
  const Reader reader = pages.reader(console.context.language);
  Page page =
      console_page(pages, console, "organiser/subscriptions.html", reader.text("organiser.subscriptions.title"));
  Values& body = page.body();
  add_rows(body, list.rows, [&](Values& table, const SubscriptionRow& one) {
    Values row = table.add("ROW");
    set_row(row, reader, one);
  });
  Values add = body.add("ADD");
  if (!list.organisations.empty()) {
    Field whose = field_of(reader, "organisation");
    whose.control = Control::select;
    whose.required = true;
    for (const auto& one : list.organisations) whose.choices.push_back({std::to_string(one.id.value), one.name, {}});
    add_field(add, reader, list.state, whose);
  }
  add_form(add, reader, console, list.state, true);
  return page.html();
}

std::string subscription_page(const Pages& pages, const Console& console, const SubscriptionPage& one) {
  const Reader reader = pages.reader(console.context.language);
  const domain::Subscription& subscription = one.row.subscription;
  const domain::Instant now = console.context.now;
  Page page = console_page(pages, console, "organiser/subscription.html", subscription.name);
  Values& body = page.body();
  if (!one.refusals.empty()) show_problems(page, one.refusals);
  set_row(body, reader, one.row);
  body.set("VERSION", subscription.version);
  body.show_if(!subscription.paused, "RUNS");
  if (!one.to_decide.empty()) {
    Values section = body.add("DECIDE");
    for (const CalendarQuestion& question : one.to_decide) add_question_with_dates(section, reader, question, now);
  }
  if (subscription.read_time && one.ahead.count() > 0) {
    body.set_if("UNTIL",
                reader.text("organiser.subscriptions.until",
                            {{"day", reader.date(*subscription.read_time + one.ahead, domain::default_time_zone)}}));
  }
  if (!one.placeless.empty()) {
    Values section = body.add("PLACELESS");
    for (const CalendarLink& link : one.placeless) add_event(section, reader, link, now);
  }
  add_problems(body, reader, one.problems);
  if (!one.events.empty()) {
    Values section = body.add("EVENTS");
    for (const CalendarLink& link : one.events) add_event(section, reader, link, now);
  }
  if (!one.removed.empty()) {
    Values section = body.add("REMOVED");
    section.set("ID", one.row.subscription.id.value);
    for (const domain::RemovedDate& date : one.removed) {
      Values row = section.add("DATE");
      row.set("WHEN", reader.short_date(date.start_time, domain::default_time_zone));
      row.set("SUMMARY", date.name);
    }
  }
  add_removal(body, reader, one.withdrawn);
  add_form(body, reader, console, one.state, false);
  return page.html();
}

}  // namespace ui
