#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

// JSON (RFC 8259) as the interface reads and writes it, apart from the library that does the work.
namespace service {

struct JsonMember;

class Json {
 public:
  using Array = std::vector<Json>;
  using Object = std::vector<JsonMember>;  // in order; names are unique

  Json() = default;  // null
  Json(bool value);
  Json(std::int64_t value);
  Json(int value);
  Json(std::size_t value);
  Json(double value);
  Json(std::string value);
  Json(std::string_view value);
  Json(const char* value);
  Json(Array value);
  Json(Object value);
  template <class T>
  Json(const std::optional<T>& value) {
    if (value) *this = Json(*value);
  }

  [[nodiscard]] bool is_null() const { return std::holds_alternative<std::monostate>(value_); }
  // Null when it is something else.
  [[nodiscard]] const bool* boolean() const { return std::get_if<bool>(&value_); }
  [[nodiscard]] const std::string* text() const { return std::get_if<std::string>(&value_); }
  [[nodiscard]] const Array* array() const { return std::get_if<Array>(&value_); }
  [[nodiscard]] const Object* object() const { return std::get_if<Object>(&value_); }
  [[nodiscard]] bool is_number() const;
  // A number without fraction, however written (25, 25.0, 2.5e1), below 2^53 in magnitude.
  [[nodiscard]] std::optional<std::int64_t> integer() const;
  // An object's member; null when there is none.
  [[nodiscard]] const Json* find(std::string_view name) const;

  // Calls `visitor` with what it is: std::monostate for null.
  template <class Visitor>
  decltype(auto) visit(Visitor&& visitor) const {
    return std::visit(std::forward<Visitor>(visitor), value_);
  }

 private:
  std::variant<std::monostate, bool, std::int64_t, double, std::string, Array, Object> value_;
};

struct JsonMember {
  std::string name;
  Json value;
};

// Where members are known: until then, nobody can say what becomes of an Object.
inline Json::Json(bool value) : value_(value) {}
inline Json::Json(std::int64_t value) : value_(value) {}
inline Json::Json(int value) : value_(std::int64_t{value}) {}
inline Json::Json(std::size_t value) : value_(static_cast<std::int64_t>(value)) {}
inline Json::Json(double value) : value_(value) {}
inline Json::Json(std::string value) : value_(std::move(value)) {}
inline Json::Json(std::string_view value) : value_(std::string(value)) {}
inline Json::Json(const char* value) : value_(std::string(value)) {}
inline Json::Json(Array value) : value_(std::move(value)) {}
inline Json::Json(Object value) : value_(std::move(value)) {}

// An empty text is no member.
void add_text(Json::Object& object, const char* name, const std::string& text);

inline constexpr std::size_t maximum_json_depth = 16;
inline constexpr std::size_t maximum_json_values = 20'000;

// Throws Error{invalid} with code "empty_body", "encoding" (no UTF-8), "json" (no JSON), "number_range" (beyond a
// double), "too_deep", "too_many_values", or "duplicate_field" naming the member.
[[nodiscard]] Json parse_json(std::string_view text);
// Compact, UTF-8; what is no UTF-8 becomes U+FFFD.
[[nodiscard]] std::string to_text(const Json& json);
// The path of a member in an Error: "persons[0].child_age". Names that a client made up are cut and made printable.
[[nodiscard]] std::string member_path(std::string_view parent, std::string_view name);
[[nodiscard]] std::string item_path(std::string_view parent, std::size_t index);

}  // namespace service
