#include "calendar/online_meeting.hpp"

#include <algorithm>
#include <array>

#include "domain/event_limits.hpp"
#include "domain/text.hpp"

namespace calendar {
namespace {

constexpr std::array<std::string_view, 4> properties{"X-MICROSOFT-SKYPETEAMSMEETINGURL",
                                                     "X-MICROSOFT-ONLINEMEETINGEXTERNALLINK",
                                                     "X-MICROSOFT-ONLINEMEETINGCONFLINK", "X-GOOGLE-CONFERENCE"};
constexpr std::array<std::string_view, 3> hosts{"https://teams.microsoft.com/", "https://teams.live.com/",
                                                "https://meet.google.com/"};

bool is_usable(std::string_view address) {
  return address.starts_with("https://") && address.size() <= domain::longest_event_url &&
         address.find_first_of(" \"<>\\^`{|}\n") == std::string_view::npos;
}

// "Microsoft Teams -kokous", "Microsoft Teams Meeting", "Google Meet".
bool is_name_of_meeting(std::string_view words) {
  const std::string lower = domain::to_lower_ascii(words);
  return lower.find("microsoft teams") != std::string::npos || lower.find("google meet") != std::string::npos ||
         lower.starts_with("teams");
}

bool has_address(std::string_view text) {
  return std::ranges::any_of(hosts, [&](std::string_view host) { return text.find(host) != std::string_view::npos; });
}

std::string_view line_at(std::string_view text, std::size_t at) {
  return domain::trim(text.substr(at, text.find('\n', at) - at));
}

bool is_line_of_underscores(std::string_view line) {
  constexpr std::size_t fewest = 20;
  return line.size() >= fewest && line.find_first_not_of('_') == std::string_view::npos;
}

bool is_line_of_google(std::string_view line) {
  return line.starts_with("-::~:~::~");
}

std::size_t next_line(std::string_view text, std::size_t at) {
  const std::size_t end = text.find('\n', at);
  return end == std::string_view::npos ? text.size() : end + 1;
}

// How to dial in, or what only its organisers may change, below a shorter line of the same block.
bool is_more_of_meeting(std::string_view words) {
  static constexpr std::array<std::string_view, 13> marks{"kokousasetukset", "konferens-id",      "teams.microsoft.com",
                                                          "teams.live.com",  "aka.ms/",           "<tel:",
                                                          "dial in",         "conference id",     "for organizers",
                                                          "meeting options", "soita puhelimella", "neuvottelun tunnus",
                                                          "soiton pin-koodi"};
  const std::string lower = domain::to_lower_ascii(words);
  return std::ranges::any_of(marks, [&](std::string_view mark) { return lower.find(mark) != std::string::npos; });
}

struct Block {
  std::size_t end = 0;
  bool is_closed = false;
};

// Where the next line is, from behind the one at `at`, that has to do with a block; the text's end where there is none.
std::size_t next_border(std::string_view text, std::size_t at, bool google) {
  for (at = next_line(text, at); at < text.size(); at = next_line(text, at)) {
    const std::string_view line = line_at(text, at);
    if (google ? is_line_of_google(line) : is_line_of_underscores(line)) return at;
  }
  return text.size();
}

// From the line at `at`, which begins one, to behind the like of it, or to the end. Teams has shorter lines within.
Block block_at(std::string_view text, std::size_t at) {
  const bool google = is_line_of_google(line_at(text, at));
  const std::size_t length = line_at(text, at).size();
  std::size_t border = next_border(text, at, google);
  while (border < text.size()) {
    const Block found{next_line(text, border), true};
    if (google || line_at(text, border).size() >= length) return found;
    const std::size_t next = next_border(text, border, google);
    if (!is_more_of_meeting(text.substr(found.end, next - found.end))) return found;
    border = next;
  }
  return {text.size(), false};
}

std::string address_in(std::string_view block) {
  for (const std::string_view host : hosts) {
    const std::size_t at = block.find(host);
    if (at == std::string_view::npos) continue;
    const std::string_view rest = block.substr(at);
    const std::string_view address = rest.substr(0, rest.find_first_of(" \n<>\"()"));
    if (is_usable(address)) return std::string(address);
  }
  return {};
}

}  // namespace

WithoutMeeting without_meeting(std::string_view description) {
  WithoutMeeting out;
  std::string kept;
  for (std::size_t at = 0; at < description.size();) {
    const std::string_view line = line_at(description, at);
    if (is_line_of_google(line) || is_line_of_underscores(line)) {
      const Block found = block_at(description, at);
      const std::string_view block = description.substr(at, found.end - at);
      if (has_address(block) || (found.is_closed && is_name_of_meeting(block))) {
        if (out.address.empty()) out.address = address_in(block);
        at = found.end;
        continue;
      }
    }
    const std::size_t end = next_line(description, at);
    kept += description.substr(at, end - at);
    at = end;
  }
  out.text = domain::trim(kept);
  return out;
}

std::string meeting_address(const ForeignComponent& component) {
  for (const std::string_view property : properties) {
    std::string address = unescape(component.value(property));
    if (is_usable(address)) return address;
  }
  return {};
}

std::string place_of_meeting(std::string_view location, const std::string& address) {
  if (address.empty()) return std::string(location);
  std::string places;
  while (!location.empty()) {
    const std::string_view part = location.substr(0, location.find_first_of(";\n"));
    location.remove_prefix(std::min(location.size(), part.size() + 1));
    const std::string_view place = domain::trim(part);
    if (place.empty() || is_name_of_meeting(place) || place.starts_with("https://")) continue;
    places += (places.empty() ? "" : "; ") + std::string(place);
  }
  return places.empty() ? address : places;
}

}  // namespace calendar
