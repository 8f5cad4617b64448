#include "calendar/foreign_zones.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

#include "calendar/foreign_rule.hpp"
#include "calendar/windows_zones.hpp"
#include "domain/text.hpp"

namespace calendar {
namespace {

class NamedZone final : public ForeignZone {
 public:
  NamedZone(std::string name, const domain::TimeZones& zones) : name_(std::move(name)), zones_(zones) {}
  [[nodiscard]] domain::Instant to_utc(domain::LocalTime local) const override { return zones_.to_utc(local, name_); }
  [[nodiscard]] domain::LocalTime to_local(domain::Instant instant) const override {
    return zones_.to_local(instant, name_);
  }
  [[nodiscard]] std::string_view name() const override { return name_; }

 private:
  std::string name_;
  const domain::TimeZones& zones_;
};

class UtcZone final : public ForeignZone {
 public:
  [[nodiscard]] domain::Instant to_utc(domain::LocalTime local) const override {
    return domain::Instant{local.time_since_epoch()};
  }
  [[nodiscard]] domain::LocalTime to_local(domain::Instant instant) const override {
    return domain::LocalTime{instant.time_since_epoch()};
  }
  [[nodiscard]] std::string_view name() const override { return {}; }
};

// From `at` on, until the next one.
struct Transition {
  domain::Instant at;
  std::chrono::seconds offset;
};

class DefinedZone final : public ForeignZone {
 public:
  // In order; never empty. The first holds for all time before.
  explicit DefinedZone(std::vector<Transition> transitions) : transitions_(std::move(transitions)) {}

  [[nodiscard]] domain::Instant to_utc(domain::LocalTime local) const override {
    const domain::Instant wall{local.time_since_epoch()};
    // Offsets differ by less than two days, so the transitions near by decide.
    auto i = std::ranges::upper_bound(transitions_, wall - std::chrono::hours{48}, {}, &Transition::at);
    if (i != transitions_.begin()) --i;
    std::chrono::seconds before_gap = i->offset;
    for (; i != transitions_.end(); ++i) {
      const domain::Instant instant = wall - i->offset;
      const auto next = std::next(i);
      const bool begun = i == transitions_.begin() || instant >= i->at;
      if (!begun) break;
      if (next == transitions_.end() || instant < next->at) return instant;
      before_gap = i->offset;
    }
    return wall - before_gap;
  }
  [[nodiscard]] domain::LocalTime to_local(domain::Instant instant) const override {
    auto after = std::ranges::upper_bound(transitions_, instant, {}, &Transition::at);
    const std::chrono::seconds offset = (after == transitions_.begin() ? after : std::prev(after))->offset;
    return domain::LocalTime{instant.time_since_epoch() + offset};
  }
  [[nodiscard]] std::string_view name() const override { return {}; }

 private:
  std::vector<Transition> transitions_;
};

std::optional<int> number(std::string_view digits) {
  int value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc{} || end != digits.data() + digits.size() || digits.starts_with('-')) return {};
  return value;
}

// "+0200", "-023000".
std::optional<std::chrono::seconds> parse_offset(std::string_view text) {
  const bool west = text.starts_with('-');
  if (text.starts_with('+') || west) text.remove_prefix(1);
  if (text.size() != 4 && text.size() != 6) return {};
  const auto h = number(text.substr(0, 2)), m = number(text.substr(2, 2));
  const auto s = text.size() == 6 ? number(text.substr(4, 2)) : std::optional(0);
  if (!h || !m || !s || *h > 23 || *m > 59 || *s > 59) return {};
  const std::chrono::seconds offset = std::chrono::hours{*h} + std::chrono::minutes{*m} + std::chrono::seconds{*s};
  return west ? -offset : offset;
}

// When a STANDARD or DAYLIGHT begins; empty where it cannot be read.
std::vector<Transition> transitions_of(const ForeignComponent& part, const domain::ForeignWindow& window,
                                       ForeignBudget& budget) {
  const auto before = parse_offset(part.value("TZOFFSETFROM")), after = parse_offset(part.value("TZOFFSETTO"));
  domain::LocalTime first;
  if (!before || !after || !parse_local(part.value("DTSTART"), first)) return {};
  const auto to_utc = [&](domain::LocalTime local) { return domain::Instant{local.time_since_epoch() - *before}; };
  std::vector<domain::LocalTime> dates;
  const std::string_view rrule = part.value("RRULE");
  // Clocks change once a year by a rule; what does more often would be followed from the year 1601 on, day by day.
  if (!rrule.empty() && rrule.find("FREQ=YEARLY") == std::string_view::npos) return {};
  if (rrule.empty()) {
    dates.push_back(first);
  } else {
    const RuleSearch search{first, to_utc, domain::Instant::min(), window.until + std::chrono::days{400}, 1000};
    if (find_dates(rrule, search, budget, dates) != RuleOutcome::complete) return {};
  }
  for (const ForeignLine& line : part.lines) {
    if (line.name != "RDATE") continue;
    for (const std::string& date : unescape_list(line.value)) {
      if (domain::LocalTime local; parse_local(date, local)) dates.push_back(local);
    }
  }
  std::vector<Transition> transitions;
  for (const domain::LocalTime local : dates) transitions.push_back({to_utc(local), *after});
  return transitions;
}

std::unique_ptr<const ForeignZone> define(const ForeignComponent& definition, const domain::ForeignWindow& window,
                                          ForeignBudget& budget) {
  std::vector<Transition> all;
  for (const ForeignComponent& part : definition.parts) {
    const auto some = transitions_of(part, window, budget);
    // Half a zone would be an hour wrong for half of the year.
    if (some.empty()) return nullptr;
    all.insert(all.end(), some.begin(), some.end());
  }
  if (all.empty() || definition.too_large) return nullptr;
  std::ranges::stable_sort(all, {}, &Transition::at);
  return std::make_unique<DefinedZone>(std::move(all));
}

std::string without_quotes(std::string_view tzid) {
  std::string plain(domain::trim(tzid));
  std::erase(plain, '"');
  return plain;
}

}  // namespace

