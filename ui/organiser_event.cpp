#include "ui/organiser_event.hpp"

#include <algorithm>

#include "domain/address.hpp"
#include "domain/attendance.hpp"
#include "ui/event_view.hpp"
#include "ui/event_words.hpp"
#include "ui/organiser_conflicts.hpp"
#include "ui/organiser_drafts.hpp"
#include "ui/organiser_series.hpp"
#include "ui/organiser_texts.hpp"

namespace ui {
namespace {

using domain::Permission;

void add_fact(Values& body, const Reader& reader, std::string_view label, std::string_view text,
              std::string_view direction = {}, std::string_view language = {}) {
  if (text.empty()) return;
  Values fact = body.add("FACT");
  fact.set("FACT_LABEL", reader.text("organiser.field." + std::string(label)));
  fact.set("FACT_TEXT", text);
  fact.set_if("FACT_DIR", direction);
  fact.set_if("FACT_LANG", language);
}

std::string rules_of(const domain::Event& event, const Reader& reader) {
  std::vector<std::string> rules;
  if (event.invited_only) rules.push_back(reader.text("organiser.event.invited_only"));
  if (event.wants_code()) rules.push_back(reader.text("organiser.event.phone_code"));
  if (event.maximum_parties_per_contact) {
    rules.push_back(reader.text("organiser.event.parties_per_contact",
                                {{"count", std::int64_t{*event.maximum_parties_per_contact}}}));
  }
  return reader.joined(rules);
}

void add_facts(Values& body, const Reader& reader, const domain::Event& event, bool sees_link) {
  add_fact(body, reader, "kind", reader.kind_name(event.kind));
  add_fact(body, reader, "keywords", theme_words(reader, event.keywords));
  add_fact(body, reader, "location",
           domain::is_unknown(event.location) ? place_in_console(event, reader) : address_line(event.location));
  if (sees_link) add_fact(body, reader, "location.online_url", event.location.online_url, "ltr");
  add_fact(body, reader, "in_language", reader.language_names(event.in_language));
  add_fact(body, reader, "interpreted_languages", reader.language_names(event.interpreted_languages));
  add_fact(body, reader, "organisers", organiser_words(reader, event.organisers));
  if (event.enrolment_start_time) {
    add_fact(body, reader, "enrolment_start_time", reader.date_and_time(*event.enrolment_start_time, event.time_zone));
  }
  if (event.enrolment_end_time) {
    add_fact(body, reader, "enrolment_end_time", reader.date_and_time(*event.enrolment_end_time, event.time_zone));
  }
  add_fact(body, reader, "external_registration_url", event.external_registration_url, "ltr");
  if (event.waiting_list_offer) {
    add_fact(body, reader, "waiting_list",
             reader.text("organiser.event.offers_for", {{"time", time_words(reader, *event.waiting_list_offer)}}));
  }
  add_fact(body, reader, "rules", rules_of(event, reader));
  const std::string reminders = reminder_words(reader, event.reminders);
  add_fact(body, reader, "reminders", reminders.empty() ? reader.text("organiser.event.no_reminders") : reminders);
  if (event.status == domain::EventStatus::cancelled) {
    const auto reason = domain::best_text(event.cancellation_reason, reader.language());
    add_fact(body, reader, "reason", reason.text, domain::is_right_to_left(reason.language) ? "rtl" : "ltr",
             reason.language == reader.language() ? std::string_view{} : std::string_view(reason.language.str()));
  }
}

// The main one is what the original of a copy was, which is said where not everybody saw it, or nobody knows who did.
void add_choices(Values& form, const Reader& reader, const EventOverview& overview, const std::string& prefix) {
  using enum domain::PublicationStatus;
  const bool is_draft = overview.event.publication_status == draft;
  if (is_draft && overview.original != open_to_all) form.set_if("ORIGINAL", original_words(reader, overview.original));
  for (const domain::PublicationStatus status : {open_to_all, unlisted, staff}) {
    if (overview.event.publication_status == status) continue;
    const std::string word(domain::to_word(status));
    Values as = form.add("AS");
    as.set("WORD", word);
    as.set("WORDS", reader.text(prefix + word));
    as.show_if(is_draft && status == overview.original, "MAIN");
  }
}

void add_publication(Values& body, const Reader& reader, const EventOverview& overview) {
  const domain::Event& event = overview.event;
  if (event.status == domain::EventStatus::cancelled) return;
  Values publish = body.add("PUBLISH");
  publish.set("ID", event.id.value);
  const bool draft = event.publication_status == domain::PublicationStatus::draft;
  add_choices(publish, reader, overview, draft ? "organiser.publish." : "organiser.show_to.");
}

// Of partners whose organisation wants approval.
void add_submission(Values& body, const Reader& reader, const EventOverview& overview) {
  const domain::Event& event = overview.event;
  if (event.publication_status != domain::PublicationStatus::draft) return;
  if (const auto& approval = overview.approval) {
    Values told = body.add("APPROVAL");
    told.set("APPROVAL_TEXT", reader.text("organiser.approval.text." + std::string(domain::to_word(approval->state))));
    told.set_if("REASON", approval->reason);
    if (approval->state == domain::ApprovalState::submitted) {
      body.add("WITHDRAW").set("ID", event.id.value);
      return;
    }
  }
  Values submit = body.add("SUBMIT");
  submit.set("ID", event.id.value);
  add_choices(submit, reader, overview, "organiser.approval.submit.");
}

// Beside those that tell who else sees it.
void add_published_badge(Values& body, const Reader& reader, const domain::Event& event) {
  if (event.publication_status != domain::PublicationStatus::open_to_all) return;
  if (event.status == domain::EventStatus::cancelled) return;
  Values badge = body.add("BADGE");
  badge.set("BADGE_KIND", "published");
  badge.set("BADGE_TEXT", reader.text("organiser.badge.published"));
}

// Once it has begun: that it was held, and what that means.
void add_attendance(Values& body, const Reader& reader, const Console& console, const EventOverview& overview) {
  const domain::Event& event = overview.event;
  if (domain::is_held(event)) {
    Values closed = body.add("ATTENDANCE_CLOSED");
    closed.set("CLOSED_TEXT",
               reader.text("organiser.attendance.closed",
                           {{"when", reader.date_and_time(*event.attendance_closed_time, event.time_zone)}}));
    if (domain::may(console.principal, Permission::edit_event, &event)) closed.add("REOPEN").set("ID", event.id.value);
    return;
  }
  if (event.start_time > overview.now || event.status == domain::EventStatus::cancelled) return;
  if (domain::may(console.principal, Permission::mark_presence, &event)) {
    body.add("CLOSE_ATTENDANCE").set("ID", event.id.value);
  }
}

void add_messages(Values& body, const Reader& reader, const EventOverview& overview) {
  for (const auto& [state, count] : overview.messages) {
    Values one = body.add("MESSAGE");
    const std::string word(domain::to_word(state));
    one.set("STATE", word);
    one.set("STATE_TEXT", reader.text("organiser.message." + word));
    one.set("MESSAGES", reader.number(count));
  }
  body.show_if(!overview.messages.empty(), "MESSAGES_SENT");
}

std::string cancel_told(const domain::ToldPeople& told, const Reader& reader) {
  std::string text = is_told(told)
                         ? reader.text("organiser.cancel.told", {{"parties", std::int64_t{told.parties}},
                                                                 {"persons", std::int64_t{told.persons}},
                                                                 {"interpreters", std::int64_t{told.interpreters}}})
                         : std::string();
  if (told.unreachable > 0) {
    text += (text.empty() ? "" : " ") +
            reader.text("organiser.told.unreachable", {{"count", std::int64_t{told.unreachable}}});
  }
  return text.empty() ? reader.text("organiser.cancel.nobody") : text;
}

// Each choice says how many dates it ends, and who hears of it.
void add_cancel_choices(Values& body, const Reader& reader, const CancelPage& cancel) {
  Field scope{.name = "scope",
              .control = Control::radios,
              .label = reader.text("organiser.cancel.which"),
              .required = true,
              .mark_optional = false};
  for (const CancelChoice& choice : cancel.choices) {
    const std::string word(domain::to_word(choice.scope));
    std::string label = reader.text("organiser.cancel.scope." + word, {{"count", std::int64_t{choice.dates}}});
    std::vector<std::string> sentences = told_sentences(choice.told, reader);
    if (sentences.empty()) sentences.push_back(reader.text("organiser.cancel.nobody"));
    for (const std::string& sentence : sentences) label += (&sentence == &sentences.front() ? ". " : " ") + sentence;
    scope.choices.push_back({word, label, {}});
  }
  Values section = body.add("SCOPES");
  add_field(section, reader, cancel.state, scope);
}

}  // namespace

std::string event_overview_page(const Pages& pages, const Console& console, const EventOverview& overview) {
  const domain::Event& event = overview.event;
  const Reader reader = pages.reader(console.context.language);
  Page page = console_page(pages, console, "organiser/event.html", event_name(event, reader));
  Values& body = page.body();
  FormState buttons;
  buttons.problems = overview.problems;
  add_error_summary(body, reader, buttons, [&](std::string_view field) {
    return field.starts_with("reason[") ? reader.text("organiser.field.move_reason") : std::string();
  });
  body.set("ID", event.id.value);
  set_text(body, reader, event.name, "NAME");
  body.set("WHEN", reader.date(event.start_time, event.time_zone));
  body.set("TIME", reader.time_range(event.start_time, event.end_time, event.time_zone));
  body.set("ISO", domain::format_rfc3339(event.start_time));
  body.set_if("MOVED_FROM", moved_from(event, reader));
  set_text(body, reader, event.short_description, "DESCRIPTION");
  body.set_if("PUBLIC_ADDRESS", overview.public_address);
  add_published_badge(body, reader, event);
  add_badges(body, reader, event);
  add_attendance(body, reader, console, overview);
  if (domain::may(console.principal, Permission::see_history, &event)) body.add("HISTORY").set("ID", event.id.value);
  if (event.super_event) body.add("SERIES").set("SERIES_ID", event.super_event->value);
  const bool may_edit = domain::may(console.principal, Permission::edit_event, &event);
  if (may_edit && event.publication_status == domain::PublicationStatus::draft) {
    body.add("DELETE_DRAFT").set("ID", event.id.value);
  }
  if (may_edit && event.status != domain::EventStatus::cancelled) {
    if (event.end_time > overview.now) add_text_needs(body, reader, event);
    Values edit = body.add("EDIT");
    edit.set("ID", event.id.value);
    if (!domain::is_held(event)) edit.add("STILL_OPEN").set("ID", event.id.value);
    if (domain::may(console.principal, Permission::publish_event, &event)) {
      add_publication(body, reader, overview);
    } else {
      add_submission(body, reader, overview);
    }
  }
  if (overview.cancellation) {
    Values restore = body.add("RESTORE");
    restore.set("ID", event.id.value);
    restore.set("CHANGE", overview.cancellation->value);
  }
  if (overview.calendar) {
    Values calendar = body.add("CALENDAR");
    add_calendar_link(calendar, reader, *overview.calendar, "CALENDAR_LINK");
  }
  if (!overview.conflicts.empty() && event.end_time > overview.now) {
    Values meets = body.add("MEETS");
    add_conflicts(meets, reader, overview.conflicts, event.maximum_attendee_capacity);
  }
  add_situation(page, console, overview);
  add_needs(body, reader, overview.needs);
  body.show_if(!overview.needs.empty(), "NEEDS");
  // As in the JSON interface: of an event for everybody the link is for those who take part, and for its own staff.
  add_facts(body, reader, event,
            event.publication_status == domain::PublicationStatus::staff ||
                domain::may(console.principal, Permission::see_participants, &event));
  if (domain::may(console.principal, Permission::see_participants, &event)) {
    body.show("SEE_PARTICIPANTS");
    body.show_if(event.confirmed_persons > 0, "CONFIRMED");
    add_participants(page, console, overview);
    add_answers(page, overview);
  }
  if (domain::may(console.principal, Permission::book_interpreters, &event)) {
    body.show("SEE_BOOKINGS");
    add_bookings(page, overview);
  }
  add_messages(body, reader, overview);
  return page.html();
}

std::string event_cancel_page(const Pages& pages, const Console& console, const CancelPage& cancel) {
  const Reader reader = pages.reader(console.context.language);
  Page page = console_page(pages, console, "organiser/cancel.html", reader.text("organiser.cancel.title"));
  Values& body = page.body();
  const auto label = [&](const std::string& tag) {
    return reader.text("organiser.field.reason") + " (" + reader.language_name(domain::LanguageTag(tag)) + ")";
  };
  add_error_summary(body, reader, cancel.state, [&](std::string_view field) {
    return field.starts_with("reason.") ? label(std::string(field.substr(7))) : std::string();
  });
  body.set("ID", cancel.event.id.value);
  set_text(body, reader, cancel.event.name, "NAME");
  body.set("WHEN", reader.date_and_time(cancel.event.start_time, cancel.event.time_zone));
  const domain::ToldPeople& told = cancel.choices.front().told;
  const bool tells_all =
      std::ranges::all_of(cancel.choices, [](const CancelChoice& choice) { return is_told(choice.told); });
  if (cancel.choices.size() == 1) {
    body.set_if("TOLD", cancel_told(told, reader));
    body.set("BUTTON", reader.text(tells_all ? "organiser.cancel.button" : "organiser.cancel.title"));
  } else {
    add_cancel_choices(body, reader, cancel);
    body.set("BUTTON", reader.text(tells_all ? "organiser.cancel.button" : "organiser.cancel.button_dates"));
  }
  for (const auto& [name, value] : cancel.state.values) {
    if (!name.starts_with("reason.")) continue;
    const std::string tag = name.substr(7);
    const bool right_to_left = domain::is_right_to_left(domain::LanguageTag(tag));
    Field field{.name = name,
                .control = Control::textarea,
                .label = label(tag),
                .direction = right_to_left ? "rtl" : "ltr",
                .language = tag,
                .mark_optional = false};
    add_field(body, reader, cancel.state, field);
  }
  return page.html();
}

}  // namespace ui
