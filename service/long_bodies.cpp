#include "service/long_bodies.hpp"

#include "service/refusal.hpp"

namespace service {

std::string sender_of(const Request& request) {
  if (!request.principal) return request.remote_address;
  if (request.principal->account) return "account " + std::to_string(request.principal->account->value);
  const auto& organisation = request.principal->organisation;
  return organisation ? "organisation " + std::to_string(organisation->value) : std::string("operator");
}

struct LongBodies::Place {
  explicit Place(std::string name) : whose(std::move(name)) {}
  Place(const Place&) = delete;
  Place& operator=(const Place&) = delete;
  ~Place() {
    if (counted_by != nullptr) counted_by->leave(whose);
  }
  std::string whose;
  LongBodies* counted_by = nullptr;
};

std::shared_ptr<const void> LongBodies::admit(const std::string& whose) {
  auto place = std::make_shared<Place>(whose);
  const std::lock_guard lock(mutex_);
  const auto known = counts_.find(whose);
  if (all_ >= most_ || (known != counts_.end() && known->second >= most_of_one_)) {
    throw Refusal{503, "busy", "Too many files are being received; try again soon."};
  }
  ++counts_[whose];
  ++all_;
  place->counted_by = this;
  return place;
}

void LongBodies::leave(const std::string& whose) noexcept {
  const std::lock_guard lock(mutex_);
  --all_;
  const auto count = counts_.find(whose);
  if (--count->second == 0) counts_.erase(count);
}

}  // namespace service
