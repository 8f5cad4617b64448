#include "service/earlier_calendar.hpp"

#include <algorithm>

#include "service/programme_words.hpp"

namespace service {
namespace {

// "kalenteri" of "Kalenteri-2026 (2).ics".
std::string letters_of(std::string_view file_name) {
  file_name = file_name.substr(0, file_name.rfind('.'));
  std::string letters = fold_word(file_name);
  std::erase_if(letters, [](char c) { return (c >= 0 && c < 'a') || (c > 'z' && c < 0x7F); });
  return letters;
}

bool is_private(const domain::ForeignProblem& problem) {
  return problem.code == "ics_private";
}

// The event or the dates of the series of that UID.
std::vector<domain::Event> stored_of(const domain::Snapshot& snapshot, const std::string& key) {
  if (auto event = snapshot.events().find_by_import_key(key)) return {std::move(*event)};
  const auto series = snapshot.events().find_series_by_import_key(key);
  return series ? snapshot.events().of_series(series->id) : std::vector<domain::Event>();
}

// Of its dates those that somebody may have to cancel.
std::optional<GoneEvent> gone_of(std::vector<domain::Event> dates, const domain::Principal& principal,
                                 const domain::ForeignWindow& window) {
  std::erase_if(dates, [&](const domain::Event& event) {
    return event.end_time <= window.from || event.start_time >= window.until ||
           event.status == domain::EventStatus::cancelled ||
           !domain::may(principal, domain::Permission::edit_event, &event);
  });
  if (dates.empty()) return {};
  GoneEvent gone{*std::ranges::min_element(dates, {}, &domain::Event::start_time), dates.size()};
  for (const auto& event : dates) gone.persons += event.confirmed_persons + event.waitlisted_persons;
  return gone;
}

}  // namespace

EarlierCalendar::EarlierCalendar(const domain::Ports& ports, const domain::Principal& principal,
                                 const domain::ForeignCalendar& calendar, const std::string& file_name)
    : ports_(ports), principal_(principal), calendar_(calendar), is_named_(!calendar.name.empty()) {
  const std::string known_by = is_named_ ? "name\n" + fold_word(calendar.name) : "file\n" + letters_of(file_name);
  const bool is_known_again = principal.organisation && !known_by.ends_with('\n');
  if (is_known_again) hash_ = ports.secrets.hash_token("calendar\n" + known_by);
  for (const auto& occurrence : calendar.occurrences) uids_.insert(occurrence.uid);
  // What its owner calls private now was public before: it is there all the same, and so is what cannot be read.
  for (const auto& problem : calendar.problems) uids_.insert(problem.uid);
}

std::set<std::string> EarlierCalendar::stored_uids(const domain::Snapshot& snapshot) const {
  std::set<std::string> uids;
  if (hash_.empty()) return uids;
  const auto kept = snapshot.imports().find_mapping(*principal_.organisation, hash_).value_or("");
  std::string_view rest = kept;
  while (!rest.empty()) {
    const auto line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    if (!line.empty()) uids.emplace(line);
  }
  return uids;
}

std::vector<GoneEvent> EarlierCalendar::gone(const CalendarKeys& keys, const domain::ForeignWindow& window) const {
  std::vector<GoneEvent> gone;
  const bool all_was_read = calendar_.complete && std::ranges::all_of(calendar_.problems, is_private);
  if (hash_.empty() || !all_was_read) return gone;
  ports_.store.read([&](const domain::Snapshot& snapshot) {
    gone.clear();
    const auto before = stored_uids(snapshot);
    const auto is_here = [&](const std::string& uid) { return uids_.contains(uid); };
    if (!is_named_ && std::ranges::none_of(before, is_here)) return;
    for (const auto& uid : before) {
      if (is_here(uid)) continue;
      if (auto one = gone_of(stored_of(snapshot, keys.of(uid)), principal_, window)) gone.push_back(std::move(*one));
    }
  });
  std::ranges::stable_sort(gone, {}, [](const GoneEvent& one) { return one.first.start_time; });
  return gone;
}

void EarlierCalendar::remember(const CalendarKeys& keys) const {
  if (hash_.empty()) return;
  const auto now = ports_.clock.now();
  ports_.store.write([&](domain::Transaction& tx) {
    auto uids = uids_;
    for (const auto& uid : stored_uids(tx.snapshot())) {
      const auto is_to_come = [&](const domain::Event& event) { return event.end_time > now; };
      if (!uids.contains(uid) && std::ranges::any_of(stored_of(tx.snapshot(), keys.of(uid)), is_to_come))
        uids.insert(uid);
    }
    std::string text;
    for (const auto& uid : uids) text += uid.empty() ? uid : uid + "\n";
    tx.imports().keep_mapping(*principal_.organisation, hash_, text, now);
  });
}

}  // namespace service
