#include "calendar/foreign_event.hpp"

#include <algorithm>
#include <charconv>

#include "calendar/foreign_text.hpp"
#include "calendar/online_meeting.hpp"
#include "calendar/plain_text.hpp"
#include "domain/error.hpp"
#include "domain/event_limits.hpp"
#include "domain/text.hpp"

namespace calendar {
namespace {

using std::chrono::days;

constexpr std::size_t longest_uid = 255;
constexpr std::size_t longest_zone_named = 60;
constexpr std::chrono::year earliest{1900};

[[noreturn]] void refuse(const char* code) {
  throw domain::Error(domain::ErrorKind::invalid, code, "the event cannot be read");
}

// One of a line's values.
ForeignTime parse_time(const ForeignLine& line, std::string_view value, ForeignZones& zones) {
  value = domain::trim(value);
  ForeignTime time;
  if (value.size() == 8) {
    if (!parse_day(value, time.local)) refuse("ics_bad_time");
    time.zone = &zones.own();
    time.is_day = true;
    return time;
  }
  if (!parse_local(value, time.local)) refuse("ics_bad_time");
  const std::string_view tzid = line.parameter("TZID");
  if (value.ends_with('Z')) {
    time.zone = &zones.utc();
  } else if (tzid.empty()) {
    time.zone = &zones.own();
  } else if ((time.zone = zones.find(tzid)) == nullptr) {
    throw domain::Error(domain::ErrorKind::invalid, "ics_unknown_zone", "the time zone is not known",
                        cut_text(one_line(tzid), longest_zone_named));
  }
  return time;
}

std::vector<std::string_view> split_commas(std::string_view list) {
  std::vector<std::string_view> parts;
  while (!list.empty()) {
    const std::size_t comma = list.find(',');
    if (comma != 0) parts.push_back(list.substr(0, comma));
    if (comma == std::string_view::npos) break;
    list.remove_prefix(comma + 1);
  }
  return parts;
}

// "P1DT2H30M", "P2W". Nothing for what is malformed or negative.
std::optional<ForeignLength> parse_duration(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  if (!text.starts_with('P') || text.size() < 3) return {};
  text.remove_prefix(1);
  ForeignLength length;
  bool of_day = false;
  while (!text.empty()) {
    if (text.front() == 'T') {
      of_day = true;
      text.remove_prefix(1);
      continue;
    }
    int number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + std::min<std::size_t>(text.size(), 8), number);
    const auto digits = static_cast<std::size_t>(end - text.data());
    if (error != std::errc{} || number < 0 || digits > 7 || digits >= text.size()) return {};
    const char unit = text[digits];
    if (unit == 'W' && !of_day) {
      length.days += days{7 * number};
    } else if (unit == 'D' && !of_day) {
      length.days += days{number};
    } else if (unit == 'H' && of_day) {
      length.exactly += std::chrono::hours{number};
    } else if (unit == 'M' && of_day) {
      length.exactly += std::chrono::minutes{number};
    } else if (unit == 'S' && of_day) {
      length.exactly += std::chrono::seconds{number};
    } else {
      return {};
    }
    text.remove_prefix(digits + 1);
  }
  return length;
}

ForeignLength length_between(const ForeignTime& start, const ForeignTime& end) {
  ForeignLength length;
  if (start.is_day && end.is_day) {
    length.days = std::chrono::floor<days>(end.local) - std::chrono::floor<days>(start.local);
    if (length.days < days{0}) refuse("ics_ends_before");
    // Some write the last day, as if it were not exclusive.
    length.days = std::max(length.days, days{1});
    return length;
  }
  length.exactly = end.instant() - start.instant();
  if (length.exactly < std::chrono::seconds{0}) refuse("ics_ends_before");
  return length;
}

ForeignLength length_of(const ForeignComponent& component, const ForeignTime& start, ForeignZones& zones) {
  if (const ForeignLine* end = component.find("DTEND"))
    return length_between(start, parse_time(*end, end->value, zones));
  if (const ForeignLine* duration = component.find("DURATION")) {
    const auto length = parse_duration(domain::to_upper_ascii(domain::trim(duration->value)));
    if (!length) refuse("ics_bad_time");
    return *length;
  }
  return {.days = days{start.is_day ? 1 : 0}};
}

// A value of RDATE: a time, or a period of two times or of a time and a duration.
ForeignDate parse_added(const ForeignLine& line, std::string_view value, const ForeignLength& usual,
                        ForeignZones& zones) {
  const std::size_t slash = value.find('/');
  ForeignDate date{parse_time(line, value.substr(0, slash), zones), usual};
  if (slash == std::string_view::npos) return date;
  const std::string_view rest = value.substr(slash + 1);
  if (!rest.starts_with('P')) {
    date.length = length_between(date.start, parse_time(line, rest, zones));
  } else if (const auto length = parse_duration(rest)) {
    date.length = *length;
  } else {
    refuse("ics_bad_time");
  }
  return date;
}

void read_recurrence(const ForeignComponent& component, ForeignZones& zones, ForeignEvent& event) {
  constexpr std::size_t most_rules = 10;
  for (const ForeignLine& line : component.lines) {
    if (line.name == "EXRULE") refuse("ics_rule");
    if (line.name == "RRULE") event.rules.emplace_back(domain::trim(line.value));
    if (line.name == "RDATE") {
      for (const std::string_view value : split_commas(line.value)) {
        event.added.push_back(parse_added(line, value, event.date.length, zones));
      }
    }
    if (line.name == "EXDATE") {
      for (const std::string_view value : split_commas(line.value)) {
        event.excluded.push_back(parse_time(line, value, zones));
      }
    }
  }
  if (event.rules.size() > most_rules) refuse("ics_rule");
}

// FNV-1a: the same on every machine, since it is stored.
std::uint64_t fingerprint(std::string_view text) {
  std::uint64_t hash = 14695981039346656037ULL;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  return hash;
}

std::string text_of(const ForeignComponent& component, std::string_view name, std::size_t most) {
  return cut_text(one_line(unescape(component.value(name))), most);
}

// Outlook may have it as HTML alone.
std::string description_of(const ForeignComponent& component) {
  std::string said = without_markup(plain_text(unescape(component.value("DESCRIPTION"))));
  return said.empty() ? without_markup(plain_text(unescape(component.value("X-ALT-DESC")))) : said;
}

void read_words(const ForeignComponent& component, ForeignEvent& event) {
  domain::ForeignOccurrence& words = event.words;
  words.uid = lasting_uid(uid_of(component));
  words.summary = cut_text(one_line(without_references(summary_of(component))), domain::longest_event_name);
  const WithoutMeeting said = without_meeting(description_of(component));
  words.description = cut_text(plain_text(said.text), domain::longest_event_description);
  const std::string location = without_references(plain_text(unescape(component.value("LOCATION"))));
  words.location = cut_text(plain_text(location), domain::longest_place_name);
  const std::string meeting = meeting_address(component);
  words.location = place_of_meeting(words.location, meeting.empty() ? said.address : meeting);
  const std::string_view url = component.value("URL");
  const bool usable = (url.starts_with("https://") || url.starts_with("http://")) &&
                      url.size() <= domain::longest_event_url &&
                      url.find_first_of(" \"<>\\^`{|}") == std::string_view::npos;
  if (usable) words.url = url;
  for (const ForeignLine& line : component.lines) {
    if (line.name != "CATEGORIES") continue;
    for (const std::string& category : unescape_list(line.value)) {
      std::string text = cut_text(one_line(category), domain::longest_event_name);
      if (!text.empty() && words.categories.size() < domain::most_event_themes)
        words.categories.push_back(std::move(text));
    }
  }
  words.cancelled = domain::to_upper_ascii(domain::trim(component.value("STATUS"))) == "CANCELLED";
  const std::string_view sequence = component.value("SEQUENCE");
  std::from_chars(sequence.data(), sequence.data() + sequence.size(), words.sequence);
  const std::string_view modified = component.value("LAST-MODIFIED");
  // Programs that do not know it write the first moment that they have: 00010101T000000Z.
  if (domain::LocalTime local; modified.ends_with('Z') && parse_local(modified, local) && local > domain::LocalTime{}) {
    words.last_modified = domain::Instant{local.time_since_epoch()};
  }
}

}  // namespace

