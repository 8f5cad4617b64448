#include "service/import_decisions.hpp"

#include <algorithm>

namespace service {
namespace {

bool asks_somebody(const domain::Problem& note) {
  return note.event != 0 && (note.code == "cancelled_there" || note.code == "left_over");
}

void add(const domain::Event& event, const std::string& why, std::vector<ui::ImportToDecide>& of_row) {
  auto same = std::ranges::find(of_row, why, &ui::ImportToDecide::why);
  if (same == of_row.end()) same = of_row.insert(of_row.end(), {why, event, 0, 0});
  if (event.start_time < same->first.start_time) same->first = event;
  ++same->dates;
  same->persons += event.confirmed_persons + event.waitlisted_persons;
}

}  // namespace

std::vector<ui::ImportToDecide> what_to_decide(const ImportReport& report, const App& app) {
  std::vector<ui::ImportToDecide> all;
  app.ports.store.read([&](const domain::Snapshot& snapshot) {
    all.clear();
    for (const auto& row : report.rows) {
      std::vector<ui::ImportToDecide> of_row;
      for (const auto& note : row.notes) {
        if (!asks_somebody(note)) continue;
        if (const auto event = snapshot.events().find(domain::EventId{note.event})) add(*event, note.code, of_row);
      }
      all.insert(all.end(), of_row.begin(), of_row.end());
    }
  });
  for (const auto& gone : report.gone) all.push_back({"gone", gone.first, gone.dates, gone.persons});
  return all;
}

}  // namespace service
