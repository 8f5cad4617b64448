#pragma once
#include <memory>
#include <string>
#include <vector>

#include "calendar/event_entry.hpp"
#include "ui/pages.hpp"
#include "ui/reader.hpp"

namespace service {

// The words of calendars from the catalogues. Refers to what `reader` refers to.
class CalendarWords final : public calendar::Words {
 public:
  // `base_url` is the site's, without a trailing slash.
  CalendarWords(ui::Reader reader, std::string base_url);
  [[nodiscard]] domain::LanguageTag language() const override;
  [[nodiscard]] std::string text(std::string_view key, std::string_view value) const override;
  [[nodiscard]] std::string theme_name(std::string_view code) const override;
  [[nodiscard]] std::string language_names(const std::vector<domain::LanguageTag>& tags) const override;
  [[nodiscard]] std::string moment(domain::Instant instant, std::string_view zone) const override;
  [[nodiscard]] std::string event_url(domain::EventId id) const override;
  [[nodiscard]] const ui::Reader& reader() const noexcept { return reader_; }

 private:
  ui::Reader reader_;
  std::string base_url_;
};

// One for each language of the pages; refers to what `pages` refers to.
[[nodiscard]] std::vector<std::shared_ptr<const calendar::Words>> calendar_texts(const ui::Pages& pages,
                                                                                 const std::string& base_url);

}  // namespace service
