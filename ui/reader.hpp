#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "domain/error.hpp"
#include "domain/event.hpp"
#include "domain/language.hpp"
#include "domain/time.hpp"
#include "ui/catalogue.hpp"
#include "ui/code_lists.hpp"

namespace ui {

// How things are said to a reader of one language. Cheap to copy; refers to the catalogue and code lists.
class Reader {
 public:
  Reader(const Catalogue& catalogue, const CodeLists& lists, domain::LanguageTag language)
      : catalogue_(&catalogue), lists_(&lists), language_(std::move(language)) {}

  [[nodiscard]] const domain::LanguageTag& language() const noexcept { return language_; }
  [[nodiscard]] const CodeLists& lists() const noexcept { return *lists_; }
  // "fi_FI", for those who want a territory: the likeliest.
  [[nodiscard]] std::string locale() const;
  // The language that messages to a reader of `language` are worded in.
  [[nodiscard]] domain::LanguageTag spoken_for(const domain::LanguageTag& language) const;
  [[nodiscard]] bool right_to_left() const { return domain::is_right_to_left(language_); }

  // For pages: in right-to-left languages string arguments are isolated (U+2068 … U+2069), so that a Latin name, time
  // or address inside does not turn the sentence around.
  [[nodiscard]] std::string text(std::string_view key, Arguments arguments = {}) const;
  // For SMS, where each character costs: arguments as they are.
  [[nodiscard]] std::string bare_text(std::string_view key, const Arguments& arguments = {}) const;
  // The sentence for `error.<code>.<last member of the field>`, else `error.<code>`; a general one for codes without an
  // entry.
  [[nodiscard]] std::string problem(const domain::Problem& problem) const;

  // "maanantai 22. helmikuuta 2027"; the year is left out when it is that of `now`.
  [[nodiscard]] std::string date(domain::Instant instant, std::string_view zone,
                                 std::optional<domain::Instant> now = {}) const;
  // "ma 22.2." with the weekday, for SMS and tables.
  [[nodiscard]] std::string short_date(domain::Instant instant, std::string_view zone) const;
  // 24 hours: "15.00".
  [[nodiscard]] std::string time(domain::Instant instant, std::string_view zone) const;
  [[nodiscard]] std::string date_and_time(domain::Instant instant, std::string_view zone,
                                          std::optional<domain::Instant> now = {}) const;
  // "15.00–17.00", with the other day's date where it ends on another day; of what lasts from midnight to midnight that
  // it is all day.
  [[nodiscard]] std::string time_range(domain::Instant start, domain::Instant end, std::string_view zone) const;
  // "helmikuu 2027".
  [[nodiscard]] std::string month(domain::Instant instant, std::string_view zone) const;
  // ICU date skeleton (UTS #35), for what the others do not say: "EEE", "MMM".
  [[nodiscard]] std::string by_skeleton(domain::Instant instant, std::string_view zone,
                                        std::string_view skeleton) const;
  [[nodiscard]] std::string number(std::int64_t number) const;

  // "arabia".
  [[nodiscard]] std::string language_name(const domain::LanguageTag& tag) const;
  // "arabia, suomi".
  [[nodiscard]] std::string language_names(const std::vector<domain::LanguageTag>& tags) const;
  [[nodiscard]] std::string theme_name(std::string_view code) const;
  [[nodiscard]] std::string kind_name(domain::EventKind kind) const;
  // "4 places left", "full: waiting list".
  [[nodiscard]] std::string places_left(const domain::Event& event, domain::Instant now) const;
  [[nodiscard]] std::string joined(const std::vector<std::string>& items) const;

 private:
  const Catalogue* catalogue_;
  const CodeLists* lists_;
  domain::LanguageTag language_;
};

// "2027-02-22", the local date: for grouping by day and for <time datetime>.
[[nodiscard]] std::string local_date(domain::Instant instant, std::string_view zone);
// Wrapped in U+2068 … U+2069.
[[nodiscard]] std::string isolated(std::string_view text);

}  // namespace ui
