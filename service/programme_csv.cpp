#include "service/programme_csv.hpp"

#include <csv.h>

#include <algorithm>
#include <array>
#include <new>
#include <optional>

#include "domain/error.hpp"
#include "domain/text.hpp"

namespace service {
namespace {

using domain::Error;
using domain::ErrorKind;

// The line that begins at `from`, with its CRLF, LF or CR.
std::string_view line_at(std::string_view text, std::size_t from) {
  const auto end = text.find_first_of("\r\n", from);
  if (end == std::string_view::npos) return text.substr(from);
  const bool crlf = text[end] == '\r' && end + 1 < text.size() && text[end + 1] == '\n';
  return text.substr(from, end - from + (crlf ? 2 : 1));
}

// The separator that stands most often outside quotes.
char detect_separator(std::string_view header) {
  std::array<std::pair<char, std::size_t>, 3> candidates{{{';', 0}, {',', 0}, {'\t', 0}}};
  bool quoted = false;
  for (const char c : header) {
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    for (auto& [separator, count] : candidates) count += c == separator ? 1U : 0U;
  }
  return std::max_element(candidates.begin(), candidates.end(),
                          [](const auto& a, const auto& b) { return a.second < b.second; })
      ->first;
}

// Excel's own hint: a first line `sep=;`.
std::optional<char> separator_hint(std::string_view line) {
  const auto hint = domain::trim(line);
  if (hint.size() == 5 && domain::to_lower_ascii(hint).starts_with("sep=")) return hint.back();
  if (line.starts_with("sep=\t")) return '\t';
  return std::nullopt;
}

// libcsv, fed line by line so that every record knows where it begins.
class Reader {
 public:
  Reader(std::string_view text, char separator) : text_(text), separator_(separator) { open(); }
  ~Reader() { csv_free(&parser_); }
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;

  std::vector<CsvRow> read(std::size_t first_line) {
    line_ = first_line;
    feed_all();
    // An unclosed quote swallows what follows it; only its own line is lost.
    while (csv_fini(&parser_, on_cell, on_row, this) != 0) {
      resume_after_broken_record();
      feed_all();
    }
    return std::move(rows_);
  }

 private:
  void open() {
    if (csv_init(&parser_, CSV_STRICT | CSV_STRICT_FINI) != 0) throw std::bad_alloc();
    csv_set_blk_size(&parser_, 16 * 1024);  // its own 128 octets make a long cell slow
    csv_set_delim(&parser_, static_cast<unsigned char>(separator_));
  }

  // To the end, or until there are more rows than anybody takes.
  void feed_all() {
    while (position_ < text_.size() && rows_.size() <= maximum_csv_rows + 1) feed(line_at(text_, position_));
  }

  void feed(std::string_view line) {
    if (!in_record_ && domain::trim(line).empty()) {  // libcsv passes over these without a word
      position_ += line.size();
      ++line_;
      return;
    }
    if (!in_record_) {
      record_line_ = line_;
      record_end_ = position_ + line.size();
    }
    in_record_ = true;
    if (csv_parse(&parser_, line.data(), line.size(), on_cell, on_row, this) != line.size()) {
      if (csv_error(&parser_) == CSV_ENOMEM) throw std::bad_alloc();
      resume_after_broken_record();
      return;
    }
    position_ += line.size();
    ++line_;
  }

  void resume_after_broken_record() {
    csv_free(&parser_);
    open();
    rows_.push_back({record_line_, {}, "quotes"});
    cells_.clear();
    too_many_columns_ = false;
    position_ = record_end_;
    line_ = record_line_ + 1;
    in_record_ = false;
  }

  static void on_cell(void* bytes, std::size_t size, void* self) {
    auto& reader = *static_cast<Reader*>(self);
    if (reader.cells_.size() >= maximum_csv_columns) {
      reader.too_many_columns_ = true;
      return;
    }
    reader.cells_.emplace_back(static_cast<const char*>(bytes), size);
  }

  static void on_row(int, void* self) {
    auto& reader = *static_cast<Reader*>(self);
    const bool blank = std::all_of(reader.cells_.begin(), reader.cells_.end(), [](const auto& c) { return c.empty(); });
    if (reader.too_many_columns_)
      reader.rows_.push_back({reader.record_line_, {}, "too_many_columns"});
    else if (!blank)
      reader.rows_.push_back({reader.record_line_, std::move(reader.cells_), {}});
    reader.too_many_columns_ = false;
    reader.cells_.clear();
    reader.in_record_ = false;
  }

  std::string_view text_;
  char separator_;
  csv_parser parser_{};
  std::size_t position_ = 0;
  std::size_t line_ = 1;
  std::size_t record_line_ = 1;
  std::size_t record_end_ = 0;  // of the record's first line
  bool in_record_ = false;
  bool too_many_columns_ = false;
  std::vector<std::string> cells_;
  std::vector<CsvRow> rows_;
};

}  // namespace

CsvTable read_csv(std::string_view bytes) {
  if (bytes.size() > maximum_csv_bytes) throw Error(ErrorKind::invalid, "too_large", "the file is larger than 8 MB");
  CsvTable table;
  const auto text = decode_text(bytes, table.encoding);
  std::string_view rest = text;
  std::size_t first_line = 1;
  const auto first = line_at(rest, 0);
  const auto hint = separator_hint(first);
  if (hint) {
    rest.remove_prefix(first.size());
    first_line = 2;
  }
  table.separator =
      hint.value_or(detect_separator(line_at(rest, std::min(rest.find_first_not_of("\r\n"), rest.size()))));
  table.rows = Reader(rest, table.separator).read(first_line);
  if (table.rows.empty()) throw Error(ErrorKind::invalid, "empty_file", "the file has no rows");
  if (table.rows.size() > maximum_csv_rows)
    throw Error(ErrorKind::invalid, "too_many_rows", "the file has more than 10000 rows");
  table.header = std::move(table.rows.front());
  if (!table.header.problem.empty())
    throw Error(ErrorKind::invalid, table.header.problem, "the header line cannot be read");
  table.rows.erase(table.rows.begin());
  return table;
}

}  // namespace service
