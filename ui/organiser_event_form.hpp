#pragma once
#include <optional>
#include <string>
#include <vector>

#include "domain/event.hpp"
#include "domain/organisation.hpp"
#include "ui/organiser_console.hpp"

namespace ui {

// The form of a new or a stored event, with what was typed. Inputs: those of service/organiser_event_form.
struct EventFormPage {
  FormState state;
  std::optional<domain::Event> event;  // as stored; none: a new one
  std::vector<domain::Organisation> organisations;
  std::vector<std::string> time_zones;  // suggestions
};
[[nodiscard]] std::string event_form_page(const Pages& pages, const Console& console, const EventFormPage& form);

// The dates that a repeat gives, before anything is stored. Every input is carried on hidden.
struct SeriesPreview {
  FormState state;
  std::string name;
  std::string time_zone;
  std::vector<domain::Instant> starts;
  std::vector<domain::Instant> skipped;  // that a clock change does not let begin at this time of day
};
[[nodiscard]] std::string series_preview_page(const Pages& pages, const Console& console, const SeriesPreview& preview);

}  // namespace ui
