#include "ui/rhythm_words.hpp"

#include <algorithm>

namespace ui {
namespace {

using Pattern = domain::Rhythm::Pattern;

const char* key_of(Pattern pattern) {
  switch (pattern) {
    case Pattern::daily:
      return "organiser.rhythm.daily";
    case Pattern::weekly:
      return "organiser.rhythm.weekly";
    case Pattern::fortnightly:
      return "organiser.rhythm.fortnightly";
    case Pattern::monthly:
      return "organiser.rhythm.monthly";
    case Pattern::monthly_last:
      return "organiser.rhythm.monthly_last";
    case Pattern::irregular:
      break;
  }
  return "organiser.rhythm.irregular";
}

}  // namespace

std::string rhythm_words(const domain::Rhythm& rhythm, const domain::EventDetails& usual, const Reader& reader) {
  const std::string& zone = usual.time_zone;
  const auto clock = [&](domain::Instant start) { return reader.time(start, zone); };
  const bool one_time = std::ranges::all_of(
      rhythm.weekdays, [&](domain::Instant start) { return clock(start) == clock(rhythm.weekdays.front()); });
  std::vector<std::string> days;
  for (const domain::Instant start : rhythm.weekdays) {
    days.push_back(reader.by_skeleton(start, zone, "EEEE") + (one_time ? "" : " " + isolated(clock(start))));
  }
  const std::string words =
      reader.text(key_of(rhythm.pattern), {{"days", reader.joined(days)}, {"ordinal", std::int64_t{rhythm.ordinal}}});
  if (!one_time) return words;
  const auto length = usual.end_time - usual.start_time;
  const domain::Instant start = rhythm.weekdays.empty() ? usual.start_time : rhythm.weekdays.back();
  return reader.text("organiser.rhythm.at",
                     {{"rhythm", words}, {"time", reader.time_range(start, start + length, zone)}});
}

}  // namespace ui
