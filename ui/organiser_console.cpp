#include "ui/organiser_console.hpp"

#include <algorithm>

#include "domain/attendance.hpp"

namespace ui {
namespace {

void add_badge(Values& into, const Reader& reader, std::string_view word) {
  Values badge = into.add("BADGE");
  badge.set("BADGE_KIND", word);
  badge.set("BADGE_TEXT", reader.text("organiser.badge." + std::string(word)));
}

// For whom they work, and what waits for them there.
void add_work(Values& layout, const Console& console) {
  const domain::Principal& principal = console.principal;
  if (console.organisations.size() > 1) {
    Values choice = layout.add("WORK_FOR");
    choice.set("HERE", console.context.address.substr(0, console.context.address.find('?')));
    for (const domain::Organisation& one : console.organisations) {
      Values option = choice.add("ORGANISATION");
      option.set("ORGANISATION_ID", one.id.value);
      option.set("ORGANISATION_NAME", one.name);
      option.show_if(principal.organisation == one.id, "IS_PRESENT");
    }
  } else {
    layout.set_if("WORKS_FOR", console.organisation);
  }
  if (console.to_approve > 0 || principal.approval_wanted || console.current == "approvals") {
    Values link = layout.add("APPROVALS");
    link.show_if(console.current == "approvals", "IS_APPROVALS");
    if (const auto waiting = static_cast<std::int64_t>(console.to_approve); waiting > 0)
      link.add("WAITING").set("WAITING_COUNT", waiting);
  }
  if (const auto waiting = static_cast<std::int64_t>(console.calendar_decisions); waiting > 0)
    layout.add("CALENDARS_WAITING").set("WAITING_COUNT", waiting);
  if (const auto waiting = static_cast<std::int64_t>(console.to_approve + console.calendar_decisions); waiting > 0)
    layout.add("MENU_WAITING").set("WAITING_COUNT", waiting);
  if (principal.role == domain::Role::manager && principal.organisation) {
    Values link = layout.add("OWN_ORGANISATION");
    link.set("ORGANISATION_ID", principal.organisation->value);
    link.show_if(console.current == "organisations", "IS_ORGANISATIONS");
  }
}

void mark_current(Values& layout, const std::string& current) {
  for (const char* name : {"events", "month", "door", "new", "interpreters", "rooms", "subscriptions", "inbox", "audit",
                           "data", "approvals", "organisations", "account"}) {
    std::string section = "IS_";
    for (const char* c = name; *c != '\0'; ++c) section += static_cast<char>(*c - 'a' + 'A');
    layout.show_if(current == name, section);
  }
}

}  // namespace

Page console_page(const Pages& pages, const Console& console, std::string_view file, std::string_view title) {
  Page page(pages, console.context, file, "organiser/layout.html");
  page.title(title);
  Values& layout = page.layout();
  layout.show_if(domain::may(console.principal, domain::Permission::mark_presence), "MAY_MARK");
  layout.show_if(domain::may(console.principal, domain::Permission::create_event), "MAY_CREATE");
  layout.show_if(domain::may(console.principal, domain::Permission::book_interpreters), "MAY_BOOK");
  layout.show_if(domain::may(console.principal, domain::Permission::create_event), "MAY_PLAN");
  layout.show_if(domain::may(console.principal, domain::Permission::see_contacts), "MAY_READ_INBOX");
  layout.show_if(domain::may(console.principal, domain::Permission::administer), "MAY_ADMINISTER");
  add_work(layout, console);
  if (!console.notice.empty()) layout.set_if("NOTICE", page.reader().text(console.notice));
  mark_current(layout, console.current);
  return page;
}

void show_problems(Page& page, const std::vector<domain::Problem>& problems) {
  FormState state;
  state.problems = problems;
  add_error_summary(page.body(), page.reader(), state, [](std::string_view) { return std::string(); });
}

std::vector<Choice> word_choices(const Reader& reader, std::string_view prefix,
                                 std::initializer_list<std::string_view> words) {
  std::vector<Choice> choices;
  for (const std::string_view word : words) {
    choices.push_back({std::string(word), reader.text(std::string(prefix) + std::string(word)), {}});
  }
  return choices;
}

std::vector<Choice> language_choices(const Reader& reader, const CodeLists& lists,
                                     const std::vector<domain::LanguageTag>& also) {
  std::vector<Choice> choices;
  for (const LanguageEntry& entry : lists.languages()) {
    choices.push_back({entry.tag.str(), reader.language_name(entry.tag), {}});
  }
  for (const domain::LanguageTag& tag : also) {
    const bool known = std::ranges::any_of(choices, [&](const Choice& choice) { return choice.value == tag.str(); });
    if (!known) choices.push_back({tag.str(), reader.language_name(tag), {}});
  }
  return choices;
}

void add_badges(Values& into, const Reader& reader, const domain::Event& event) {
  if (event.publication_status != domain::PublicationStatus::open_to_all) {
    add_badge(into, reader, domain::to_word(event.publication_status));
  }
  if (event.status == domain::EventStatus::cancelled) add_badge(into, reader, "cancelled");
  if (event.status == domain::EventStatus::rescheduled) add_badge(into, reader, "rescheduled");
  if (domain::is_held(event)) add_badge(into, reader, "held");
}

}  // namespace ui
