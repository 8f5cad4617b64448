#include <unistd.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>

#include "domain/error.hpp"
#include "service/export_table.hpp"

namespace service {
namespace {

constexpr std::size_t longest_cell = 32'000;  // characters; the format's limit is a little higher
constexpr double narrowest = 8, widest = 60;

[[noreturn]] void fail() {
  throw domain::Error(domain::ErrorKind::unavailable, "unavailable", "no temporary file could be written");
}

// Gone with its file, whatever happens. Only its owner reads it: it may tell of persons.
class TemporaryFile {
 public:
  TemporaryFile() : path_((std::filesystem::temp_directory_path() / "kutsu-XXXXXX").string()) {
    const int descriptor = ::mkstemp(path_.data());
    if (descriptor < 0) fail();
    ::close(descriptor);
  }
  ~TemporaryFile() { static_cast<void>(std::remove(path_.c_str())); }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] std::string bytes() const {
    std::ifstream file(path_, std::ios::binary);
    if (!file) fail();
    return {std::istreambuf_iterator<char>(file), {}};
  }

 private:
  std::string path_;
};

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::string_view shortened(std::string_view text) {
  if (text.size() <= longest_cell) return text;
  std::size_t end = longest_cell;
  while ((static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return text.substr(0, end);
}

class Sheet {
 public:
  Sheet(const std::string& path, const ExportTable& table)
      : book_(workbook_new(path.c_str())), table_(table), widths_(table.headings.size(), narrowest) {
    if (book_ == nullptr) fail();
    sheet_ = workbook_add_worksheet(book_, nullptr);
    heading_ = workbook_add_format(book_);
    format_set_bold(heading_);
    format_set_text_wrap(heading_);
    words_ = workbook_add_format(book_);
    format_set_align(words_, LXW_ALIGN_VERTICAL_TOP);
    day_ = dated("d.m.yyyy");
    time_ = dated("h\".\"mm");
    moment_ = dated("d.m.yyyy h\".\"mm");
  }

  void write() {
    for (std::size_t i = 0; i < table_.headings.size(); ++i) {
      put(0, i, table_.headings[i], heading_);
      widen(i, static_cast<double>(characters(table_.headings[i])) + 2);
    }
    for (std::size_t r = 0; r < table_.rows.size(); ++r) {
      for (std::size_t i = 0; i < table_.rows[r].size(); ++i) put(r + 1, i, table_.rows[r][i]);
    }
    for (std::size_t i = 0; i < widths_.size(); ++i) {
      worksheet_set_column(sheet_, column(i), column(i), widths_[i], nullptr);
    }
    worksheet_freeze_panes(sheet_, 1, 0);
    if (!widths_.empty()) {
      worksheet_autofilter(sheet_, 0, 0, static_cast<lxw_row_t>(table_.rows.size()), column(widths_.size() - 1));
    }
    if (table_.right_to_left) worksheet_right_to_left(sheet_);
    lxw_doc_properties properties{};
    std::string title = table_.title;
    properties.title = title.data();
    workbook_set_properties(book_, &properties);
    if (workbook_close(book_) != LXW_NO_ERROR) fail();
  }

 private:
  lxw_format* dated(const char* format) {
    lxw_format* made = workbook_add_format(book_);
    format_set_num_format(made, format);
    format_set_align(made, LXW_ALIGN_VERTICAL_TOP);
    format_set_align(made, LXW_ALIGN_LEFT);
    return made;
  }
  static lxw_col_t column(std::size_t index) { return static_cast<lxw_col_t>(index); }
  void widen(std::size_t index, double width) {
    widths_[index] = std::clamp(std::max(widths_[index], width), narrowest, widest);
  }
  void put(std::size_t row, std::size_t index, std::string_view text, lxw_format* format) {
    const std::string shown(shortened(text));
    worksheet_write_string(sheet_, static_cast<lxw_row_t>(row), column(index), shown.c_str(), format);
  }
  void put(std::size_t row, std::size_t index, const ExportCell& cell) {
    const auto at = static_cast<lxw_row_t>(row);
    if (const auto* text = std::get_if<std::string>(&cell)) {
      if (text->empty()) return;
      put(row, index, *text, words_);
      widen(index, static_cast<double>(characters(*text)) + 2);
    } else if (const auto* number = std::get_if<std::int64_t>(&cell)) {
      worksheet_write_number(sheet_, at, column(index), static_cast<double>(*number), words_);
    } else if (const auto* day = std::get_if<std::chrono::year_month_day>(&cell)) {
      put_moment(at, index, std::chrono::local_days{*day}, day_, 12);
    } else if (const auto* time = std::get_if<std::chrono::minutes>(&cell)) {
      worksheet_write_number(sheet_, at, column(index), static_cast<double>(time->count()) / (24 * 60), time_);
    } else if (const auto* moment = std::get_if<domain::LocalTime>(&cell)) {
      put_moment(at, index, *moment, moment_, 18);
    }
  }
  void put_moment(lxw_row_t row, std::size_t index, domain::LocalTime moment, lxw_format* format, double width) {
    const auto day = std::chrono::floor<std::chrono::days>(moment);
    const std::chrono::year_month_day date{day};
    const std::chrono::hh_mm_ss clock{moment - day};
    lxw_datetime value{static_cast<int>(date.year()),
                       static_cast<int>(static_cast<unsigned>(date.month())),
                       static_cast<int>(static_cast<unsigned>(date.day())),
                       static_cast<int>(clock.hours().count()),
                       static_cast<int>(clock.minutes().count()),
                       static_cast<double>(clock.seconds().count())};
    worksheet_write_datetime(sheet_, row, column(index), &value, format);
    widen(index, width);
  }

  lxw_workbook* book_;  // freed by workbook_close
  lxw_worksheet* sheet_ = nullptr;
  const ExportTable& table_;
  std::vector<double> widths_;
  lxw_format *heading_ = nullptr, *words_ = nullptr, *day_ = nullptr, *time_ = nullptr, *moment_ = nullptr;
};

}  // namespace

std::string to_xlsx(const ExportTable& table) {
  const TemporaryFile file;
  Sheet(file.path(), table).write();
  return file.bytes();
}

}  // namespace service
