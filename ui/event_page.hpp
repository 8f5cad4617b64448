#pragma once
#include <string>

#include "domain/event.hpp"
#include "ui/pages.hpp"

namespace ui {

// Everything that anybody may know of a public or unlisted event, with its share preview.
[[nodiscard]] std::string render_event(const Pages& pages, const PageContext& context, const domain::Event& event);

// schema.org/Event as JSON-LD, safe inside a <script>: no "<", ">" or "&" in it.
[[nodiscard]] std::string event_json_ld(const Reader& reader, const PageContext& context, const domain::Event& event);

}  // namespace ui
