#include "ui/material_list.hpp"

#include <algorithm>

namespace ui {
namespace {

constexpr std::int64_t kilobyte = 1000;
constexpr std::int64_t megabyte = 1000 * kilobyte;

// "PDF" from "programme.pdf".
std::string kind_of(const domain::MaterialFile& file) {
  std::string ending = file.name.substr(file.name.rfind('.') + 1);
  std::ranges::transform(ending, ending.begin(),
                         [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
  return ending;
}

std::string host_of(const std::string& url) {
  const auto begin = url.find("//") + 2;
  return url.substr(begin, url.find_first_of("/?#", begin) - begin);
}

// The reader's own first, then what is for readers of any language.
int rank_of(const domain::Material& material, const domain::LanguageTag& reader) {
  if (!material.language) return 1;
  const auto chain = domain::fallback_chain(reader);
  const auto found = std::ranges::find(chain, *material.language);
  if (found == chain.begin()) return 0;
  return found == chain.end() ? 3 : 2;
}

}  // namespace

std::string file_size(const Reader& reader, std::int64_t bytes) {
  if (bytes < megabyte) {
    const std::int64_t count = std::max<std::int64_t>(1, (bytes + kilobyte / 2) / kilobyte);
    return reader.text("materials.kilobytes", {{"count", reader.number(count)}});
  }
  const std::int64_t tenths = (bytes + megabyte / 20) / (megabyte / 10);
  const std::string mark = tenths % 10 == 0 ? "" : reader.text("materials.decimal_mark");
  const std::string rest = tenths % 10 == 0 ? "" : reader.number(tenths % 10);
  return reader.text("materials.megabytes", {{"count", reader.number(tenths / 10) + mark + rest}});
}

std::string material_facts(const Reader& reader, const domain::Material& material) {
  const auto* file = material.file();
  std::string facts = file != nullptr ? isolated(kind_of(*file)) + " · " + isolated(file_size(reader, file->size))
                                      : isolated(host_of(std::get<domain::Link>(material.content).url));
  if (material.language) facts += " · " + reader.language_name(*material.language);
  return facts;
}

void set_material(Values& into, const Reader& reader, const domain::Material& material, const std::string& address) {
  Values title = into.add("TITLE");
  title.set("TITLE", material.title);
  const domain::LanguageTag language = material.language.value_or(reader.language());
  const bool right_to_left = domain::is_right_to_left(language);
  title.set("TEXT_DIR", !material.language ? "auto" : right_to_left ? "rtl" : "ltr");
  if (language != reader.language()) title.set_if("TEXT_LANG", language.str());
  into.set("FACTS", material_facts(reader, material));
  const auto* file = material.file();
  into.set("HREF", file != nullptr ? address + std::to_string(material.id.value)
                                   : std::get<domain::Link>(material.content).url);
  into.show_if(file != nullptr, "IS_FILE");
  into.show_if(file == nullptr, "IS_LINK");
}

void add_materials(Values& body, const Reader& reader, const std::vector<domain::Material>& materials,
                   const std::string& address) {
  if (materials.empty()) return;
  std::vector<domain::Material> sorted = materials;
  std::ranges::stable_sort(sorted, {},
                           [&](const domain::Material& material) { return rank_of(material, reader.language()); });
  Values section = body.include("MATERIALS", "materials.html");
  for (const domain::Material& material : sorted) {
    Values one = section.add("MATERIAL");
    set_material(one, reader, material, address);
  }
}

}  // namespace ui
