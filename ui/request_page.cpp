#include "ui/request_page.hpp"

#include <algorithm>

#include "ui/event_view.hpp"
#include "ui/form.hpp"
#include "ui/page.hpp"

namespace ui {
namespace {

using domain::BookingStatus;
using domain::RequestedDate;

bool is_answerable(const RequestedDate& date, domain::Instant now) {
  return date.booking.status == BookingStatus::offered && date.booking.end_time > now;
}

void set_date(Values& row, const Reader& reader, const RequestedDate& date) {
  const auto& [event, booking, busy] = date;
  row.set("BOOKING", booking.id.value);
  row.set("START", domain::format_rfc3339(booking.start_time));
  row.set("DATE", reader.date(booking.start_time, event.time_zone));
  row.set("TIME", reader.time_range(booking.start_time, booking.end_time, event.time_zone));
  if (booking.mode == domain::InterpretingMode::on_site) row.set_if("PLACE", place_line(event, reader));
}

// As it stands, in words of its own: "you have accepted", "cancelled".
void add_date(Values& body, const Reader& reader, const RequestedDate& date) {
  Values row = body.add("DATES");
  set_date(row, reader, date);
  const BookingStatus status = date.booking.status;
  const std::string word(domain::to_word(status));
  row.set("DATE_STATUS", word);
  row.set("DATE_STATUS_WORDS", reader.text("request.date." + word));
  row.show_if(date.busy, "BUSY");
  if (status == BookingStatus::confirmed) row.set_if("ONLINE_URL", date.event.location.online_url);
}

void add_answers(Values& body, const Reader& reader, const RequestPage& request, domain::Instant now) {
  std::vector<const RequestedDate*> open;
  for (const RequestedDate& date : request.view.dates) {
    if (is_answerable(date, now)) open.push_back(&date);
  }
  if (open.empty()) return;
  const auto free = std::ranges::count_if(open, [](const RequestedDate* date) { return !date->busy; });
  Values form = body.add("ANSWER");
  form.set("TOKEN", request.token);
  for (const RequestedDate* date : open) form.add("SHOWN").set("BOOKING", date->booking.id.value);
  if (free > 0) {
    const char* key = free == std::ssize(open) ? "request.accept_all" : "request.accept_free";
    form.set_if("ACCEPT", reader.text(key, {{"count", std::int64_t{free}}}));
  }
  if (open.size() < 2) return;
  Values some = body.add("SOME");
  some.set("TOKEN", request.token);
  for (const RequestedDate* date : open) {
    Values row = some.add("CHOICE");
    set_date(row, reader, *date);
    row.show_if(!date->busy, "CHECKED");
    row.show_if(date->busy, "BUSY");
  }
}

void add_facts(Values& body, const Reader& reader, const RequestedDate& first) {
  const auto& booking = first.booking;
  body.set("LANGUAGE", reader.language_name(booking.language));
  body.set_if("DIALECT", booking.dialect);
  body.set("MODE", reader.text("offer.mode." + std::string(domain::to_word(booking.mode))));
  body.set_if("TOPIC", booking.topic);
  body.set_if("CONTACT_PERSON", booking.contact_person);
  body.set_if("MATERIALS", booking.materials);
  if (!booking.wished_gender.empty()) body.set_if("GENDER", reader.text("offer.gender." + booking.wished_gender));
  set_text(body, reader, first.event.name, "NAME");
  for (const auto& organiser : first.event.organisers) body.add("ORGANISER").set("ORGANISER_NAME", organiser.name);
}

// "3 accepted, 1 declined"; that there is something to answer comes first.
void add_summary(Values& body, const Reader& reader, const RequestPage& request, domain::Instant now) {
  const auto& dates = request.view.dates;
  const auto open = std::ranges::count_if(dates, [&](const auto& date) { return is_answerable(date, now); });
  const auto taken = std::ranges::count(dates, BookingStatus::confirmed,
                                        [](const RequestedDate& date) { return date.booking.status; });
  const char* key = open > 0 ? "request.open" : taken > 0 ? "request.taken" : "request.none_taken";
  body.set("STATUS", open > 0 ? "offered" : taken > 0 ? "confirmed" : "declined");
  body.set("STATUS_WORDS", reader.text(key, {{"count", std::int64_t{open > 0 ? open : taken}}}));
}

}  // namespace

std::string render_request(const Pages& pages, const PageContext& context, const RequestPage& request) {
  Page page(pages, context, "request.html");
  const Reader& reader = page.reader();
  Values& body = page.body();
  const RequestedDate& first = request.view.dates.front();
  page.title(reader.text("offer.title") + ": " + reader.language_name(first.booking.language));
  FormState state;
  state.problems = request.problems;
  add_error_summary(body, reader, state, [](std::string_view) { return std::string(); });
  body.set("INTERPRETER", request.view.interpreter.name);
  add_summary(body, reader, request, context.now);
  add_facts(body, reader, first);
  for (const RequestedDate& date : request.view.dates) add_date(body, reader, date);
  add_answers(body, reader, request, context.now);
  body.set_if("CALENDAR", request.calendar_url);
  return page.html();
}

}  // namespace ui
