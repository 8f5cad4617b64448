#include "ui/calendar_decisions.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "ui/event_view.hpp"
#include "ui/organiser_series.hpp"

namespace ui {
namespace {

using domain::SubscribedField;

// Of what has one thing to decide on alone.
std::string wants(const CalendarLink& one) {
  const bool cancelled = one.event.status == domain::EventStatus::cancelled;
  const bool vanished = one.link.vanished_time && !cancelled;
  const bool cancelled_there = one.link.cancelled_there && !cancelled;
  const bool open = !one.link.open.empty();
  if (!one.link.refusal.empty() || (vanished ? 1 : 0) + (cancelled_there ? 1 : 0) + (open ? 1 : 0) != 1) return {};
  if (open) return cancelled ? "" : "open";
  return vanished ? "vanished" : "cancelled";
}

std::int64_t count_of(const CalendarQuestion& question) {
  return static_cast<std::int64_t>(question.dates.size());
}

void add_events(Values& form, const CalendarQuestion& question) {
  form.set("ID", question.dates.front().subscription.id.value);
  for (const CalendarLink& date : question.dates) form.add("DATE").set("EVENT_ID", date.event.id.value);
}

// Sentence by sentence, under `key`; false where nothing follows.
bool add_consequences(Values& form, const Reader& reader, const char* key, const domain::Consequences& consequences) {
  std::vector<std::string> sentences = told_sentences(consequences.told, reader);
  if (consequences.billed > 0) {
    sentences.push_back(reader.text("organiser.subscribed.all.billed", {{"count", std::int64_t{consequences.billed}}}));
  }
  if (sentences.empty()) return false;
  Values told = form.add("TOLD");
  told.set("IF", reader.text(key));
  for (const std::string& sentence : sentences) told.add("FOLLOWS").set("SENTENCE", sentence);
  return true;
}

void add_fields(Values& into, const Reader& reader, const CalendarQuestion& question) {
  for (const SubscribedField field : question.dates.front().link.open) {
    Values form = into.add("FIELD_OF_ALL");
    add_events(form, question);
    form.set("WORD", to_word(field));
    const std::string label = reader.text("organiser.subscribed." + std::string(to_word(field)));
    form.set("WORDS", reader.text("organiser.subscribed.all.open", {{"field", label}, {"count", count_of(question)}}));
    const ShownDifference first = difference_of(reader, question.dates.front(), field);
    if (std::ranges::all_of(question.dates,
                            [&](const CalendarLink& date) { return difference_of(reader, date, field) == first; })) {
      Values same = form.add("SAME_OF_ALL");
      same.set("HERE", first.here);
      same.set("THERE", first.there);
    }
    if (const auto found = question.if_taken.find(field); found != question.if_taken.end())
      (void)add_consequences(form, reader, "organiser.subscribed.all.if_taken", found->second);
    form.set("TAKE_ALL", reader.text("organiser.subscribed.all.take", {{"count", count_of(question)}}));
    form.set("KEEP_ALL", reader.text("organiser.subscribed.all.keep", {{"count", count_of(question)}}));
  }
}

void add_end(Values& into, const Reader& reader, const CalendarQuestion& question) {
  Values form = into.add("END_OF_ALL");
  add_events(form, question);
  const auto count = count_of(question);
  form.set("WORDS", reader.text("organiser.subscribed.all." + question.wants, {{"count", count}}));
  if (!add_consequences(form, reader, "organiser.subscribed.all.if_cancelled", question.if_cancelled))
    form.set_if("NOBODY", reader.text("organiser.cancel.nobody"));
  if (question.if_cancelled.told.parties > 0) {
    form.set_if("REASON", reader.text("organiser.subscribed.all.reason",
                                      {{"reason", reader.text("subscription.cancelled_there")}}));
  }
  form.set("CANCEL_ALL", reader.text("organiser.subscribed.all.cancel", {{"count", count}}));
  form.set("LEAVE_ALL", reader.text("organiser.subscribed.all.leave", {{"count", count}}));
}

}  // namespace

std::vector<CalendarQuestion> questions_of(std::vector<CalendarLink> links) {
  std::vector<CalendarQuestion> questions;
  std::map<std::tuple<domain::SeriesId, std::string, domain::SubscribedFields>, std::size_t> known;
  for (CalendarLink& link : links) {
    const std::string what = wants(link);
    if (what.empty() || !link.event.super_event) {
      questions.push_back({{}, {std::move(link)}});
      continue;
    }
    const auto [at, is_new] =
        known.emplace(std::tuple(*link.event.super_event, what, link.link.open), questions.size());
    if (is_new) questions.push_back({what, {}});
    questions[at->second].dates.push_back(std::move(link));
  }
  for (CalendarQuestion& question : questions) {
    if (question.dates.size() == 1) question.wants.clear();
  }
  return questions;
}

std::string short_day(const Reader& reader, const domain::Event& event, domain::Instant now) {
  const std::string day = reader.short_date(event.start_time, event.time_zone);
  const auto year = [&](domain::Instant instant) { return local_date(instant, event.time_zone).substr(0, 4); };
  if (year(event.start_time) == year(now)) return day;
  return day + (day.ends_with('.') ? "" : " ") + reader.by_skeleton(event.start_time, event.time_zone, "y");
}

void add_question(Values& into, const Reader& reader, const CalendarQuestion& question, domain::Instant now) {
  const auto day = [&](const CalendarLink& date) { return isolated(short_day(reader, date.event, now)); };
  set_text(into, reader, question.dates.front().event.name, "NAME");
  into.set("DAYS", day(question.dates.front()) + " – " + day(question.dates.back()));
  int persons = 0;
  for (const CalendarLink& date : question.dates)
    persons += date.event.confirmed_persons + date.event.waitlisted_persons;
  into.set("PERSONS", reader.text("organiser.import.persons", {{"count", std::int64_t{persons}}}));
  if (question.wants == "open") {
    add_fields(into, reader, question);
    return;
  }
  add_end(into, reader, question);
}

}  // namespace ui