ForeignZones::ForeignZones(const std::vector<ForeignComponent>& definitions, const domain::ForeignWindow& window,
                           const domain::TimeZones& zones, ForeignBudget& budget)
    : definitions_(definitions),
      window_(window),
      zones_(zones),
      budget_(budget),
      utc_(std::make_unique<UtcZone>()),
      own_(std::make_unique<NamedZone>(window.time_zone, zones)) {}

ForeignZones::~ForeignZones() = default;

const ForeignZone* ForeignZones::find(std::string_view tzid) {
  const std::string name = without_quotes(tzid);
  auto found = found_.find(name);
  if (found == found_.end()) found = found_.emplace(name, make(name)).first;
  return found->second.get();
}

std::string ForeignZones::known_name(std::string_view tzid) const {
  constexpr std::size_t longest_name = 200;
  constexpr int longest_path = 6;
  if (tzid.size() > longest_name) return {};
  // Also "/freeassociation.sourceforge.net/Europe/Helsinki".
  std::string_view rest = tzid;
  for (int part = 0; part < longest_path && !rest.empty(); ++part) {
    if (zones_.knows(rest)) return std::string(rest);
    const std::size_t slash = rest.find('/');
    if (slash == std::string_view::npos) break;
    rest.remove_prefix(slash + 1);
  }
  return std::string(zone_of_windows(tzid));
}

std::unique_ptr<const ForeignZone> ForeignZones::make(std::string_view tzid) {
  if (const std::string name = known_name(tzid); !name.empty() && zones_.knows(name)) {
    return std::make_unique<NamedZone>(name, zones_);
  }
  for (const ForeignComponent& definition : definitions_) {
    if (without_quotes(unescape(definition.value("TZID"))) != tzid) continue;
    const std::string place = known_name(definition.value("X-LIC-LOCATION"));
    if (!place.empty() && zones_.knows(place)) return std::make_unique<NamedZone>(place, zones_);
    return define(definition, window_, budget_);
  }
  return nullptr;
}

bool parse_day(std::string_view text, domain::LocalTime& midnight) {
  if (text.size() != 8) return false;
  const auto year = number(text.substr(0, 4)), month = number(text.substr(4, 2)), day = number(text.substr(6, 2));
  if (!year || !month || !day) return false;
  const std::chrono::year_month_day date{std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(*month)},
                                         std::chrono::day{static_cast<unsigned>(*day)}};
  if (!date.ok() || *year < 1 || *year > 2199) return false;
  midnight = std::chrono::local_days{date};
  return true;
}

bool parse_local(std::string_view text, domain::LocalTime& local) {
  if (text.ends_with('Z')) text.remove_suffix(1);
  if (text.size() != 15 || text[8] != 'T' || !parse_day(text.substr(0, 8), local)) return false;
  const auto h = number(text.substr(9, 2)), m = number(text.substr(11, 2)), s = number(text.substr(13, 2));
  if (!h || !m || !s || *h > 23 || *m > 59 || *s > 60) return false;
  local += std::chrono::hours{*h} + std::chrono::minutes{*m} + std::chrono::seconds{std::min(*s, 59)};
  return true;
}

}  // namespace calendar
