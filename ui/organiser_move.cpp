#include "ui/organiser_move.hpp"

#include <algorithm>

#include "ui/event_view.hpp"
#include "ui/event_words.hpp"
#include "ui/organiser_conflicts.hpp"
#include "ui/organiser_series.hpp"

namespace ui {
namespace {

void set_when(Values into, const Reader& reader, domain::Instant start, domain::Instant end, const std::string& zone) {
  into.set("DATE", reader.date(start, zone));
  into.set("TIME", reader.time_range(start, end, zone));
}

// Whether it ends, or is to end, on another day than it starts, but for one that ends in the night.
bool may_last_days(const MovePage& move) {
  const domain::Event& event = move.event;
  const std::string_view typed = move.state.value("days");
  return lasts_whole_days(event) || event.end_time - event.start_time >= std::chrono::days{1} ||
         !(typed.empty() || typed == "0");
}

void add_inputs(Page& page, const MovePage& move) {
  const Reader& reader = page.reader();
  const auto add = [&](const char* name, Control control, const char* hint = nullptr) {
    const Field field{.name = name,
                      .control = control,
                      .label = reader.text(std::string("organiser.move.") + name),
                      .hint = hint == nullptr ? std::string() : reader.text(hint),
                      .required = true,
                      .direction = "ltr",
                      .min = control == Control::number ? "0" : "",
                      .narrow = true};
    add_field(page.body(), reader, move.state, field);
  };
  add("date", Control::date);
  add("start", Control::time);
  add("end", Control::time);
  if (may_last_days(move)) add("days", Control::number, "organiser.move.days_hint");
}

void add_consequences(Values& body, const Reader& reader, const domain::Event& event, const MoveThen& then) {
  Values means = body.add("MEANS");
  set_when(means, reader, then.start, then.end, event.time_zone);
  const auto add_enrolment = [&](const char* key, const std::optional<domain::Instant>& moment) {
    if (!moment) return;
    Values row = means.add("ENROLMENT");
    row.set("LABEL", reader.text(key));
    row.set("WHEN", reader.date_and_time(*moment, event.time_zone));
  };
  add_enrolment("organiser.field.enrolment_start_time", then.enrolment_opens);
  add_enrolment("organiser.field.enrolment_end_time", then.enrolment_closes);
  const bool impossible = std::ranges::any_of(then.conflicts, domain::is_hard);
  if (!then.conflicts.empty()) {
    Values meets = means.add("MEETS");
    add_conflicts(meets, reader, then.conflicts, event.maximum_attendee_capacity);
  }
  if (impossible) {
    means.show("IMPOSSIBLE");
    return;
  }
  means.set("SEEN", then.seen);
  means.show("POSSIBLE");
  const bool is_draft = event.publication_status == domain::PublicationStatus::draft;
  std::vector<std::string> sentences = told_sentences(then.told, reader);
  if (sentences.empty()) sentences.push_back(reader.text(is_draft ? "organiser.move.draft" : "organiser.undo.nobody"));
  for (const std::string& sentence : sentences) means.add("TOLD").set("SENTENCE", sentence);
  const bool tells = is_told(then.told);
  means.set("BUTTON", reader.text(tells ? "organiser.move.button_told" : "organiser.move.button"));
  means.set("DONE", reader.text(tells ? "organiser.notice.moved_event" : "organiser.notice.moved_quietly"));
}

}  // namespace

std::string event_move_page(const Pages& pages, const Console& console, const MovePage& move) {
  const Reader reader = pages.reader(console.context.language);
  const domain::Event& event = move.event;
  Page page = console_page(pages, console, "organiser/move.html", reader.text("organiser.move.title"));
  Values& body = page.body();
  body.set("ID", event.id.value);
  set_text(body, reader, event.name, "NAME");
  set_when(body.add("NOW"), reader, event.start_time, event.end_time, event.time_zone);
  add_error_summary(body, reader, move.state, [&](std::string_view field) {
    const bool is_input = field == "date" || field == "start" || field == "end" || field == "days";
    return is_input ? reader.text("organiser.move." + std::string(field)) : std::string();
  });
  add_inputs(page, move);
  if (move.then) add_consequences(body, reader, event, *move.then);
  body.show_if(!move.then, "LOOK");
  body.set("FROM", move.state.value("from"));
  body.set_if("BACK", move.back);
  body.set("RETURN", move.back.empty() ? "/organiser/events/" + std::to_string(event.id.value) : move.back);
  return page.html();
}

}  // namespace ui
