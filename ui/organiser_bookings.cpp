#include <algorithm>

#include "ui/organiser_event.hpp"

namespace ui {
namespace {

using domain::BookingStatus;

std::vector<const char*> steps_from(BookingStatus status) {
  switch (status) {
    case BookingStatus::requested:
      return {"cancel"};
    case BookingStatus::offered:
      return {"confirm", "decline", "cancel"};
    case BookingStatus::confirmed:
      return {"deliver", "cancel"};
    default:
      return {};
  }
}

void add_offer(Values& row, const Reader& reader, const BookingView& view) {
  const BookingStatus status = view.booking.status;
  if (status != BookingStatus::requested && status != BookingStatus::declined) return;
  if (view.candidates.empty()) {
    row.show("NO_CANDIDATE");
    return;
  }
  Values offer = row.add("OFFER");
  offer.set("BOOKING_ID", view.booking.id.value);
  for (const Candidate& candidate : view.candidates) {
    Values option = offer.add("CANDIDATE");
    option.set("CANDIDATE_ID", candidate.interpreter.id.value);
    option.set("CANDIDATE_NAME",
               candidate.busy ? reader.text("organiser.booking.busy_candidate", {{"name", candidate.interpreter.name}})
                              : candidate.interpreter.name);
  }
}

void add_booking(Values& section, const Reader& reader, const EventOverview& overview, const BookingView& view) {
  const domain::InterpreterBooking& booking = view.booking;
  Values row = section.add("BOOKING");
  const std::string word(domain::to_word(booking.status));
  row.set("BOOKING_ID", booking.id.value);
  row.set("STATE", word);
  row.set("STATE_TEXT", reader.text("organiser.booking." + word));
  row.set("LANGUAGE", reader.language_name(booking.language));
  row.set_if("DIALECT", booking.dialect);
  row.set("MODE", reader.text("organiser.mode." + std::string(domain::to_word(booking.mode))));
  row.set("TIME", reader.time_range(booking.start_time, booking.end_time, overview.event.time_zone));
  if (view.interpreter) {
    row.set_if("INTERPRETER", view.interpreter->is_anonymous() ? reader.text("organiser.interpreter.anonymous")
                                                               : view.interpreter->name);
  }
  row.set_if("TOPIC", booking.topic);
  if (!booking.wished_gender.empty()) row.set_if("GENDER", reader.text("organiser.gender." + booking.wished_gender));
  for (const char* step : steps_from(booking.status)) {
    Values button = row.add("STEP");
    button.set("BOOKING_ID", booking.id.value);
    button.set("STEP_WORD", step);
    button.set("STEP_TEXT", reader.text("organiser.booking_step." + std::string(step)));
    button.set("LANGUAGE", reader.language_name(booking.language));
  }
  add_offer(row, reader, view);
}

void add_request_form(Values& section, const Reader& reader, const CodeLists& lists, const EventOverview& overview) {
  Values form = section.add("REQUEST");
  const FormState& state = overview.booking;
  form.set("ID", overview.event.id.value);
  const bool unmet = std::ranges::any_of(overview.needs, [](const LanguageNeed& need) { return !need.furthest; });
  form.show_if(!state.problems.empty() || unmet, "OPEN");
  const auto label = [&](const std::string& name) { return reader.text("organiser.field.booking." + name); };
  add_error_summary(form, reader, state, [&](std::string_view field) {
    return field.starts_with("booking.") ? label(std::string(field.substr(8))) : std::string();
  });
  Field language{.name = "booking.language", .control = Control::select, .label = label("language"), .required = true};
  language.choices = language_choices(reader, lists);
  language.choices.insert(language.choices.begin(), Choice{"", reader.text("organiser.form.choose_language"), {}});
  Field mode{.name = "booking.mode", .control = Control::select, .label = label("mode"), .required = true};
  mode.choices = word_choices(reader, "organiser.mode.", {"on_site", "phone", "video"});
  Field gender{.name = "booking.wished_gender", .control = Control::select, .label = label("wished_gender")};
  gender.choices = word_choices(reader, "organiser.gender.", {"female", "male"});
  gender.choices.insert(gender.choices.begin(), Choice{"", reader.text("organiser.gender.any"), {}});
  for (const Field& field :
       {language, Field{.name = "booking.dialect", .label = label("dialect")}, mode, gender,
        Field{.name = "booking.topic", .label = label("topic")},
        Field{.name = "booking.contact_person", .label = label("contact_person")},
        Field{.name = "booking.materials", .control = Control::textarea, .label = label("materials")}}) {
    add_field(form, reader, state, field);
  }
}

}  // namespace

void add_bookings(Page& page, const EventOverview& overview) {
  Values section = page.body().include("BOOKINGS", "organiser/bookings.html");
  if (!overview.bookings.empty()) {
    Values list = section.add("LIST");
    for (const BookingView& view : overview.bookings) add_booking(list, page.reader(), overview, view);
  }
  section.show_if(overview.bookings.empty(), "NO_BOOKING");
  if (overview.event.status == domain::EventStatus::cancelled) return;
  add_request_form(section, page.reader(), page.lists(), overview);
}

}  // namespace ui
