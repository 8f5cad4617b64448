#pragma once
#include <string>
#include <vector>

#include "domain/event.hpp"
#include "domain/material.hpp"
#include "domain/room.hpp"
#include "ui/pages.hpp"

namespace ui {

// What an event that is one date of a series says of it.
struct SeriesDates {
  domain::LocalisedText name;
  std::vector<domain::Event> others;  // those to come, by start time
};
// Everything that anybody may know of a public or unlisted event, with its share preview. `series`: of an event that
// stands alone nothing. `room`: of an event that is in one.
[[nodiscard]] std::string render_event(const Pages& pages, const PageContext& context, const domain::Event& event,
                                       const SeriesDates* series = nullptr, const domain::Room* room = nullptr,
                                       const std::vector<domain::Material>& materials = {});

// schema.org/Event as JSON-LD, safe inside a <script>: no "<", ">" or "&" in it.
[[nodiscard]] std::string event_json_ld(const Reader& reader, const PageContext& context, const domain::Event& event,
                                        const domain::Room* room = nullptr);

}  // namespace ui
