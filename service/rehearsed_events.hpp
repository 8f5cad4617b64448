#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "domain/store.hpp"
#include "service/rehearsal.hpp"

// Parts of a Rehearsal.
namespace service {

// What one use case would have stored, and the rooms that earlier ones took.
struct NewEvents {
  std::vector<domain::Event> events{};
  bool changed = false;
  std::multimap<domain::RoomId, domain::Slot> in_rooms{};

  [[nodiscard]] const domain::Event* find(domain::EventId id) const;
  [[nodiscard]] const domain::Event* find(std::string_view import_key) const;
};

[[nodiscard]] domain::Slot slot_of(const domain::Event& event);

class RehearsedEvents final : public domain::Events {
 public:
  // Both outlive it.
  RehearsedEvents(const domain::Events& stored, NewEvents& added) : stored_(stored), added_(added) {}

  [[nodiscard]] std::optional<domain::Event> find(domain::EventId id) const override;
  [[nodiscard]] std::optional<domain::Event> find_by_import_key(std::string_view key) const override;
  [[nodiscard]] std::optional<domain::Event> find_by_uid(std::string_view uid) const override;
  [[nodiscard]] domain::EventPage find(const domain::EventFilter& filter) const override;
  [[nodiscard]] std::optional<domain::Series> find(domain::SeriesId id) const override;
  [[nodiscard]] std::optional<domain::Series> find_series_by_import_key(std::string_view key) const override;
  [[nodiscard]] std::vector<domain::Event> of_series(domain::SeriesId series) const override;
  [[nodiscard]] std::vector<domain::EventId> with_people_ended_before(domain::Instant before,
                                                                      std::size_t limit) const override;
  [[nodiscard]] std::vector<domain::EventId> with_answers_ended_before(domain::Instant before,
                                                                       std::size_t limit) const override;
  [[nodiscard]] std::vector<domain::AttendanceCount> attendance(domain::EventId event) const override;
  [[nodiscard]] std::vector<domain::EventId> with_wrong_counts() const override;
  [[nodiscard]] std::vector<std::string> municipalities(const domain::EventFilter& filter) const override;
  [[nodiscard]] std::optional<domain::Event> lock(domain::EventId id) override;
  void insert(const domain::Event& event) override;
  std::int64_t update(const domain::Event& event) override;
  std::int64_t add_to_counts(domain::EventId id, int confirmed_persons, int waitlisted_persons,
                             int confirmed_children) override;
  void add_attendance(domain::EventId id, std::span<const domain::AttendanceCount> counts) override;
  domain::SeriesId insert(const domain::Series& series) override;

 private:
  template <class Key>
  using Known = std::map<Key, std::optional<domain::Event>, std::less<>>;

  // Lists do not have what is new.
  void require_nothing_new() const;

  const domain::Events& stored_;
  NewEvents& added_;
  // What is stored does not change. Of one file each is asked for several times, and soon after one another.
  mutable Known<domain::EventId> by_id_;
  mutable Known<std::string> by_key_;
  mutable Known<std::string> by_uid_;
  mutable std::map<std::string, std::optional<domain::Series>, std::less<>> series_by_key_;
};

class RehearsedTimetable final : public domain::Timetable {
 public:
  RehearsedTimetable(const domain::Timetable& stored, const NewEvents& added) : stored_(stored), added_(added) {}

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
  void require_nothing_new() const;

  const domain::Timetable& stored_;
  const NewEvents& added_;
};

}  // namespace service
