#include "service/programme_words.hpp"

#include <array>

#include "domain/error.hpp"
#include "domain/text.hpp"
#include "service/config_files.hpp"
#include "service/json.hpp"

namespace service {
namespace {

using domain::EventKind;
using domain::PublicationStatus;

template <class Value, std::size_t Size>
using Words = std::array<std::pair<std::string_view, Value>, Size>;

constexpr Words<EventKind, 25> kinds{{{"info", EventKind::info_session},
                                      {"infotilaisuus", EventKind::info_session},
                                      {"ryhmä", EventKind::group_activity},
                                      {"orientaatio", EventKind::civic_orientation},
                                      {"yhteiskuntaorientaatio", EventKind::civic_orientation},
                                      {"paneeli", EventKind::client_panel},
                                      {"verkosto", EventKind::network_meeting},
                                      {"koulutus", EventKind::training},
                                      {"ryhmätoiminta", EventKind::group_activity},
                                      {"info session", EventKind::info_session},
                                      {"info_session", EventKind::info_session},
                                      {"group", EventKind::group_activity},
                                      {"group activity", EventKind::group_activity},
                                      {"group_activity", EventKind::group_activity},
                                      {"orientation", EventKind::civic_orientation},
                                      {"civic orientation", EventKind::civic_orientation},
                                      {"civic_orientation", EventKind::civic_orientation},
                                      {"panel", EventKind::client_panel},
                                      {"client panel", EventKind::client_panel},
                                      {"client_panel", EventKind::client_panel},
                                      {"network", EventKind::network_meeting},
                                      {"network meeting", EventKind::network_meeting},
                                      {"network_meeting", EventKind::network_meeting},
                                      {"verkostotapaaminen", EventKind::network_meeting},
                                      {"training", EventKind::training}}};

constexpr Words<PublicationStatus, 8> visibilities{{{"julkinen", PublicationStatus::open_to_all},
                                                    {"linkillä", PublicationStatus::unlisted},
                                                    {"henkilöstö", PublicationStatus::staff},
                                                    {"luonnos", PublicationStatus::draft},
                                                    {"public", PublicationStatus::open_to_all},
                                                    {"unlisted", PublicationStatus::unlisted},
                                                    {"staff", PublicationStatus::staff},
                                                    {"draft", PublicationStatus::draft}}};

template <class Value, std::size_t Size>
std::optional<Value> look_up(const Words<Value, Size>& words, std::string_view word) {
  const auto folded = fold_word(word);
  for (const auto& [name, value] : words)
    if (name == folded) return value;
  return std::nullopt;
}

// Octets of the white space at the start of `text`; 0 for none.
std::size_t space_length(std::string_view text) {
  if (text.starts_with("\xC2\xA0")) return 2;      // U+00A0
  if (text.starts_with("\xE2\x80\xAF")) return 3;  // U+202F
  return text.empty() || std::string_view(" \t\r\n\f\v").find(text.front()) == std::string_view::npos ? 0 : 1;
}

const std::string& text_member(const Json& object, std::string_view name) {
  const auto* member = object.find(name);
  const auto* text = member == nullptr ? nullptr : member->text();
  if (text == nullptr)
    throw domain::Error(domain::ErrorKind::invalid, "required", "a code list lacks a text", std::string(name));
  return *text;
}

// Every word by which `entry` may be called.
template <class Add>
void each_word(const Json& entry, const Add& add) {
  if (const auto* names = entry.find("name"); names != nullptr && names->object() != nullptr)
    for (const auto& [tag, name] : *names->object())
      if (name.text() != nullptr) add(*name.text());
  if (const auto* others = entry.find("import"); others != nullptr && others->array() != nullptr)
    for (const auto& word : *others->array())
      if (word.text() != nullptr) add(*word.text());
}

const Json::Array& entries(const Json& list, std::string_view name) {
  const auto* member = list.find(name);
  if (member == nullptr || member->array() == nullptr)
    throw domain::Error(domain::ErrorKind::invalid, "required", "a code list is missing", std::string(name));
  return *member->array();
}

}  // namespace

std::string fold_word(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    if (const auto space = space_length(text); space != 0) {
      if (!out.empty() && out.back() != ' ') out += ' ';
      text.remove_prefix(space);
      continue;
    }
    const auto c = static_cast<unsigned char>(text.front());
    // U+00C0–U+00DE, save the multiplication sign, have their small letters 32 further on.
    const bool after_c3 = !out.empty() && out.back() == '\xC3' && c >= 0x80 && c <= 0x9E && c != 0x97;
    const bool upper = c >= 'A' && c <= 'Z';
    out += static_cast<char>(upper || after_c3 ? c + 0x20 : c);
    text.remove_prefix(1);
  }
  if (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

std::string_view finnish_word(EventKind kind) {
  switch (kind) {
    case EventKind::info_session:
      return "Info";
    case EventKind::group_activity:
      return "Ryhmä";
    case EventKind::civic_orientation:
      return "Orientaatio";
    case EventKind::client_panel:
      return "Paneeli";
    case EventKind::network_meeting:
      return "Verkosto";
    case EventKind::training:
      break;
  }
  return "Koulutus";
}

std::string_view finnish_word(PublicationStatus visibility) {
  switch (visibility) {
    case PublicationStatus::open_to_all:
      return "Julkinen";
    case PublicationStatus::unlisted:
      return "Linkillä";
    case PublicationStatus::staff:
      return "Henkilöstö";
    case PublicationStatus::draft:
      break;
  }
  return "Luonnos";
}

const ProgrammeWords& ProgrammeWords::configured() {
  static const ProgrammeWords words(config_file("themes.json"), config_file("languages.json"));
  return words;
}

ProgrammeWords::ProgrammeWords(std::string_view themes_json, std::string_view languages_json) {
  const auto themes = parse_json(themes_json);
  for (const auto& theme : entries(themes, "themes")) {
    const auto& code = text_member(theme, "code");
    themes_.emplace(fold_word(code), code);
    each_word(theme, [&](const std::string& word) { themes_.emplace(fold_word(word), code); });
  }
  const auto languages = parse_json(languages_json);
  for (const auto& language : entries(languages, "languages")) {
    const domain::LanguageTag tag(text_member(language, "tag"));
    languages_.emplace(fold_word(tag.str()), tag);
    languages_.emplace(fold_word(text_member(language, "endonym")), tag);
    each_word(language, [&](const std::string& word) { languages_.emplace(fold_word(word), tag); });
  }
}

std::optional<EventKind> ProgrammeWords::kind(std::string_view word) const {
  return look_up(kinds, word);
}

std::optional<PublicationStatus> ProgrammeWords::visibility(std::string_view word) const {
  return look_up(visibilities, word);
}

std::optional<std::string> ProgrammeWords::theme(std::string_view word) const {
  const auto found = themes_.find(fold_word(word));
  return found == themes_.end() ? std::nullopt : std::optional(found->second);
}

std::optional<domain::LanguageTag> ProgrammeWords::language(std::string_view word) const {
  if (const auto found = languages_.find(fold_word(word)); found != languages_.end()) return found->second;
  try {
    return domain::LanguageTag(word);
  } catch (const domain::Error&) {
    return std::nullopt;
  }
}

}  // namespace service
