#include "ui/reader.hpp"

#include <unicode/dtptngen.h>
#include <unicode/listformatter.h>
#include <unicode/numberformatter.h>
#include <unicode/smpdtfmt.h>
#include <unicode/timezone.h>

#include <memory>
#include <unordered_map>

namespace ui {
namespace {

std::string to_utf8(const icu::UnicodeString& text) {
  std::string out;
  text.toUTF8String(out);
  return out;
}

icu::Locale locale_of(std::string_view tag) {
  UErrorCode status = U_ZERO_ERROR;
  return icu::Locale::forLanguageTag(icu::StringPiece(tag.data(), static_cast<int32_t>(tag.size())), status);
}

std::unique_ptr<icu::SimpleDateFormat> make_date_format(const std::string& locale_tag, std::string_view zone,
                                                        std::string_view skeleton) {
  UErrorCode status = U_ZERO_ERROR;
  const auto locale = locale_of(locale_tag);
  const std::unique_ptr<icu::DateTimePatternGenerator> generator(
      icu::DateTimePatternGenerator::createInstance(locale, status));
  auto pattern = generator->getBestPattern(icu::UnicodeString::fromUTF8(std::string(skeleton)), status);
  // The weekday as it stands by itself: "maanantai", not "maanantaina".
  pattern.findAndReplace(u"EEEE", u"cccc");
  auto format = std::make_unique<icu::SimpleDateFormat>(pattern, locale, status);
  format->adoptTimeZone(icu::TimeZone::createTimeZone(icu::UnicodeString::fromUTF8(std::string(zone))));
  return format;
}

// Making a format costs thousands of times what using it does, and formats are not for several threads at once.
const icu::SimpleDateFormat& date_format(const std::string& locale_tag, std::string_view zone,
                                         std::string_view skeleton) {
  thread_local std::unordered_map<std::string, std::unique_ptr<icu::SimpleDateFormat>> formats;
  auto key = locale_tag + ' ' + std::string(zone) + ' ' + std::string(skeleton);
  auto& format = formats[std::move(key)];
  if (!format) format = make_date_format(locale_tag, zone, skeleton);
  return *format;
}

std::string format_instant(domain::Instant instant, const icu::SimpleDateFormat& format) {
  icu::UnicodeString out;
  format.format(static_cast<UDate>(instant.time_since_epoch().count()) * 1000.0, out);
  return to_utf8(out);
}

}  // namespace

std::string Reader::locale() const {
  UErrorCode status = U_ZERO_ERROR;
  auto locale = locale_of(language_.str());
  locale.addLikelySubtags(status);
  const std::string country = locale.getCountry();
  return locale.getLanguage() + (country.empty() ? country : "_" + country);
}

domain::LanguageTag Reader::spoken_for(const domain::LanguageTag& language) const {
  for (const domain::LanguageTag& tag : domain::fallback_chain(language)) {
    if (catalogue_->speaks(tag)) return tag;
  }
  return language_;
}

std::string Reader::text(std::string_view key, Arguments arguments) const {
  if (right_to_left()) {
    for (auto& [name, value] : arguments) {
      if (auto* words = std::get_if<std::string>(&value); words != nullptr && !words->empty()) {
        *words = isolated(*words);
      }
    }
  }
  return catalogue_->text(language_, key, arguments);
}

std::string Reader::bare_text(std::string_view key, const Arguments& arguments) const {
  return catalogue_->text(language_, key, arguments);
}

std::string Reader::problem(const domain::Problem& problem) const {
  const auto key = "error." + problem.code;
  // "persons[0].child_age": what is said of that field alone.
  const auto own = key + "." + problem.field.substr(problem.field.rfind('.') + 1);
  if (!problem.field.empty() && catalogue_->knows(own)) return text(own);
  return text(catalogue_->knows(key) ? key : "error.unknown");
}

std::string Reader::by_skeleton(domain::Instant instant, std::string_view zone, std::string_view skeleton) const {
  return format_instant(instant, date_format(catalogue_->icu_locale(language_), zone, skeleton));
}

std::string Reader::date(domain::Instant instant, std::string_view zone, std::optional<domain::Instant> now) const {
  const bool same_year = now && local_date(instant, zone).substr(0, 4) == local_date(*now, zone).substr(0, 4);
  return by_skeleton(instant, zone, same_year ? "EEEEdMMMM" : "EEEEdMMMMy");
}

std::string Reader::short_date(domain::Instant instant, std::string_view zone) const {
  return by_skeleton(instant, zone, catalogue_->short_date_skeleton(language_));
}

namespace {

// Local times without a zone are told as if they were UTC's.
bool is_usual(std::string_view zone) {
  return zone == domain::default_time_zone || zone == "UTC";
}

std::string clock(const Reader& reader, domain::Instant instant, std::string_view zone) {
  return reader.by_skeleton(instant, zone, "Hmm");
}

// " (Keski-Euroopan aika)" behind a time that is not by the clocks on the walls here.
std::string zone_note(const Reader& reader, domain::Instant instant, std::string_view zone) {
  return is_usual(zone) ? std::string() : " (" + reader.by_skeleton(instant, zone, "vvvv") + ")";
}

}  // namespace

std::string Reader::time(domain::Instant instant, std::string_view zone) const {
  return clock(*this, instant, zone) + zone_note(*this, instant, zone);
}

std::string Reader::date_and_time(domain::Instant instant, std::string_view zone,
                                  std::optional<domain::Instant> now) const {
  return text("date.date_and_time", {{"date", date(instant, zone, now)}, {"time", time(instant, zone)}});
}

namespace {

bool begins_a_day(domain::Instant instant, std::string_view zone) {
  return local_date(instant, zone) != local_date(instant - std::chrono::seconds{1}, zone);
}

}  // namespace

std::string Reader::time_range(domain::Instant start, domain::Instant end, std::string_view zone) const {
  if (end > start && begins_a_day(start, zone) && begins_a_day(end, zone)) {
    const domain::Instant last = end - std::chrono::seconds{1};
    if (local_date(start, zone) == local_date(last, zone)) return bare_text("time.all_day");
    return bare_text("time.all_days_until", {{"date", short_date(last, zone)}});
  }
  const bool same_day = local_date(start, zone) == local_date(end, zone);
  const auto until = (same_day ? "" : short_date(end, zone) + " ") + time(end, zone);
  if (!right_to_left()) return clock(*this, start, zone) + "–" + until;
  // It begins where the reader begins, alone in a <bdi> as within a sentence (a right-to-left mark), and stays on one
  // line (a word joiner).
  return "\u200F" + clock(*this, start, zone) + "–\u2060" + until;
}

std::string Reader::month(domain::Instant instant, std::string_view zone) const {
  return by_skeleton(instant, zone, "LLLLy");
}

std::string Reader::number(std::int64_t number) const {
  UErrorCode status = U_ZERO_ERROR;
  const auto formatted =
      icu::number::NumberFormatter::withLocale(locale_of(catalogue_->icu_locale(language_))).formatInt(number, status);
  return to_utf8(formatted.toString(status));
}

std::string Reader::language_name(const domain::LanguageTag& tag) const {
  if (const auto* entry = lists_->language(tag)) {
    return std::string(domain::best_text(entry->name, language_).text);
  }
  if (tag.str() == "und") return text("language.unknown");
  icu::UnicodeString name;
  locale_of(tag.str()).getDisplayName(locale_of(catalogue_->icu_locale(language_)), name);
  return name.isEmpty() ? tag.str() : to_utf8(name);
}

std::string Reader::language_names(const std::vector<domain::LanguageTag>& tags) const {
  std::vector<std::string> names;
  for (const auto& tag : tags) names.push_back(language_name(tag));
  return joined(names);
}

std::string Reader::theme_name(std::string_view code) const {
  const auto* theme = lists_->theme(code);
  return theme == nullptr ? std::string(code) : std::string(domain::best_text(theme->name, language_).text);
}

std::string Reader::kind_name(domain::EventKind kind) const {
  return text("kind." + std::string(domain::to_word(kind)));
}

std::string Reader::places_left(const domain::Event& event, domain::Instant now) const {
  const auto state = domain::enrolment_state(event, now);
  const auto left = event.remaining_attendee_capacity();
  if (state == domain::Enrolment::open && left) return text("places.left", {{"count", std::int64_t{*left}}});
  return text("places." + std::string(domain::to_word(state)));
}

std::string Reader::joined(const std::vector<std::string>& items) const {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::ListFormatter> list(icu::ListFormatter::createInstance(
      locale_of(catalogue_->icu_locale(language_)), ULISTFMT_TYPE_UNITS, ULISTFMT_WIDTH_SHORT, status));
  std::vector<icu::UnicodeString> texts;
  for (const auto& item : items) texts.push_back(icu::UnicodeString::fromUTF8(item));
  icu::UnicodeString out;
  list->format(texts.data(), static_cast<int32_t>(texts.size()), out, status);
  return to_utf8(out);
}

std::string local_date(domain::Instant instant, std::string_view zone) {
  thread_local std::unordered_map<std::string, std::unique_ptr<icu::SimpleDateFormat>> formats;
  auto& format = formats[std::string(zone)];
  if (!format) {
    UErrorCode status = U_ZERO_ERROR;
    format =
        std::make_unique<icu::SimpleDateFormat>(icu::UnicodeString("yyyy-MM-dd"), icu::Locale::getEnglish(), status);
    format->adoptTimeZone(icu::TimeZone::createTimeZone(icu::UnicodeString::fromUTF8(std::string(zone))));
  }
  return format_instant(instant, *format);
}

std::string isolated(std::string_view text) {
  return "\u2068" + std::string(text) + "\u2069";
}

}  // namespace ui
