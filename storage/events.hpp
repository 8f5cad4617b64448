#pragma once
#include <map>
#include <optional>

#include "domain/store.hpp"
#include "storage/context.hpp"

namespace storage {

class EventRows final : public domain::Events {
 public:
  explicit EventRows(Context& context) : context_(context) {}
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
  // As this transaction leaves it.
  struct Locked {
    std::int64_t next_version = 0;
    int confirmed_persons = 0;
    std::optional<int> maximum_attendee_capacity;
  };
  // Of an event that this transaction has locked: what its changes store.
  [[nodiscard]] std::optional<std::int64_t> next_version(domain::EventId id) const;

  Context& context_;
  std::map<domain::EventId, Locked> locked_;
};

}  // namespace storage
