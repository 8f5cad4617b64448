#include "ui/date_choice.hpp"

#include <algorithm>

#include "ui/event_view.hpp"

namespace ui {
namespace {

// A season of a weekly group is a long page: the rest is one tap away.
constexpr std::size_t shown_at_once = 6;

bool can_be_had(const domain::Event& event, domain::Instant now) {
  const auto state = domain::enrolment_state(event, now);
  return state == domain::Enrolment::open || state == domain::Enrolment::waiting_list;
}

void add_date(Values& into, const Reader& reader, const domain::Event& shown, const domain::Event& event,
              const FormState& state, domain::Instant now) {
  auto date = into.include("DATE", "date_choice.html");
  const auto id = std::to_string(event.id.value);
  const bool open = can_be_had(event, now);
  set_event(date, reader, event, now);
  date.set_if("OTHER_PLACE", other_place(event, shown, reader));
  date.set("PLACES", reader.places_left(event, now));
  date.set("PLACES_STATE", domain::to_word(domain::enrolment_state(event, now)));
  date.show_if(open && state.has("dates", id), "CHOSEN");
  date.show_if(!open, "CLOSED");
}

}  // namespace

void add_date_choice(Values& into, const Reader& reader, const domain::Event& shown,
                     const std::vector<domain::Event>& dates, const FormState& state, domain::Instant now) {
  if (dates.size() < 2) return;
  auto choice = into.include("DATES", "dates.html");
  const auto open = std::ranges::count_if(dates, [now](const auto& event) { return can_be_had(event, now); });
  if (open > 1) {
    auto all = choice.add("ALL");
    all.set("ALL_LABEL", reader.text("register.all_dates", {{"count", std::int64_t{open}}}));
    all.show_if(state.has("all_dates", "yes"), "ALL_CHOSEN");
  }
  const auto problem = std::ranges::find(state.problems, "dates", &domain::Problem::field);
  if (problem != state.problems.end()) {
    choice.show("INVALID");
    choice.set_if("ERROR", reader.problem(*problem));
  }
  const auto first = std::min(dates.size(), shown_at_once);
  for (std::size_t i = 0; i < first; ++i) add_date(choice, reader, shown, dates[i], state, now);
  if (first == dates.size()) return;
  auto rest = choice.add("REST");
  rest.set("REST_LABEL",
           reader.text("register.more_dates", {{"count", static_cast<std::int64_t>(dates.size() - first)}}));
  bool chosen = false;
  for (std::size_t i = first; i < dates.size(); ++i) {
    add_date(rest, reader, shown, dates[i], state, now);
    chosen = chosen || state.has("dates", std::to_string(dates[i].id.value));
  }
  rest.show_if(chosen, "REST_OPEN");
}

}  // namespace ui
