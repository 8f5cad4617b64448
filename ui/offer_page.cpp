#include "ui/offer_page.hpp"

#include "ui/event_view.hpp"
#include "ui/form.hpp"
#include "ui/page.hpp"

namespace ui {
namespace {

void add_request(Values& body, const Reader& reader, const domain::InterpreterBooking& booking) {
  body.set("LANGUAGE", reader.language_name(booking.language));
  body.set_if("DIALECT", booking.dialect);
  body.set("MODE", reader.text("offer.mode." + std::string(domain::to_word(booking.mode))));
  body.set_if("TOPIC", booking.topic);
  body.set_if("CONTACT_PERSON", booking.contact_person);
  body.set_if("MATERIALS", booking.materials);
  if (!booking.wished_gender.empty()) body.set_if("GENDER", reader.text("offer.gender." + booking.wished_gender));
}

// The booking's own times, which may be shorter than the event's.
domain::Event as_booked(domain::Event event, const domain::InterpreterBooking& booking) {
  event.start_time = booking.start_time;
  event.end_time = booking.end_time;
  return event;
}

}  // namespace

std::string render_offer(const Pages& pages, const PageContext& context, const OfferPage& offer) {
  Page page(pages, context, "offer.html");
  const auto& reader = page.reader();
  auto& body = page.body();
  const auto& [booking, interpreter, event] = offer.view;
  page.title(reader.text("offer.title") + ": " + reader.language_name(booking.language));
  FormState state;
  state.problems = offer.problems;
  add_error_summary(body, reader, state, [](std::string_view) { return std::string(); });
  body.set("TOKEN", offer.token);
  body.set("INTERPRETER", interpreter.name);
  set_event(body, reader, event, context.now);
  add_when_and_where(body, reader, as_booked(event, booking), context.now);
  add_request(body, reader, booking);
  for (const auto& organiser : event.organisers) body.add("ORGANISER").set("ORGANISER_NAME", organiser.name);
  const auto status = std::string(domain::to_word(booking.status));
  body.set("STATUS", status);
  body.set("STATUS_WORDS", reader.text("offer.state." + status));
  body.show_if(booking.status == domain::BookingStatus::offered && event.end_time > context.now, "MAY_ANSWER");
  if (booking.status == domain::BookingStatus::confirmed) body.set_if("ONLINE_URL", event.location.online_url);
  body.set_if("CALENDAR", offer.calendar_url);
  return page.html();
}

}  // namespace ui
