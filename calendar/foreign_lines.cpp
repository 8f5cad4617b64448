#include "calendar/foreign_lines.hpp"

#include <algorithm>
#include <array>

#include "calendar/foreign_text.hpp"
#include "domain/text.hpp"

namespace calendar {
namespace {

constexpr std::size_t longest_line = 64 * 1024;  // what is longer is cut
constexpr std::size_t largest_component = 256 * 1024;
constexpr std::size_t most_lines = 4000;  // of one component
constexpr std::size_t most_parameters = 20;
constexpr std::size_t most_zones = 200;
constexpr std::size_t most_observances = 50;

constexpr std::array<std::string_view, 22> event_lines{"UID",
                                                       "DTSTART",
                                                       "DTEND",
                                                       "DURATION",
                                                       "RRULE",
                                                       "EXRULE",
                                                       "RDATE",
                                                       "EXDATE",
                                                       "RECURRENCE-ID",
                                                       "SUMMARY",
                                                       "DESCRIPTION",
                                                       "LOCATION",
                                                       "URL",
                                                       "CATEGORIES",
                                                       "STATUS",
                                                       "SEQUENCE",
                                                       "LAST-MODIFIED",
                                                       "X-ALT-DESC",
                                                       "X-MICROSOFT-SKYPETEAMSMEETINGURL",
                                                       "X-MICROSOFT-ONLINEMEETINGEXTERNALLINK",
                                                       "X-MICROSOFT-ONLINEMEETINGCONFLINK",
                                                       "X-GOOGLE-CONFERENCE"};
constexpr std::array<std::string_view, 8> zone_lines{"TZID",  "X-LIC-LOCATION", "DTSTART",    "RRULE",
                                                     "RDATE", "TZOFFSETFROM",   "TZOFFSETTO", "EXRULE"};

// Lines as they are meant: folded ones joined (octets, since some fold within a character), cut where too long.
class Unfolding {
 public:
  explicit Unfolding(std::string_view bytes) : rest_(bytes) {
    if (rest_.starts_with("\xEF\xBB\xBF")) rest_.remove_prefix(3);
  }
  // False at the end.
  bool next() {
    line_.clear();
    if (rest_.empty()) return false;
    begin_ = number_ + 1;
    take();
    while (!rest_.empty() && (rest_.front() == ' ' || rest_.front() == '\t')) {
      rest_.remove_prefix(1);
      take();
    }
    return true;
  }
  [[nodiscard]] std::string_view line() const { return line_; }
  [[nodiscard]] std::size_t number() const { return begin_; }

 private:
  void take() {
    const std::size_t end = rest_.find_first_of("\r\n");
    const std::string_view piece = rest_.substr(0, end);
    line_.append(piece.substr(0, longest_line - std::min(longest_line, line_.size())));
    ++number_;
    if (end == std::string_view::npos) {
      rest_ = {};
      return;
    }
    const bool both = rest_[end] == '\r' && end + 1 < rest_.size() && rest_[end + 1] == '\n';
    rest_.remove_prefix(end + (both ? 2 : 1));
  }

