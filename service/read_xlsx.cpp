#include <algorithm>
#include <charconv>
#include <map>

#include "domain/error.hpp"
#include "domain/text.hpp"
#include "service/programme_csv.hpp"
#include "service/xlsx_cells.hpp"
#include "service/xlsx_parts.hpp"
#include "service/xml_reader.hpp"
#include "service/zip_archive.hpp"

namespace service {
namespace {

constexpr std::size_t maximum_unpacked = 64 * 1024 * 1024;
// Of all cells: a shared string may stand in any number of them.
constexpr std::size_t maximum_text = 32 * 1024 * 1024;

[[noreturn]] void refuse(const char* code, const char* message) {
  throw domain::Error(domain::ErrorKind::invalid, code, message);
}

std::size_t number_of(std::string_view text, std::size_t otherwise) {
  std::size_t number = otherwise;
  (void)std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

// What the cells of a sheet refer to.
struct Meanings {
  std::vector<std::string> strings;
  std::vector<bool> date_styles;
  bool from_1904 = false;
};

// The rows of a sheet as a spreadsheet shows them; formulas as what they last came to.
class Sheet final : public XmlVisitor {
 public:
  explicit Sheet(const Meanings& meanings) : meanings_(meanings) {}
  std::vector<CsvRow> rows;

  void begin(std::string_view name, const XmlAttributes& attributes) override {
    if (name == "row") begin_row(attributes);
    if (name == "c") begin_cell(attributes);
    if (name == "rPh") hint_ = true;
    takes_text_ = in_cell_ && !hint_ && (name == "v" || name == "t");
  }

  void end(std::string_view name) override {
    takes_text_ = false;
    if (name == "rPh") hint_ = false;
    if (name == "c") end_cell();
    if (name == "row") end_row();
  }

  void text(std::string_view text) override {
    if (takes_text_) value_ += text;
  }

 private:
  void begin_row(const XmlAttributes& attributes) {
    line_ = number_of(attributes.find("r"), line_ + 1);
    row_ = CsvRow{line_, {}, {}};
    next_column_ = 0;
  }

  void begin_cell(const XmlAttributes& attributes) {
    in_cell_ = true;
    value_.clear();
    type_ = attributes.find("t");
    style_ = number_of(attributes.find("s"), 0);
    if (const auto column = column_of_reference(attributes.find("r"))) next_column_ = *column;
  }

  void end_cell() {
    in_cell_ = false;
    const std::size_t column = next_column_++;
    auto text = shown();
    if (text.empty()) return;
    if (column >= maximum_csv_columns) {
      row_.problem = "too_many_columns";
      return;
    }
    text_size_ += text.size();
    if (text_size_ > maximum_text) refuse("xlsx_too_large", "the workbook is too large once unpacked");
    if (row_.cells.size() <= column) row_.cells.resize(column + 1);
    row_.cells[column] = std::move(text);
  }

  void end_row() {
    if (!row_.problem.empty()) row_.cells.clear();
    if (row_.cells.empty() && row_.problem.empty()) return;
    if (rows.size() > maximum_csv_rows) refuse("too_many_rows", "the file has more than 10000 rows");
    rows.push_back(std::move(row_));
  }

  [[nodiscard]] std::string shown() const {
    if (type_ == "s") {
      const auto index = number_of(value_, meanings_.strings.size());
      return index < meanings_.strings.size() ? std::string(domain::trim(meanings_.strings[index])) : std::string();
    }
    if (type_ == "str" || type_ == "inlineStr" || type_ == "e" || type_ == "b")
      return std::string(domain::trim(value_));
    if (type_ == "d") return date_of_iso(value_).value_or(value_);
    const bool is_date = style_ < meanings_.date_styles.size() && meanings_.date_styles[style_];
    if (is_date && !value_.empty())
      if (auto date = date_of_serial(value_, meanings_.from_1904)) return *date;
    return tidy_number(value_);
  }

  const Meanings& meanings_;
  CsvRow row_;
  std::size_t line_ = 0;
  std::size_t next_column_ = 0;
  std::size_t text_size_ = 0;
  bool in_cell_ = false;
  bool takes_text_ = false;
  bool hint_ = false;
  std::string type_;
  std::size_t style_ = 0;
  std::string value_;
};

const XlsxRelationship* find_type(const std::vector<XlsxRelationship>& all, std::string_view type) {
  const auto found = std::ranges::find(all, type, &XlsxRelationship::type);
  return found == all.end() ? nullptr : &*found;
}

std::string folder_of(std::string_view path) {
  const auto slash = path.rfind('/');
  return std::string(slash == std::string_view::npos ? std::string_view() : path.substr(0, slash));
}

std::string relationships_path(std::string_view part) {
  const auto folder = folder_of(part);
  const auto name = part.substr(folder.empty() ? 0 : folder.size() + 1);
  return (folder.empty() ? "" : folder + "/") + "_rels/" + std::string(name) + ".rels";
}

class Reader {
 public:
  explicit Reader(std::string_view bytes) : archive_(bytes, maximum_unpacked) {}

  // The first visible sheet with anything in it.
  std::vector<CsvRow> rows() {
    const auto root = read_relationships(required("_rels/.rels"));
    const auto* document = find_type(root, "officeDocument");
    if (document == nullptr) refuse("xlsx", "the file is not a readable XLSX workbook");
    const auto path = resolve_target("", document->target);
    folder_ = folder_of(path);
    const auto workbook = read_workbook(required(path));
    parts_ = read_relationships(required(relationships_path(path)));
    read_meanings(workbook.from_1904);
    std::map<std::string_view, const XlsxRelationship*> by_id;
    for (const auto& part : parts_) by_id.emplace(part.id, &part);
    for (const auto& sheet : workbook.sheets) {
      const auto part = by_id.find(sheet.relationship);
      if (sheet.hidden || part == by_id.end() || part->second->type != "worksheet") continue;
      Sheet reading(meanings_);
      read_xml(required(resolve_target(folder_, part->second->target)), reading);
      if (!reading.rows.empty()) return std::move(reading.rows);
    }
    return {};
  }

 private:
  std::string required(const std::string& path) {
    auto content = archive_.read(path);
    if (!content) refuse("xlsx", "the file is not a readable XLSX workbook");
    return std::move(*content);
  }

  void read_meanings(bool from_1904) {
    meanings_.from_1904 = from_1904;
    if (const auto* part = find_type(parts_, "sharedStrings"))
      meanings_.strings = read_shared_strings(required(resolve_target(folder_, part->target)));
    if (const auto* part = find_type(parts_, "styles"))
      meanings_.date_styles = read_date_styles(required(resolve_target(folder_, part->target)));
  }

  ZipArchive archive_;
  std::string folder_;
  std::vector<XlsxRelationship> parts_;
  Meanings meanings_;
};

}  // namespace

CsvTable read_xlsx(std::string_view bytes) {
  if (bytes.size() > maximum_csv_bytes) refuse("too_large", "the file is larger than 8 MB");
  CsvTable table;
  table.encoding = "XLSX";
  table.separator = '\0';
  table.rows = Reader(bytes).rows();
  if (table.rows.empty()) refuse("empty_file", "the file has no rows");
  if (table.rows.size() > maximum_csv_rows + 1) refuse("too_many_rows", "the file has more than 10000 rows");
  table.header = std::move(table.rows.front());
  table.rows.erase(table.rows.begin());
  if (!table.header.problem.empty()) refuse(table.header.problem.c_str(), "the header line cannot be read");
  return table;
}

}  // namespace service
