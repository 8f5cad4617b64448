#include "service/earlier_calendar.hpp"

#include <algorithm>
#include <charconv>
#include <set>

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

// What could not be read. Without a UID an event is known by its words (uid_of), of which its name may be all that
// there is.
class Unread {
 public:
  explicit Unread(const std::vector<domain::ForeignProblem>& problems) {
    for (const auto& problem : problems) {
      auto beginning = problem.summary + " ";
      if (problem.uid.starts_with(beginning)) beginnings_.insert(std::move(beginning));
    }
  }
  [[nodiscard]] bool may_be(std::string_view uid) const {
    if (beginnings_.empty()) return false;
    for (auto space = uid.find(' '); space != std::string_view::npos; space = uid.find(' ', space + 1))
      if (beginnings_.contains(uid.substr(0, space + 1))) return true;
    return false;
  }

 private:
  std::set<std::string, std::less<>> beginnings_;
};

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
  for (const auto& occurrence : calendar.occurrences) {
    Version& version = versions_[occurrence.uid];
    version.last_modified = std::max(version.last_modified, occurrence.last_modified);
    version.sequence = std::max(version.sequence, occurrence.sequence);
  }
  // What its owner calls private now was public before: it is there all the same, and so is what cannot be read.
  for (const auto& problem : calendar.problems) versions_.try_emplace(problem.uid);
  ports.store.read([&](const domain::Snapshot& snapshot) { before_ = stored_versions(snapshot); });
}

bool EarlierCalendar::is_before(const Version& one, const Version& other) {
  if (one.last_modified && other.last_modified && one.last_modified != other.last_modified)
    return *one.last_modified < *other.last_modified;
  return one.sequence < other.sequence;
}

// A UID a line, and behind it, divided by tabs that no UID has, its SEQUENCE and LAST-MODIFIED.
EarlierCalendar::Versions EarlierCalendar::stored_versions(const domain::Snapshot& snapshot) const {
  Versions versions;
  if (hash_.empty()) return versions;
  const auto kept = snapshot.imports().find_mapping(*principal_.organisation, hash_).value_or("");
  std::string_view rest = kept;
  while (!rest.empty()) {
    auto line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    const auto next = [&line] {
      const auto part = line.substr(0, line.find('\t'));
      line.remove_prefix(std::min(line.size(), part.size() + 1));
      return part;
    };
    const auto uid = next();
    if (uid.empty()) continue;
    Version& version = versions[std::string(uid)];
    const auto sequence = next();
    std::from_chars(sequence.data(), sequence.data() + sequence.size(), version.sequence);
    version.last_modified = stored_moment(line);
  }
  return versions;
}

bool EarlierCalendar::is_newer(const std::string& uid) const {
  const auto now = versions_.find(uid);
  const auto before = before_.find(uid);
  return now != versions_.end() && before != before_.end() && is_before(now->second, before->second);
}

std::vector<GoneEvent> EarlierCalendar::gone(const CalendarKeys& keys, DatesByName& dates,
                                             const domain::ForeignWindow& window) const {
  std::vector<GoneEvent> gone;
  if (hash_.empty() || !calendar_.complete) return gone;
  const Unread unread(calendar_.problems);
  ports_.store.read([&](const domain::Snapshot& snapshot) {
    gone.clear();
    const auto is_here = [&](const auto& known) { return versions_.contains(known.first); };
    if (!is_named_ && std::ranges::none_of(before_, is_here)) return;
    for (const auto& known : before_) {
      if (is_here(known) || unread.may_be(known.first)) continue;
      auto stored = stored_of(snapshot, keys.of(known.first));
      std::erase_if(stored, [&](const auto& event) { return dates.has_the_like(snapshot, event); });
      if (auto one = gone_of(std::move(stored), principal_, window)) gone.push_back(std::move(*one));
    }
  });
  std::ranges::stable_sort(gone, {}, [](const GoneEvent& one) { return one.first.start_time; });
  return gone;
}

void EarlierCalendar::remember(const CalendarKeys& keys) const {
  if (hash_.empty()) return;
  const auto now = ports_.clock.now();
  ports_.store.write([&](domain::Transaction& tx) {
    auto versions = versions_;
    for (const auto& [uid, before] : stored_versions(tx.snapshot())) {
      const auto known = versions.find(uid);
      if (known != versions.end()) {
        if (is_before(known->second, before)) known->second = before;
        continue;
      }
      const auto is_to_come = [&](const domain::Event& event) { return event.end_time > now; };
      if (std::ranges::any_of(stored_of(tx.snapshot(), keys.of(uid)), is_to_come)) versions.emplace(uid, before);
    }
    std::string text;
    for (const auto& [uid, version] : versions) {
      if (uid.empty()) continue;
      text += uid + "\t" + std::to_string(version.sequence) + "\t";
      if (version.last_modified) text += domain::format_rfc3339(*version.last_modified);
      text += "\n";
    }
    tx.imports().keep_mapping(*principal_.organisation, hash_, text, now);
  });
}

}  // namespace service
