#pragma once
#include <chrono>
#include <map>
#include <string>
#include <vector>

#include "domain/calendar_consequences.hpp"
#include "domain/draft_store.hpp"
#include "domain/foreign_calendar.hpp"
#include "domain/organisation.hpp"
#include "domain/subscription.hpp"
#include "ui/organiser_console.hpp"

// Partners' calendars that the programme is kept in step with.
namespace ui {

struct SubscriptionRow {
  domain::Subscription subscription;
  domain::SubscriptionCounts counts;
  std::string organisation;
};

// Inputs of the form: name, address, language, kind, keywords, municipality, publication_status, registration_url; of
// an admin without an organisation: organisation.
struct SubscriptionsPage {
  std::vector<SubscriptionRow> rows;
  FormState state;
  std::vector<domain::Organisation> organisations;  // to choose from; none: the own one
};
[[nodiscard]] std::string subscriptions_page(const Pages& pages, const Console& console, const SubscriptionsPage& list);

// An event and what its calendar says of it.
struct CalendarLink {
  domain::Event event;
  domain::SubscribedEvent link;
  domain::Subscription subscription;
};
// Whether there is something to show: a difference, or something to decide on.
[[nodiscard]] bool has_news(const CalendarLink& link);
// Whether nobody finds where it is held: without a place, or in a town alone.
[[nodiscard]] bool has_no_place(const CalendarLink& link);
// Puts the part of a page about it in place of `marker`: what is here, what is there, and buttons. `named`: with the
// calendar's name.
void add_calendar_link(Values& into, const Reader& reader, const CalendarLink& link, std::string_view marker,
                       bool named = true);

// One decision: an event, or the dates of a series that all want the same.
struct CalendarQuestion {
  std::string wants;  // "vanished", "cancelled", "open"; empty of one event alone
  std::vector<CalendarLink> dates;
  domain::Consequences if_cancelled{};
  std::map<domain::SubscribedField, domain::Consequences> if_taken{};  // of "open"
};

struct SubscriptionPage {
  SubscriptionRow row;
  std::vector<CalendarQuestion> to_decide;
  std::vector<CalendarLink> events;  // the next ones
  std::vector<CalendarLink> placeless{};
  std::vector<domain::ForeignProblem> problems;
  std::chrono::seconds ahead{};                // how far the calendar is read
  std::size_t withdrawn = 0;                   // events that become drafts when it is removed with them
  std::vector<domain::RemovedDate> removed{};  // to come, whose drafts were deleted here
  FormState state;
  std::vector<domain::Problem> refusals;  // of a button
};
[[nodiscard]] std::string subscription_page(const Pages& pages, const Console& console, const SubscriptionPage& one);

}  // namespace ui
