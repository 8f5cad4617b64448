#pragma once
#include "ui/organiser_import.hpp"

namespace ui {

// The rows that stay out, and why; what is wrong with many of them is said once.
void add_refused(Values& body, const Reader& reader, const ImportPreview& preview);
// Whether some stay out for want of the place that can be given for all.
[[nodiscard]] bool lacks_place(const ImportPreview& preview);

}  // namespace ui
