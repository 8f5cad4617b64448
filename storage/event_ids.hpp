#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "storage/convert.hpp"
#include "storage/dialect.hpp"

namespace storage {

// The events that a statement is about: one, as nearly always, which is found without a list to take apart, or several.
class EventIds {
 public:
  // At least one.
  EventIds(Engine engine, std::span<const std::int64_t> ids) : engine_(engine), one_(ids.size() == 1) {
    if (one_) {
      values_[0] = to_value(ids.front());
    } else {
      list_ = list_value(engine, ids);
      values_[0] = to_value(list_);
    }
  }
  EventIds(const EventIds&) = delete;
  EventIds& operator=(const EventIds&) = delete;

  // "<column> is one of them": takes value().
  [[nodiscard]] std::string are(std::string_view column) const {
    return one_ ? std::string(column) + " = ?" : any_of(engine_, column, false);
  }
  [[nodiscard]] std::span<const Value> value() const { return values_; }

 private:
  Engine engine_;
  bool one_;
  std::string list_;
  std::array<Value, 1> values_;
};

}  // namespace storage