  std::string_view rest_;
  std::string line_;
  std::size_t number_ = 0;
  std::size_t begin_ = 0;
};

// The position of the first of `wanted` outside quotes.
std::size_t find_outside_quotes(std::string_view text, std::string_view wanted) {
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"') quoted = !quoted;
    if (!quoted && wanted.find(text[i]) != std::string_view::npos) return i;
  }
  // A quote that nobody closed.
  return quoted ? text.find_first_of(wanted) : std::string_view::npos;
}

ForeignLine parse_line(std::string_view name, std::string_view octets) {
  ForeignLine line;
  line.name = name;
  const std::string text = decode_octets(octets);
  std::string_view rest = text;
  rest.remove_prefix(std::min(rest.size(), rest.find_first_of(";:")));
  while (rest.starts_with(';')) {
    rest.remove_prefix(1);
    const std::size_t end = find_outside_quotes(rest, ";:");
    const std::string_view piece = rest.substr(0, end);
    const std::size_t equals = piece.find('=');
    if (equals != std::string_view::npos && line.parameters.size() < most_parameters) {
      std::string value(piece.substr(equals + 1));
      std::erase(value, '"');
      line.parameters.emplace_back(domain::to_upper_ascii(piece.substr(0, equals)), std::move(value));
    }
    rest = end == std::string_view::npos ? std::string_view() : rest.substr(end);
  }
  if (rest.starts_with(':')) rest.remove_prefix(1);
  line.value = rest;
  return line;
}

template <std::size_t Size>
bool is_among(const std::array<std::string_view, Size>& names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

// Follows BEGIN and END. What is nested in what nobody looks at is only counted.
class Structure {
 public:
  explicit Structure(std::size_t maximum_events) : maximum_events_(maximum_events) {}

  void take(std::string_view raw, std::size_t number) {
    const std::string name = domain::to_upper_ascii(raw.substr(0, std::min(raw.find_first_of(";:"), std::size_t{40})));
    if (name == "BEGIN") {
      begin(kind_of(raw), number);
    } else if (name == "END") {
      end();
    } else if (skipped_ == 0) {
      keep(name, raw);
    }
  }
  ForeignFile finish() && {
    while (depth_ > 0) close();
    return std::move(file_);
  }

 private:
  enum class Level { outside, calendar, event, zone, observance };

  static std::string kind_of(std::string_view raw) {
    const std::size_t colon = raw.find(':');
    return domain::to_upper_ascii(
        domain::trim(colon == std::string_view::npos ? std::string_view() : raw.substr(colon + 1)));
  }
  [[nodiscard]] Level level() const { return depth_ == 0 ? Level::outside : levels_[depth_ - 1]; }
  void open(Level level) { levels_[depth_++] = level; }

  void begin(const std::string& kind, std::size_t number) {
    if (skipped_ > 0) {
      ++skipped_;
    } else if (level() == Level::outside && kind == "VCALENDAR") {
      file_.is_calendar = true;
      open(Level::calendar);
    } else if (level() == Level::calendar && kind == "VEVENT") {
      current_ = {};
      current_.line = number;
      open(Level::event);
    } else if (level() == Level::calendar && kind == "VTIMEZONE") {
      current_ = {};
      current_.line = number;
      open(Level::zone);
    } else if (level() == Level::zone && (kind == "STANDARD" || kind == "DAYLIGHT")) {
      if (current_.parts.size() < most_observances) current_.parts.emplace_back();
      open(Level::observance);
    } else {
      skipped_ = 1;
    }
    bytes_ = level() == Level::observance ? bytes_ : 0;
  }
  void end() {
    if (skipped_ > 0) {
      --skipped_;
    } else if (depth_ > 0) {
      close();
    }
  }
  void close() {
    if (level() == Level::event) {
      file_.too_many_events = file_.too_many_events || file_.events.size() >= maximum_events_;
      if (file_.events.size() < maximum_events_) file_.events.push_back(std::move(current_));
    } else if (level() == Level::zone && file_.zones.size() < most_zones) {
      file_.zones.push_back(std::move(current_));
    }
    --depth_;
  }

  void keep(const std::string& name, std::string_view raw) {
    switch (level()) {
      case Level::event:
        if (is_among(event_lines, name) || name == "CLASS") add(current_, name, raw);
        break;
      case Level::zone:
        if (is_among(zone_lines, name)) add(current_, name, raw);
        break;
      case Level::observance:
        if (is_among(zone_lines, name) && !current_.parts.empty()) add(current_.parts.back(), name, raw);
        break;
      case Level::calendar:
        if ((name == "NAME" || name == "X-WR-CALNAME") && file_.name.empty()) file_.name = parse_line(name, raw).value;
        if (name == "METHOD") file_.method = domain::to_upper_ascii(domain::trim(parse_line(name, raw).value));
        break;
      case Level::outside:
        break;
    }
  }
  void add(ForeignComponent& component, const std::string& name, std::string_view raw) {
    bytes_ += raw.size();
    if (bytes_ > largest_component || component.lines.size() >= most_lines) {
      current_.too_large = true;
      return;
    }
    component.lines.push_back(parse_line(name, raw));
  }

  std::size_t maximum_events_;
  ForeignFile file_;
  std::array<Level, 4> levels_{};
  std::size_t depth_ = 0;
  std::size_t skipped_ = 0;  // how deep in what nobody looks at
  ForeignComponent current_;
  std::size_t bytes_ = 0;
};

}  // namespace

std::string_view ForeignLine::parameter(std::string_view wanted) const {
  for (const auto& [known, text] : parameters) {
    if (known == wanted) return text;
  }
  return {};
}

const ForeignLine* ForeignComponent::find(std::string_view name) const {
  const auto found = std::ranges::find(lines, name, &ForeignLine::name);
  return found == lines.end() ? nullptr : &*found;
}

std::string_view ForeignComponent::value(std::string_view name) const {
  const ForeignLine* found = find(name);
  return found == nullptr ? std::string_view() : domain::trim(found->value);
}

ForeignFile read_file(std::string_view bytes, std::size_t maximum_events) {
  Unfolding lines(bytes);
  Structure structure(maximum_events);
  while (lines.next()) structure.take(lines.line(), lines.number());
  return std::move(structure).finish();
}

std::string unescape(std::string_view value) {
  std::string text;
  text.reserve(value.size());
  for (std::size_t i = 0; i < value.size(); ++i) {
    if (value[i] != '\\' || i + 1 == value.size()) {
      text += value[i];
      continue;
    }
    const char next = value[++i];
    text += next == 'n' || next == 'N' ? '\n' : next;
  }
  return text;
}

std::vector<std::string> unescape_list(std::string_view value) {
  std::vector<std::string> parts;
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= value.size(); ++i) {
    if (i < value.size() && value[i] == '\\') {
      ++i;
    } else if (i == value.size() || value[i] == ',') {
      parts.push_back(unescape(value.substr(begin, i - begin)));
      begin = i + 1;
    }
  }
  if (begin < value.size()) parts.push_back(unescape(value.substr(begin)));
  return parts;
}

}  // namespace calendar
