#include "service/json.hpp"

#include <cmath>
#include <nlohmann/json.hpp>
#include <set>

#include "domain/error.hpp"
#include "domain/text.hpp"

namespace service {
namespace {

constexpr double beyond_exact = 9007199254740992.0;  // 2^53
constexpr std::size_t longest_name_told = 64;

[[noreturn]] void refuse(const char* code, std::string message, std::string field = {}) {
  throw domain::Error(domain::ErrorKind::invalid, code, std::move(message), std::move(field));
}

// Builds a Json from nlohmann's events, so that depth, size and repeated names are refused while reading.
class Builder final : public nlohmann::json_sax<nlohmann::json> {
 public:
  [[nodiscard]] Json take() { return std::move(root_); }

  bool null() override { return add({}); }
  bool boolean(bool value) override { return add(value); }
  bool number_integer(std::int64_t value) override { return add(value); }
  bool number_unsigned(std::uint64_t value) override {
    return value <= INT64_MAX ? add(static_cast<std::int64_t>(value)) : add(static_cast<double>(value));
  }
  bool number_float(double value, const std::string&) override { return add(value); }
  bool string(std::string& value) override { return add(std::move(value)); }
  bool binary(nlohmann::json::binary_t&) override { refuse("json", "is not JSON"); }
  bool start_object(std::size_t) override { return open(true); }
  bool start_array(std::size_t) override { return open(false); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }

  bool key(std::string& name) override {
    Frame& frame = frames_.back();
    if (!frame.names.insert(name).second) {
      refuse("duplicate_field", "is there twice", member_path(path(), name));
    }
    frame.name = std::move(name);
    return true;
  }

  bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception& error) override {
    if (error.id == 406) refuse("number_range", "holds a number that is too large");
    refuse("json", "is not JSON: see octet " + std::to_string(position));
  }

 private:
  struct Frame {
    bool is_object;
    Json::Object members;
    Json::Array items;
    std::string name;
    std::set<std::string, std::less<>> names;
  };

  // Of the innermost object or array.
  [[nodiscard]] std::string path() const {
    std::string path;
    for (std::size_t i = 0; i + 1 < frames_.size(); ++i) {
      const Frame& frame = frames_[i];
      path = frame.is_object ? member_path(path, frame.name) : item_path(path, frame.items.size());
    }
    return path;
  }

  bool add(Json value) {
    if (++values_ > maximum_json_values) refuse("too_many_values", "holds too many values");
    if (frames_.empty()) {
      root_ = std::move(value);
    } else if (Frame& frame = frames_.back(); frame.is_object) {
      frame.members.push_back({std::move(frame.name), std::move(value)});
    } else {
      frame.items.push_back(std::move(value));
    }
    return true;
  }

  bool open(bool is_object) {
    if (frames_.size() >= maximum_json_depth) refuse("too_deep", "is nested too deep");
    frames_.push_back({is_object, {}, {}, {}, {}});
    return true;
  }

  bool close() {
    Frame frame = std::move(frames_.back());
    frames_.pop_back();
    return frame.is_object ? add(std::move(frame.members)) : add(std::move(frame.items));
  }

  Json root_;
  std::vector<Frame> frames_;
  std::size_t values_ = 0;
};

}  // namespace

bool Json::is_number() const {
  return std::holds_alternative<std::int64_t>(value_) || std::holds_alternative<double>(value_);
}

std::optional<std::int64_t> Json::integer() const {
  if (const auto* number = std::get_if<std::int64_t>(&value_)) {
    return std::abs(static_cast<double>(*number)) < beyond_exact ? std::optional(*number) : std::nullopt;
  }
  const auto* number = std::get_if<double>(&value_);
  if (number == nullptr || std::trunc(*number) != *number || std::abs(*number) >= beyond_exact) return {};
  return static_cast<std::int64_t>(*number);
}

const Json* Json::find(std::string_view name) const {
  const Object* members = object();
  if (members == nullptr) return nullptr;
  for (const JsonMember& member : *members) {
    if (member.name == name) return &member.value;
  }
  return nullptr;
}

void add_text(Json::Object& object, const char* name, const std::string& text) {
  if (!text.empty()) object.push_back({name, text});
}

Json parse_json(std::string_view text) {
  if (domain::trim(text).empty()) refuse("empty_body", "needs a JSON body");
  if (!domain::is_valid_utf8(text)) refuse("encoding", "must be UTF-8");
  Builder builder;
  nlohmann::json::sax_parse(text, &builder);
  return builder.take();
}

namespace {

using Tree = nlohmann::ordered_json;

Tree to_tree(const Json& json);

struct ToTree {
  Tree operator()(std::monostate) const { return nullptr; }
  Tree operator()(bool value) const { return value; }
  Tree operator()(std::int64_t value) const { return value; }
  Tree operator()(double value) const { return value; }
  Tree operator()(const std::string& value) const { return value; }
  Tree operator()(const Json::Array& items) const {
    Tree tree = Tree::array();
    for (const Json& item : items) tree.push_back(to_tree(item));
    return tree;
  }
  Tree operator()(const Json::Object& members) const {
    Tree tree = Tree::object();
    for (const JsonMember& member : members) tree.emplace(member.name, to_tree(member.value));
    return tree;
  }
};

Tree to_tree(const Json& json) {
  return json.visit(ToTree{});
}

// One line, printable ASCII and letters, so that a path can be logged and shown.
std::string told(std::string_view name) {
  std::string out;
  for (const char c : name.substr(0, longest_name_told)) {
    out += static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? '?' : c;
  }
  while (!out.empty() && !domain::is_valid_utf8(out)) out.pop_back();
  return out;
}

}  // namespace

std::string to_text(const Json& json) {
  return to_tree(json).dump(-1, ' ', false, Tree::error_handler_t::replace);
}

std::string member_path(std::string_view parent, std::string_view name) {
  return parent.empty() ? told(name) : std::string(parent) + "." + told(name);
}

std::string item_path(std::string_view parent, std::size_t index) {
  return std::string(parent) + "[" + std::to_string(index) + "]";
}

}  // namespace service
