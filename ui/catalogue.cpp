#include "ui/catalogue.hpp"

#include <unicode/locid.h>
#include <unicode/messagepattern.h>
#include <unicode/msgfmt.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <atomic>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <unordered_map>

namespace ui {

struct Catalogue::Language {
  domain::LanguageTag tag;
  int order = 0;
  std::string icu_locale;
  std::string short_date;
  icu::Locale locale;
  std::map<std::string, std::string, std::less<>> patterns;
  std::uint64_t number = next_number();  // of all languages that any catalogue of this process ever read

 private:
  static std::uint64_t next_number() {
    static std::atomic<std::uint64_t> count{0};
    return ++count;
  }
};

namespace {

std::string to_utf8(const icu::UnicodeString& text) {
  std::string out;
  text.toUTF8String(out);
  return out;
}

bool has_placeholders(std::string_view pattern) {
  return pattern.find('{') != std::string_view::npos;
}

icu::MessagePattern parse_pattern(const std::string& pattern) {
  UErrorCode status = U_ZERO_ERROR;
  UParseError where;
  icu::MessagePattern parsed(icu::UnicodeString::fromUTF8(pattern), &where, status);
  if (U_FAILURE(status)) throw std::runtime_error(u_errorName(status));
  return parsed;
}

struct KeptFormat {
  std::uint64_t language = 0;
  std::unique_ptr<icu::MessageFormat> format;
};

// A MessageFormat makes its number and plural formats when first used, without a lock: so each thread has its own. They
// are found by where their pattern is; the language's number tells whether another catalogue's stood there before.
const icu::MessageFormat& message_format(const std::string& pattern, const icu::Locale& locale,
                                         std::uint64_t language) {
  thread_local std::unordered_map<const std::string*, KeptFormat> formats;
  KeptFormat& kept = formats[&pattern];
  if (kept.language != language) {
    UErrorCode status = U_ZERO_ERROR;
    kept.format = std::make_unique<icu::MessageFormat>(icu::UnicodeString::fromUTF8(pattern), locale, status);
    if (U_FAILURE(status)) throw std::runtime_error("message format: " + pattern);
    kept.language = language;
  }
  return *kept.format;
}

icu::Formattable to_formattable(const Argument& argument) {
  if (const auto* number = std::get_if<std::int64_t>(&argument)) return icu::Formattable(*number);
  return icu::Formattable(icu::UnicodeString::fromUTF8(std::get<std::string>(argument)));
}

std::string format_message(const std::string& pattern, const icu::Locale& locale, std::uint64_t language,
                           const Arguments& arguments) {
  std::vector<icu::UnicodeString> names;
  std::vector<icu::Formattable> values;
  for (const auto& [name, value] : arguments) {
    names.push_back(icu::UnicodeString::fromUTF8(icu::StringPiece(name.data(), static_cast<int32_t>(name.size()))));
    values.push_back(to_formattable(value));
  }
  UErrorCode status = U_ZERO_ERROR;
  icu::UnicodeString out;
  message_format(pattern, locale, language)
      .format(names.data(), values.data(), static_cast<int32_t>(names.size()), out, status);
  if (U_FAILURE(status)) throw std::runtime_error("message format: " + pattern);
  return to_utf8(out);
}

std::string kind_of(UMessagePatternArgType type) {
  switch (type) {
    case UMSGPAT_ARG_TYPE_PLURAL:
      return "plural";
    case UMSGPAT_ARG_TYPE_SELECT:
      return "select";
    case UMSGPAT_ARG_TYPE_SELECTORDINAL:
      return "ordinal";
    default:
      return "text";
  }
}

}  // namespace

Catalogue::Catalogue(std::span<const embedded::File> files) {
  for (const auto& file : files) read(file);
  for (const auto& [tag, language] : by_tag_) languages_.push_back(tag);
  std::ranges::sort(languages_, {}, [this](const auto& tag) { return by_tag_.at(tag)->order; });
}

Catalogue::~Catalogue() = default;

void Catalogue::read(const embedded::File& file) {
  auto language = std::make_unique<Language>();
  language->tag = domain::LanguageTag(file.name.substr(0, file.name.rfind('.')));
  const auto json = nlohmann::json::parse(file.bytes);
  language->order = json.value("@order", 100);
  const auto tag = language->tag.str();
  language->icu_locale =
      json.value("@locale", tag.substr(0, tag.find("-simple"))) + "-u-ca-gregory-nu-" + json.value("@numbers", "latn");
  language->short_date = json.value("@short_date", "EEEdMMM");
  UErrorCode status = U_ZERO_ERROR;
  language->locale = icu::Locale::forLanguageTag(language->icu_locale, status);
  for (const auto& [key, value] : json.items()) {
    if (key.starts_with('@')) continue;
    auto pattern = value.get<std::string>();
    try {
      if (has_placeholders(pattern)) (void)parse_pattern(pattern);
    } catch (const std::runtime_error& error) {
      throw std::runtime_error(std::string(file.name) + ": " + key + ": " + error.what());
    }
    language->patterns.emplace(key, std::move(pattern));
  }
  by_tag_[language->tag] = std::move(language);
}

const Catalogue::Language* Catalogue::find(const domain::LanguageTag& language) const {
  const auto found = by_tag_.find(language);
  return found == by_tag_.end() ? nullptr : found->second.get();
}

bool Catalogue::speaks(const domain::LanguageTag& language) const {
  return find(language) != nullptr;
}

domain::LanguageTag Catalogue::closest(const domain::LanguageTag& language) const {
  for (const auto& tag : domain::fallback_chain(language)) {
    if (speaks(tag)) return tag;
  }
  return languages_.front();
}

bool Catalogue::knows(std::string_view key) const {
  return std::ranges::any_of(by_tag_, [key](const auto& entry) { return entry.second->patterns.contains(key); });
}

std::string Catalogue::text(const domain::LanguageTag& language, std::string_view key,
                            const Arguments& arguments) const {
  const auto try_language = [&](const Language& in) -> std::optional<std::string> {
    const auto pattern = in.patterns.find(key);
    if (pattern == in.patterns.end()) return std::nullopt;
    if (!has_placeholders(pattern->second)) return pattern->second;
    return format_message(pattern->second, in.locale, in.number, arguments);
  };
  // The reader's own file first: the chain is only made when that lacks the key.
  if (const auto* own = find(language)) {
    if (auto found = try_language(*own)) return *found;
  }
  for (const auto& tag : domain::fallback_chain(language)) {
    if (const auto* in = find(tag)) {
      if (auto found = try_language(*in)) return *found;
    }
  }
  return std::string(key);
}

const Catalogue::Language& Catalogue::serving(const domain::LanguageTag& language) const {
  const auto* own = find(language);
  return own != nullptr ? *own : *find(closest(language));
}

const std::string& Catalogue::icu_locale(const domain::LanguageTag& language) const {
  return serving(language).icu_locale;
}

const std::string& Catalogue::short_date_skeleton(const domain::LanguageTag& language) const {
  return serving(language).short_date;
}

const std::map<std::string, std::string, std::less<>>& Catalogue::patterns(const domain::LanguageTag& language) const {
  return by_tag_.at(language)->patterns;
}

std::vector<std::string> Catalogue::placeholders(const domain::LanguageTag& language, std::string_view key) const {
  const auto& pattern = by_tag_.at(language)->patterns.find(key)->second;
  std::vector<std::string> found;
  if (!has_placeholders(pattern)) return found;
  const auto parsed = parse_pattern(pattern);
  for (int32_t i = 0; i < parsed.countParts(); ++i) {
    if (parsed.getPartType(i) != UMSGPAT_PART_TYPE_ARG_START) continue;
    found.push_back(to_utf8(parsed.getSubstring(parsed.getPart(i + 1))) + ":" +
                    kind_of(parsed.getPart(i).getArgType()));
  }
  std::ranges::sort(found);
  const auto [first, last] = std::ranges::unique(found);
  found.erase(first, last);
  return found;
}

}  // namespace ui
