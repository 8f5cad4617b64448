#include "ui/activity_choice.hpp"

#include <algorithm>

#include "ui/event_view.hpp"
#include "ui/rhythm_words.hpp"

namespace ui {
namespace {

// Of more, somebody opens the list who wants to see each.
constexpr std::size_t most_shown_open = 60;

std::string key_of(const Activity& activity) {
  return activity.series ? "s" + std::to_string(activity.series->value) : "single";
}

void add_span(Values& head, const Reader& reader, const domain::EventDetails& first, const domain::EventDetails& last) {
  const auto day = [&](const domain::EventDetails& date) {
    return reader.by_skeleton(date.start_time, date.time_zone, "yMd");
  };
  head.set("SPAN", day(first) == day(last) ? isolated(day(first)) : isolated(day(first) + "–" + day(last)));
}

}  // namespace

std::vector<Activity> by_activity(const std::vector<ChoiceDate>& dates) {
  std::vector<Activity> activities;
  Activity single;
  for (std::size_t i = 0; i < dates.size(); ++i) {
    if (!dates[i].series) {
      single.dates.push_back(i);
      continue;
    }
    const auto known = std::ranges::find(activities, dates[i].series, &Activity::series);
    if (known == activities.end()) {
      activities.push_back({dates[i].series, {i}});
    } else {
      known->dates.push_back(i);
    }
  }
  if (!single.dates.empty()) activities.push_back(std::move(single));
  return activities;
}

Values add_activity(Values& into, const Reader& reader, const Activity& activity, const std::vector<ChoiceDate>& dates,
                    const Rhythms& rhythms) {
  Values section = into.add("ACTIVITY");
  Values head = section.include("ACTIVITY_HEAD", "organiser/activity_head.html");
  const domain::EventDetails& first = *dates[activity.dates.front()].details;
  if (activity.series) {
    set_text(head, reader, first.name, "NAME");
    const auto rhythm = rhythms.find(*activity.series);
    if (rhythm != rhythms.end() && rhythm->second.pattern != domain::Rhythm::Pattern::irregular) {
      head.set_if("RHYTHM", rhythm_words(rhythm->second, first, reader));
    }
  } else {
    head.show("SINGLE");
  }
  head.set("KEY", key_of(activity));
  add_span(head, reader, first, *dates[activity.dates.back()].details);
  std::string ids;
  std::int64_t ticked = 0;
  for (const std::size_t i : activity.dates) {
    ids += (ids.empty() ? "" : " ") + dates[i].key;
    ticked += dates[i].ticked ? 1 : 0;
  }
  head.set("IDS", ids);
  head.set("COUNT", reader.text("organiser.choice.count",
                                {{"count", static_cast<std::int64_t>(activity.dates.size())}, {"ticked", ticked}}));
  section.show_if(dates.size() <= most_shown_open || activity.dates.size() == 1, "OPEN");
  return section;
}

}  // namespace ui
