#pragma once
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "domain/error.hpp"
#include "domain/ids.hpp"
#include "service/http.hpp"
#include "service/json.hpp"

namespace service {

// Runs `work` and gathers the Error{invalid} it throws.
void gather(domain::Violations& violations, const std::function<void()>& work);

// Reads one object of a request's body, member by member. Whatever is wrong goes to `violations` under the member's
// path, and the member then reads as absent. `null` reads as absent too.
class JsonObject {
 public:
  // A `value` that is no object is a violation ("object"), and then has no members.
  JsonObject(const Json& value, std::string path, domain::Violations& violations);

  // Whether the member is there at all, be it null: what a merge patch (RFC 7396) changes.
  [[nodiscard]] bool has(std::string_view name);
  [[nodiscard]] const Json* find(std::string_view name);
  // The violation "required" when it is absent.
  bool require(std::string_view name);

  // Whether it is a text with something in it; an empty one counts as absent where that is what forms send.
  [[nodiscard]] bool is_filled(std::string_view name);
  // Cleaned by domain::clean_text, so without white space around it; may be empty.
  [[nodiscard]] std::optional<std::string> text(std::string_view name, std::size_t max_code_points);
  [[nodiscard]] std::optional<int> integer(std::string_view name, int least, int most);
  // A stored thing's number: 1 to 2^53.
  [[nodiscard]] std::optional<std::int64_t> id(std::string_view name);
  [[nodiscard]] std::optional<bool> boolean(std::string_view name);
  // Calls `item` with each item of an array and its path.
  void each(std::string_view name, std::size_t most,
            const std::function<void(const Json& item, const std::string& path)>& item);
  // Calls `member` with each member of an object and its path.
  void each_member(std::string_view name, std::size_t most,
                   const std::function<void(const JsonMember& member, const std::string& path)>& member);
  // What `parse(text, path)` makes of a text; its Error{invalid} is gathered.
  template <class Parse>
  [[nodiscard]] auto parsed(std::string_view name, Parse parse)
      -> std::optional<decltype(parse(std::string_view{}, std::string_view{}))> {
    std::optional<decltype(parse(std::string_view{}, std::string_view{}))> value;
    const auto words = text(name, 2000);
    if (words) gather(violations_, [&] { value.emplace(parse(*words, path_of(name))); });
    return value;
  }
  // The violation "read_only" for members that answers have and requests must not.
  void refuse_read_only(std::initializer_list<std::string_view> names);
  // The violation "unknown_field" for every member not asked for until now.
  void refuse_others();

  [[nodiscard]] std::string path_of(std::string_view name) const { return member_path(path_, name); }
  [[nodiscard]] domain::Violations& violations() { return violations_; }

 private:
  const Json::Object* members_;
  std::string path_;
  domain::Violations& violations_;
  std::set<std::string, std::less<>> asked_;
};

// The member "organisation", where an admin says whose it is to be.
[[nodiscard]] std::optional<domain::OrganisationId> read_organisation(JsonObject& object);
// One text among others ("in_language[2]"): the violation "text" when it is none.
[[nodiscard]] std::optional<std::string> read_text(const Json& value, const std::string& path,
                                                   std::size_t max_code_points, domain::Violations& violations);

// The request's JSON body. Throws Error{invalid} as parse_json does, and "unsupported_media_type" for a body that says
// it is something else (or nothing).
[[nodiscard]] Json read_json(const Request& request);
// The same; an empty object where there is no body.
[[nodiscard]] Json read_optional_json(const Request& request);

// Throws what was gathered, together with what `check` throws about fields that have not been reported yet.
void throw_if_any(const domain::Violations& violations, const std::function<void()>& check);

}  // namespace service
