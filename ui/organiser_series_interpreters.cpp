#include "ui/organiser_series_interpreters.hpp"

#include <algorithm>

#include "ui/event_view.hpp"
#include "ui/links.hpp"

namespace ui {
namespace {

using domain::BookableDate;
using domain::BookingStatus;
using domain::Obstacle;

std::string request_label(const Reader& reader, std::string_view field) {
  return reader.text("organiser.field.booking." + std::string(field));
}

std::string address_of(const SeriesInterpretersPage& page) {
  return "/organiser/series/" + std::to_string(page.id.value) + "/interpreters";
}

// "1.12., 8.12.", by state.
void add_states(Values& row, const Reader& reader, const SeriesInterpreter& one) {
  for (const BookingStatus status : {BookingStatus::confirmed, BookingStatus::offered, BookingStatus::declined,
                                     BookingStatus::cancelled_free, BookingStatus::cancelled_billed}) {
    std::vector<std::string> days;
    for (const auto& booking : one.bookings) {
      if (booking.status == status)
        days.push_back(isolated(reader.by_skeleton(booking.start_time, domain::default_time_zone, "Md")));
    }
    if (days.empty()) continue;
    Values state = row.add("STATE");
    const std::string word(domain::to_word(status));
    state.set("STATE_WORD", word);
    state.set("STATE_TEXT", reader.text("organiser.booking." + word));
    state.set("DAYS", reader.joined(days));
  }
}

void add_steps(Values& row, const Reader& reader, const SeriesInterpretersPage& page, const SeriesInterpreter& one) {
  const auto count = [&](BookingStatus status) {
    return std::ranges::count(one.bookings, status, &domain::InterpreterBooking::status);
  };
  const auto offered = count(BookingStatus::offered);
  const auto button = [&](const char* step, std::int64_t bookings) {
    if (bookings == 0) return;
    Values form = row.add("STEP");
    form.set("SERIES", page.id.value);
    form.set("INTERPRETER_ID", one.interpreter.id.value);
    form.set("LANGUAGE_TAG", one.language.str());
    form.set("STEP_WORD", step);
    form.set("STEP_TEXT", reader.text("organiser.series_step." + std::string(step), {{"count", bookings}}));
    form.set("INTERPRETER_NAME", one.interpreter.name);
  };
  button("confirm", offered);
  button("decline", offered);
  const auto open = offered + count(BookingStatus::confirmed);
  if (open == 0) return;
  Values form = row.add("CANCEL");
  form.set("SERIES", page.id.value);
  form.set("LANGUAGE_TAG", one.language.str());
  form.set("INTERPRETER_ID", one.interpreter.id.value);
  form.set("INTERPRETER_NAME", one.interpreter.name);
  form.set("STEP_TEXT", reader.text("organiser.series_step.cancel", {{"count", std::int64_t{open}}}));
  form.set("TOLD", reader.text("organiser.series_step.cancel_told",
                               {{"name", one.interpreter.name}, {"billed", std::int64_t{one.billed}}}));
}

void add_booked(Values& body, const Reader& reader, const SeriesInterpretersPage& page) {
  add_rows(
      body, page.booked,
      [&](Values& list, const SeriesInterpreter& one) {
        Values row = list.add("BOOKED");
        row.set("INTERPRETER",
                one.interpreter.is_anonymous() ? reader.text("organiser.interpreter.anonymous") : one.interpreter.name);
        row.set("LANGUAGE", reader.language_name(one.language));
        add_states(row, reader, one);
        add_steps(row, reader, page, one);
      },
      "BOOKED_LIST");
}

void add_question(Values& body, const Reader& reader, const CodeLists& lists, const SeriesInterpretersPage& page) {
  Field language{
      .name = "language", .control = Control::select, .label = request_label(reader, "language"), .required = true};
  language.choices = language_choices(reader, lists);
  language.choices.insert(language.choices.begin(), Choice{"", reader.text("organiser.form.choose_language"), {}});
  Field mode{.name = "mode", .control = Control::select, .label = request_label(reader, "mode"), .required = true};
  mode.choices = word_choices(reader, "organiser.mode.", {"on_site", "phone", "video"});
  for (const Field& field : {language, mode}) add_field(body, reader, page.state, field, "QUESTION");
}

std::string link_to(const SeriesInterpretersPage& page, const std::string& interpreter) {
  return address_of(page) +
         query_string({{"language", page.language->str()},
                       {"mode", std::string(page.state.value("mode"))},
                       {"interpreter", interpreter}}) +
         "#ask";
}

void add_candidates(Values& body, const Reader& reader, const SeriesInterpretersPage& page) {
  if (!page.language) return;
  Values section = body.add("CANDIDATES");
  section.set("LANGUAGE", reader.language_name(*page.language));
  section.set("NEED_ONLY", link_to(page, "none"));
  section.show_if(page.need_only, "NEED_CHOSEN");
  section.show_if(page.candidates.empty(), "NO_CANDIDATE");
  for (const domain::SeriesCandidate& candidate : page.candidates) {
    Values row = section.add("CANDIDATE");
    const std::string id = std::to_string(candidate.interpreter.id.value);
    row.set("HREF", link_to(page, id));
    row.set("CANDIDATE_NAME", candidate.interpreter.name);
    row.set_if("AGENCY", candidate.interpreter.agency);
    row.set("FREE", reader.text("organiser.series_booking.free",
                                {{"free", std::int64_t{candidate.free}}, {"dates", std::int64_t{candidate.dates}}}));
    row.show_if(page.interpreter && page.interpreter->id == candidate.interpreter.id, "IS_CHOSEN");
  }
}

// "14:00–16:00 Library": what keeps them.
std::string clash_words(const SeriesInterpretersPage& page, const BookableDate& date, const Reader& reader) {
  std::vector<std::string> words;
  for (const auto& booking : date.clashes) {
    const std::string time = reader.time_range(booking.start_time, booking.end_time, date.event.time_zone);
    const auto event = page.elsewhere.find(booking.event);
    const bool on_site = booking.mode == domain::InterpretingMode::on_site;
    words.push_back(isolated(time) + (event != page.elsewhere.end() && on_site
                                          ? " " + isolated(place_line(event->second, reader))
                                          : std::string()));
  }
  return reader.text("organiser.obstacle.busy", {{"what", reader.joined(words)}});
}

void add_date(Values& form, const Reader& reader, const SeriesInterpretersPage& page, const BookableDate& date) {
  Values row = form.add("DATE");
  const domain::Event& event = date.event;
  const bool possible = date.obstacle == Obstacle::none;
  Values shown = row.add(possible ? "POSSIBLE" : "IMPOSSIBLE");
  shown.set("ID", event.id.value);
  shown.set("ISO", domain::format_rfc3339(event.start_time));
  shown.set("WHEN", reader.date(event.start_time, event.time_zone));
  shown.set("TIME", reader.time_range(event.start_time, event.end_time, event.time_zone));
  if (event.location.name != page.next.location.name) shown.set_if("PLACE", place_line(event, reader));
  for (const auto& booking : date.bookings) {
    Values need = shown.add("NEED");
    const std::string word(domain::to_word(booking.status));
    need.set("STATE", word);
    need.set("STATE_TEXT", reader.text("organiser.booking." + word));
  }
  if (!possible) {
    shown.set("WHY", date.obstacle == Obstacle::busy
                         ? clash_words(page, date, reader)
                         : reader.text("organiser.obstacle." + std::string(domain::to_word(date.obstacle))));
    return;
  }
  const std::string id = std::to_string(event.id.value);
  shown.show_if(page.state.has("dates") ? page.state.has("dates", id) : !date.is_covered(), "CHECKED");
}

std::string how_told(const domain::Interpreter& interpreter, const Reader& reader) {
  const char* how = interpreter.phone && interpreter.email ? "both" : interpreter.phone ? "sms" : "email";
  return reader.text(
      "organiser.series_booking.told",
      {{"name", interpreter.name}, {"how", reader.text("organiser.series_booking.told." + std::string(how))}});
}

void add_form(Values& body, const Reader& reader, const SeriesInterpretersPage& page) {
  if (!page.interpreter && !page.need_only) return;
  Values form = body.add("ASK");
  form.set("SERIES", page.id.value);
  form.set("LANGUAGE_TAG", page.language->str());
  form.set("MODE", page.state.value("mode"));
  form.set("TITLE", page.interpreter ? reader.text("organiser.series_booking.ask", {{"name", page.interpreter->name}})
                                     : reader.text("organiser.series_booking.note"));
  form.set("INTERPRETER_ID", page.interpreter ? std::to_string(page.interpreter->id.value) : std::string("none"));
  add_error_summary(form, reader, page.state, [&](std::string_view field) {
    return field == "dates" ? reader.text("organiser.preview.dates") : request_label(reader, field);
  });
  for (const BookableDate& date : page.dates) {
    if (date.obstacle != Obstacle::begun) add_date(form, reader, page, date);
  }
  const auto left = std::ranges::count(page.dates, Obstacle::none, &BookableDate::obstacle);
  if (left == 0) {
    form.show("NOTHING_LEFT");
    return;
  }
  Values details = form.add("DETAILS");
  for (const Field& field : {Field{.name = "dialect", .label = request_label(reader, "dialect")},
                             Field{.name = "topic", .label = request_label(reader, "topic")},
                             Field{.name = "contact_person", .label = request_label(reader, "contact_person")}}) {
    add_field(details, reader, page.state, field);
  }
  add_field(details, reader, page.state,
            {.name = "materials", .control = Control::textarea, .label = request_label(reader, "materials")}, "TEXT");
  details.set("TOLD", page.interpreter ? how_told(*page.interpreter, reader)
                                       : reader.text("organiser.series_booking.nobody_told"));
  details.set("BUTTON",
              reader.text(page.interpreter ? "organiser.series_booking.send" : "organiser.series_booking.save_note"));
}

}  // namespace

std::string series_interpreters_page(const Pages& pages, const Console& console, const SeriesInterpretersPage& data) {
  const Reader reader = pages.reader(console.context.language);
  Page page =
      console_page(pages, console, "organiser/series_interpreters.html", reader.text("organiser.series.interpreters"));
  Values& body = page.body();
  if (!data.interpreter && !data.need_only) show_problems(page, data.state.problems);
  body.set("SERIES", data.id.value);
  set_text(body, reader, data.next.name, "NAME");
  add_booked(body, reader, data);
  add_question(body, reader, pages.lists(), data);
  add_candidates(body, reader, data);
  add_form(body, reader, data);
  return page.html();
}

}  // namespace ui
