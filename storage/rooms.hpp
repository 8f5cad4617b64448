#pragma once
#include "domain/store.hpp"
#include "storage/context.hpp"

namespace storage {

class RoomRows final : public domain::Rooms {
 public:
  explicit RoomRows(Context& context) : context_(context) {}
  [[nodiscard]] std::optional<domain::Room> find(domain::RoomId id) const override;
  [[nodiscard]] std::vector<domain::Room> all() const override;
  [[nodiscard]] std::optional<domain::Room> lock(domain::RoomId id) override;
  domain::RoomId insert(const domain::Room& room) override;
  void update(const domain::Room& room) override;

 private:
  Context& context_;
};

}  // namespace storage
