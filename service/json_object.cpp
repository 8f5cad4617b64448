#include "service/json_object.hpp"

#include <algorithm>

#include "domain/text.hpp"

namespace service {
namespace {

std::string_view media_type_of(const Request& request) {
  const std::string_view type = request.header("Content-Type").value_or("");
  return domain::trim(type.substr(0, type.find(';')));
}

bool is_json(std::string_view media_type) {
  const std::string type = domain::to_lower_ascii(media_type);
  return type == "application/json" || type == "application/merge-patch+json";
}

// Itself, or what it is a part of.
bool covers(const std::string& field, const std::string& other) {
  return field.empty() || other == field || other.starts_with(field + ".") || other.starts_with(field + "[");
}

// The faults that `work` throws.
std::vector<domain::Problem> faults_of(const std::function<void()>& work) {
  try {
    work();
    return {};
  } catch (const domain::Error& error) {
    if (error.kind() != domain::ErrorKind::invalid) throw;
    return error.problems();
  }
}

// Whether `problem` only says in other words what is known: what could not be read is also missing.
bool follows_from(const std::vector<domain::Problem>& known, const domain::Problem& problem) {
  return std::ranges::any_of(known, [&](const domain::Problem& k) {
    return covers(k.field, problem.field) || (problem.code == "required" && covers(problem.field, k.field));
  });
}

}  // namespace

void gather(domain::Violations& violations, const std::function<void()>& work) {
  try {
    work();
  } catch (const domain::Error& error) {
    if (error.kind() != domain::ErrorKind::invalid) throw;
    violations.add(error);
  }
}

JsonObject::JsonObject(const Json& value, std::string path, domain::Violations& violations)
    : members_(value.object()), path_(std::move(path)), violations_(violations) {
  violations_.require(members_ != nullptr, path_, "object", "must be an object");
}

bool JsonObject::has(std::string_view name) {
  asked_.emplace(name);
  return members_ != nullptr && std::ranges::any_of(*members_, [&](const JsonMember& m) { return m.name == name; });
}

const Json* JsonObject::find(std::string_view name) {
  if (!has(name)) return nullptr;
  const auto member = std::ranges::find(*members_, name, &JsonMember::name);
  return member->value.is_null() ? nullptr : &member->value;
}

bool JsonObject::require(std::string_view name) {
  if (find(name) != nullptr) return true;
  // What is no object at all has been told already.
  violations_.require(members_ == nullptr, path_of(name), "required", "is required");
  return false;
}

bool JsonObject::is_filled(std::string_view name) {
  const Json* value = find(name);
  return value != nullptr && (value->text() == nullptr || !domain::trim(*value->text()).empty());
}

std::optional<std::string> JsonObject::text(std::string_view name, std::size_t max_code_points) {
  const Json* value = find(name);
  return value == nullptr ? std::nullopt : read_text(*value, path_of(name), max_code_points, violations_);
}

std::optional<int> JsonObject::integer(std::string_view name, int least, int most) {
  const Json* value = find(name);
  if (value == nullptr) return {};
  if (!value->is_number()) {
    violations_.add(path_of(name), "number", "must be a number");
    return {};
  }
  const auto number = value->integer();
  if (!number || *number < least || *number > most) {
    violations_.add(path_of(name), "out_of_range",
                    "must be a whole number from " + std::to_string(least) + " to " + std::to_string(most));
    return {};
  }
  return static_cast<int>(*number);
}

std::optional<std::int64_t> JsonObject::id(std::string_view name) {
  const Json* value = find(name);
  if (value == nullptr) return {};
  const auto number = value->integer();
  if (number && *number > 0) return number;
  violations_.add(path_of(name), value->is_number() ? "out_of_range" : "number", "must be an id: a positive number");
  return {};
}

std::optional<bool> JsonObject::boolean(std::string_view name) {
  const Json* value = find(name);
  if (value == nullptr) return {};
  if (const bool* truth = value->boolean()) return *truth;
  violations_.add(path_of(name), "boolean", "must be true or false");
  return {};
}

void JsonObject::each(std::string_view name, std::size_t most,
                      const std::function<void(const Json&, const std::string&)>& item) {
  const Json* value = find(name);
  if (value == nullptr) return;
  const Json::Array* items = value->array();
  if (items == nullptr) return violations_.add(path_of(name), "array", "must be an array");
  if (items->size() > most) {
    return violations_.add(path_of(name), "too_many", "must be at most " + std::to_string(most));
  }
  for (std::size_t i = 0; i < items->size(); ++i) item((*items)[i], item_path(path_of(name), i));
}

void JsonObject::each_member(std::string_view name, std::size_t most,
                             const std::function<void(const JsonMember&, const std::string&)>& member) {
  const Json* value = find(name);
  if (value == nullptr) return;
  const Json::Object* members = value->object();
  if (members == nullptr) return violations_.add(path_of(name), "object", "must be an object");
  if (members->size() > most) {
    return violations_.add(path_of(name), "too_many", "must be at most " + std::to_string(most));
  }
  for (const JsonMember& one : *members) member(one, member_path(path_of(name), one.name));
}

void JsonObject::refuse_read_only(std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names) {
    violations_.require(!has(name), path_of(name), "read_only", "is answered, not asked for: leave it out");
  }
}

void JsonObject::refuse_others() {
  if (members_ == nullptr) return;
  for (const JsonMember& member : *members_) {
    violations_.require(asked_.contains(member.name), path_of(member.name), "unknown_field", "is not known here");
  }
}

std::optional<std::string> read_text(const Json& value, const std::string& path, std::size_t max_code_points,
                                     domain::Violations& violations) {
  const std::string* text = value.text();
  if (text == nullptr) {
    violations.add(path, "text", "must be a text");
    return {};
  }
  std::optional<std::string> clean;
  gather(violations, [&] { clean = domain::clean_text(*text, path, max_code_points); });
  return clean;
}

Json read_json(const Request& request) {
  if (!request.body.empty() && !is_json(media_type_of(request))) {
    throw domain::Error(domain::ErrorKind::invalid, "unsupported_media_type",
                        "the body must be JSON, with Content-Type: application/json");
  }
  return parse_json(request.body);
}

std::optional<domain::OrganisationId> read_organisation(JsonObject& object) {
  const auto id = object.id("organisation");
  return id ? std::optional(domain::OrganisationId{*id}) : std::nullopt;
}

Json read_optional_json(const Request& request) {
  return request.body.empty() ? Json(Json::Object{}) : read_json(request);
}

void throw_if_any(const domain::Violations& violations, const std::function<void()>& check) {
  std::vector<domain::Problem> problems = faults_of([&] { violations.throw_if_any(); });
  const std::vector<domain::Problem> known = problems;
  for (domain::Problem& problem : faults_of(check)) {
    if (!follows_from(known, problem)) problems.push_back(std::move(problem));
  }
  if (!problems.empty()) throw domain::Error(domain::ErrorKind::invalid, std::move(problems));
}

}  // namespace service
