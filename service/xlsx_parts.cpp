#include "service/xlsx_parts.hpp"

#include <charconv>
#include <map>

#include "domain/error.hpp"
#include "service/xlsx_cells.hpp"
#include "service/xml_reader.hpp"

namespace service {
namespace {

// More than any spreadsheet writes; a small file can unpack to far more.
constexpr std::size_t most_sheets = 255;
constexpr std::size_t most_relationships = 2000;
constexpr std::size_t most_formats = 4000;
constexpr std::size_t most_styles = 65'490;
constexpr std::size_t most_strings = 200'000;

void require_room(std::size_t size, std::size_t most) {
  if (size >= most)
    throw domain::Error(domain::ErrorKind::invalid, "xlsx_too_large", "the workbook is too large once unpacked");
}

int number_of(std::string_view text) {
  int number = -1;
  (void)std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

bool is_true(std::string_view text) {
  return text == "1" || text == "true";
}

class Relationships final : public XmlVisitor {
 public:
  std::vector<XlsxRelationship> found;
  void begin(std::string_view name, const XmlAttributes& attributes) override {
    if (name != "Relationship" || attributes.find("TargetMode") == "External") return;
    require_room(found.size(), most_relationships);
    const auto type = attributes.find("Type");
    found.push_back({std::string(attributes.find("Id")), std::string(type.substr(type.rfind('/') + 1)),
                     std::string(attributes.find("Target"))});
  }
  void end(std::string_view) override {}
  void text(std::string_view) override {}
};

class Workbook final : public XmlVisitor {
 public:
  XlsxWorkbook found;
  void begin(std::string_view name, const XmlAttributes& attributes) override {
    if (name == "workbookPr") found.from_1904 = is_true(attributes.find("date1904"));
    if (name != "sheet") return;
    require_room(found.sheets.size(), most_sheets);
    const auto state = attributes.find("state");
    found.sheets.push_back({std::string(attributes.find("id")), !state.empty() && state != "visible"});
  }
  void end(std::string_view) override {}
  void text(std::string_view) override {}
};

class SharedStrings final : public XmlVisitor {
 public:
  std::vector<std::string> found;
  void begin(std::string_view name, const XmlAttributes&) override {
    if (name == "si") {
      require_room(found.size(), most_strings);
      found.emplace_back();
    }
    if (name == "rPh") hint_ = true;
    if (name == "t") in_text_ = true;
  }
  void end(std::string_view name) override {
    if (name == "rPh") hint_ = false;
    if (name == "t") in_text_ = false;
  }
  void text(std::string_view text) override {
    if (in_text_ && !hint_ && !found.empty()) found.back() += text;
  }

 private:
  bool hint_ = false;
  bool in_text_ = false;
};

class Styles final : public XmlVisitor {
 public:
  std::vector<bool> found;
  void begin(std::string_view name, const XmlAttributes& attributes) override {
    if (name == "cellXfs") in_cells_ = true;
    if (name == "numFmt") {
      require_room(formats_.size(), most_formats);
      formats_[number_of(attributes.find("numFmtId"))] = is_date_format(attributes.find("formatCode"));
    }
    if (name != "xf" || !in_cells_) return;
    require_room(found.size(), most_styles);
    const int format = number_of(attributes.find("numFmtId"));
    const auto own = formats_.find(format);
    found.push_back(own == formats_.end() ? is_date_format(format) : own->second);
  }
  void end(std::string_view name) override {
    if (name == "cellXfs") in_cells_ = false;
  }
  void text(std::string_view) override {}

 private:
  std::map<int, bool> formats_;
  bool in_cells_ = false;
};

template <class Visitor>
auto read_part(std::string_view xml) {
  Visitor visitor;
  read_xml(xml, visitor);
  return std::move(visitor.found);
}

}  // namespace

std::vector<XlsxRelationship> read_relationships(std::string_view xml) {
  return read_part<Relationships>(xml);
}

std::string resolve_target(std::string_view folder, std::string_view target) {
  if (target.starts_with('/')) return std::string(target.substr(1));
  while (target.starts_with("../")) {
    target.remove_prefix(3);
    const auto up = folder.rfind('/');
    folder = up == std::string_view::npos ? std::string_view() : folder.substr(0, up);
  }
  if (target.starts_with("./")) target.remove_prefix(2);
  return folder.empty() ? std::string(target) : std::string(folder) + "/" + std::string(target);
}

XlsxWorkbook read_workbook(std::string_view xml) {
  return read_part<Workbook>(xml);
}

std::vector<std::string> read_shared_strings(std::string_view xml) {
  return read_part<SharedStrings>(xml);
}

std::vector<bool> read_date_styles(std::string_view xml) {
  return read_part<Styles>(xml);
}

}  // namespace service
