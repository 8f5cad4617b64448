#pragma once
#include <optional>
#include <string>
#include <vector>

#include "domain/conflicts.hpp"
#include "domain/event.hpp"
#include "domain/organisation.hpp"
#include "ui/organiser_console.hpp"

namespace ui {

// How many dates a change may concern: those to come, the one at hand included.
struct SeriesScopes {
  int following = 1;
  int all = 1;
};

// An event's form is a template's, too: without dates, publication and what else happens at the time.
struct EditedTemplate {
  domain::EventTemplateId id;
  std::string name;  // as stored
};

// The form of a new or a stored event, with what was typed. Inputs: those of service/organiser_event_form.
struct EventFormPage {
  FormState state;
  std::optional<domain::Event> event;  // as stored; none: a new one
  std::vector<domain::Organisation> organisations;
  std::vector<std::string> time_zones;        // suggestions
  std::vector<std::string> municipalities{};  // whose school holidays are known
  std::optional<SeriesScopes> scopes{};       // of a date of a series
  std::vector<Choice> earlier{};              // events that a new one may begin as, by their ids
  std::vector<Choice> templates{};            // that a new one may begin with, by their ids
  std::string begin_template{};               // of those, with which one was about to begin
  std::vector<domain::Problem> begin_problems{};
  std::optional<EditedTemplate> edited_template{};
  std::vector<domain::Room> rooms{};  // to choose from
  // What the event would meet; none: its times cannot be read yet.
  std::optional<std::vector<domain::Conflict>> conflicts{};
};
[[nodiscard]] std::string event_form_page(const Pages& pages, const Console& console, const EventFormPage& form);

}  // namespace ui
