#pragma once
#include <string>

#include "domain/usual_date.hpp"
#include "ui/reader.hpp"

namespace ui {

// "Every second week: Tuesday and Thursday, 15:00–17:00"; of an irregular one that its dates were chosen one by one.
[[nodiscard]] std::string rhythm_words(const domain::Rhythm& rhythm, const domain::EventDetails& usual,
                                       const Reader& reader);

}  // namespace ui