std::string uid_of(const ForeignComponent& component) {
  std::string uid = one_line(unescape(component.value("UID")));
  if (uid.empty()) uid = summary_of(component) + " " + std::string(component.value("DTSTART"));
  if (uid.size() <= longest_uid) return uid;
  // What names it is at its beginning with some, at its end with others.
  return cut_text(uid, 100) + "#" + std::to_string(fingerprint(uid));
}

std::string lasting_uid(std::string uid) {
  const std::size_t mark = uid.find("_R"), at = uid.find("@google.", mark == std::string::npos ? 0 : mark);
  if (mark == std::string::npos || at == std::string::npos || mark == 0) return uid;
  const std::string_view moment = std::string_view(uid).substr(mark + 2, at - mark - 2);
  domain::LocalTime ignored;
  if (parse_day(moment, ignored) || parse_local(moment, ignored)) uid.erase(mark, at - mark);
  return uid;
}

std::string summary_of(const ForeignComponent& component) {
  return text_of(component, "SUMMARY", domain::longest_event_name);
}

std::optional<ForeignTime> recurrence_id_of(const ForeignComponent& component, ForeignZones& zones) {
  const ForeignLine* line = component.find("RECURRENCE-ID");
  if (line == nullptr) return {};
  try {
    return parse_time(*line, line->value, zones);
  } catch (const domain::Error&) {
    return {};
  }
}

ForeignEvent read_event(const ForeignComponent& component, ForeignZones& zones) {
  const std::string secrecy = domain::to_upper_ascii(domain::trim(component.value("CLASS")));
  if (secrecy == "PRIVATE" || secrecy == "CONFIDENTIAL") refuse("ics_private");
  if (component.too_large) refuse("ics_event_too_large");
  const ForeignLine* start = component.find("DTSTART");
  if (start == nullptr) refuse("ics_no_start");
  ForeignEvent event;
  event.line = component.line;
  event.date.start = parse_time(*start, start->value, zones);
  // A rule from then on would be followed day by day.
  if (std::chrono::year_month_day{std::chrono::floor<days>(event.date.start.local)}.year() < earliest) {
    refuse("ics_bad_time");
  }
  event.date.length = length_of(component, event.date.start, zones);
  if (const ForeignLine* id = component.find("RECURRENCE-ID")) {
    event.recurrence_id = parse_time(*id, id->value, zones);
    event.and_future = domain::to_upper_ascii(domain::trim(id->parameter("RANGE"))) == "THISANDFUTURE";
  } else {
    read_recurrence(component, zones, event);
  }
  read_words(component, event);
  return event;
}

}  // namespace calendar
