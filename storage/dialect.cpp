#include "storage/dialect.hpp"

namespace storage {

std::string number_values(std::string_view sql, std::string_view mark) {
  std::string numbered;
  numbered.reserve(sql.size() + 64);
  int number = 0;
  for (const char c : sql) {
    if (c == '?') {
      numbered.append(mark).append(std::to_string(++number));
    } else {
      numbered.push_back(c);
    }
  }
  return numbered;
}

std::string any_of(Engine engine, std::string_view column, bool text) {
  if (engine == Engine::sqlite) return std::string(column) + " in (select value from json_each(?))";
  return std::string(column) + " = any(cast(? as " + (text ? "text[]" : "bigint[]") + "))";
}

std::string list_value(Engine engine, std::span<const std::int64_t> numbers) {
  std::string list(1, engine == Engine::sqlite ? '[' : '{');
  for (const std::int64_t number : numbers) {
    if (list.size() > 1) list.push_back(',');
    list.append(std::to_string(number));
  }
  list.push_back(engine == Engine::sqlite ? ']' : '}');
  return list;
}

std::string list_value(Engine engine, std::span<const std::string> texts) {
  std::string list(1, engine == Engine::sqlite ? '[' : '{');
  for (const std::string& text : texts) {
    if (list.size() > 1) list.push_back(',');
    list.push_back('"');
    for (const char c : text) {
      // What is searched for holds no controls where it is stored (domain::clean_text): a space matches as little.
      if (static_cast<unsigned char>(c) < 0x20) {
        list.push_back(' ');
        continue;
      }
      if (c == '"' || c == '\\') list.push_back('\\');
      list.push_back(c);
    }
    list.push_back('"');
  }
  list.push_back(engine == Engine::sqlite ? ']' : '}');
  return list;
}

}  // namespace storage
