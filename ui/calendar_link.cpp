#include "domain/calendar_decision.hpp"
#include "domain/localised_text.hpp"
#include "domain/merge_content.hpp"
#include "ui/calendar_decisions.hpp"
#include "ui/event_view.hpp"
#include "ui/event_words.hpp"
#include "ui/organiser_subscriptions.hpp"

namespace ui {
namespace {

using domain::SubscribedField;

// What an event with this content would say.
domain::Event as_event(const domain::ForeignContent& content, const domain::LanguageTag& language) {
  domain::Event event;
  for (const SubscribedField field : domain::subscribed_fields) domain::put_field(field, content, language, event);
  return event;
}

std::string value_words(const Reader& reader, SubscribedField field, const domain::Event& event,
                        const domain::LanguageTag& language) {
  switch (field) {
    case SubscribedField::name:
      return domain::text_in(event.name, language);
    case SubscribedField::description:
      return domain::text_in(event.short_description, language);
    case SubscribedField::time:
      return when_words(reader, event);
    case SubscribedField::location:
      return event.location.is_online() ? event.location.online_url : address_line(event.location);
    case SubscribedField::keywords:
      return theme_words(reader, event.keywords);
    case SubscribedField::registration:
      return event.external_registration_url.empty() ? reader.text("organiser.subscribed.here")
                                                     : event.external_registration_url;
  }
  return {};
}

std::string known(std::string words) {
  return words.empty() ? "–" : std::move(words);
}

// Whether those registered hear of it.
bool tells(SubscribedField field) {
  return field == SubscribedField::time || field == SubscribedField::location;
}

void add_difference(Values& shown, const Reader& reader, const CalendarLink& one, SubscribedField field) {
  Values row = shown.add("DIFFERENCE");
  row.set("ID", one.event.id.value);
  row.set("WORD", to_word(field));
  row.set("LABEL", reader.text("organiser.subscribed." + std::string(to_word(field))));
  const ShownDifference difference = difference_of(reader, one, field);
  row.set("HERE", difference.here);
  row.set("THERE", difference.there);
  row.show_if(one.link.open.contains(field), "OPEN");
  row.show_if(one.link.open.contains(field), "KEEP");
  const bool cancelled = one.event.status == domain::EventStatus::cancelled;
  row.show_if(!cancelled, "TAKE");
  const int persons = one.event.confirmed_persons + one.event.waitlisted_persons;
  if (!cancelled && tells(field) && persons > 0) {
    row.set_if("TOLD", reader.text("organiser.subscribed.told", {{"count", std::int64_t{persons}}}));
  }
}

bool is_cancelled_there_only(const CalendarLink& one) {
  return one.link.cancelled_there && one.event.status != domain::EventStatus::cancelled;
}

bool is_cancelled_here_only(const CalendarLink& one) {
  return !one.link.cancelled_there && !one.link.vanished_time && one.event.status == domain::EventStatus::cancelled;
}

}  // namespace

ShownDifference difference_of(const Reader& reader, const CalendarLink& one, SubscribedField field) {
  const domain::LanguageTag& language = one.subscription.language;
  return {known(value_words(reader, field, one.event, language)),
          known(value_words(reader, field, as_event(domain::says_now(one.link), language), language))};
}

bool has_news(const CalendarLink& one) {
  return domain::waits_for_decision(one.link, one.event);
}

void add_calendar_link(Values& into, const Reader& reader, const CalendarLink& one, std::string_view marker,
                       bool named) {
  Values shown = into.include(marker, "organiser/calendar_link.html");
  const domain::Event& event = one.event;
  shown.set("ID", event.id.value);
  if (named) {
    Values source = shown.add(one.link.left ? "LEFT" : "SOURCE");
    source.set("SUBSCRIPTION_ID", one.subscription.id.value);
    source.set("SUBSCRIPTION", one.subscription.name);
  }
  if (one.link.left) return;
  shown.show("FOLLOWED");
  const int persons = event.confirmed_persons + event.waitlisted_persons;
  if (one.link.vanished_time && event.status != domain::EventStatus::cancelled) {
    Values gone = shown.add("VANISHED");
    gone.set("WORDS", reader.text("organiser.subscribed.vanished",
                                  {{"when", reader.short_date(*one.link.vanished_time, event.time_zone)}}));
    if (persons > 0) {
      gone.set_if("REGISTERED",
                  reader.text("organiser.subscribed.vanished_registered", {{"count", std::int64_t{persons}}}));
    }
  }
  if (is_cancelled_there_only(one)) {
    shown.add("CANCELLED")
        .set("WORDS", reader.text("organiser.subscribed.cancelled", {{"count", std::int64_t{persons}}}));
  }
  shown.show_if(is_cancelled_here_only(one), "GOES_ON");
  const auto differing = domain::differences(domain::says_now(one.link), one.subscription.language, event);
  if (!one.link.refusal.empty()) {
    shown.set_if("REFUSAL",
                 reader.text("organiser.subscribed.refused", {{"why", reader.problem({{}, one.link.refusal, {}})}}));
  }
  if (differing.empty()) return;
  Values list = shown.add("DIFFERENCES");
  for (const SubscribedField field : differing) add_difference(list, reader, one, field);
}

}  // namespace ui
