#pragma once
#include <string>
#include <string_view>
#include <vector>

// The parts of a workbook beside its sheets (ECMA-376, Part 1), each read from its XML.
namespace service {

// Of a .rels part.
struct XlsxRelationship {
  std::string id;
  std::string type;    // its last word: "worksheet"
  std::string target;  // as written
};
[[nodiscard]] std::vector<XlsxRelationship> read_relationships(std::string_view xml);
// Where the target leads from the folder of the part that names it: "xl" and "worksheets/sheet1.xml".
[[nodiscard]] std::string resolve_target(std::string_view folder, std::string_view target);

struct XlsxWorkbook {
  struct Sheet {
    std::string relationship;
    bool hidden = false;
  };
  std::vector<Sheet> sheets;  // as their tabs stand
  bool from_1904 = false;
};
[[nodiscard]] XlsxWorkbook read_workbook(std::string_view xml);

// Without their formats, and without how they are read out (phonetic hints).
[[nodiscard]] std::vector<std::string> read_shared_strings(std::string_view xml);
// For each style of cells whether it shows dates or times.
[[nodiscard]] std::vector<bool> read_date_styles(std::string_view xml);

}  // namespace service
