#pragma once
#include "domain/store.hpp"
#include "storage/context.hpp"

namespace storage {

class TimetableRows final : public domain::Timetable {
 public:
  explicit TimetableRows(Context& context) : context_(context) {}
  [[nodiscard]] std::vector<domain::Slot> in_room(domain::RoomId room, domain::Instant from,
                                                  domain::Instant to) const override;
  [[nodiscard]] std::vector<domain::Slot> of_organisations(std::span<const domain::OrganisationId> organisations,
                                                           domain::Instant from, domain::Instant to,
                                                           std::size_t limit) const override;
  [[nodiscard]] std::vector<domain::Slot> at_place(const std::string& folded_name, domain::Instant from,
                                                   domain::Instant to, std::size_t limit) const override;
  [[nodiscard]] std::vector<domain::Slot> for_audience(const domain::Audience& audience, domain::Instant from,
                                                       domain::Instant to, std::size_t limit) const override;

 private:
  Context& context_;
};

}  // namespace storage
