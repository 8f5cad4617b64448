#pragma once
#include <map>
#include <string>

#include "calendar/time_zones.hpp"
#include "domain/edit_event.hpp"
#include "domain/register_participants.hpp"
#include "storage/secrets.hpp"
#include "tests/contract/databases.hpp"

namespace contract {

// Use cases about people's data, on every engine. It is 23.11.2026, 10:00 UTC.
class Privacy : public Contract {
 protected:
  Privacy();

  // A public event of two hours with childcare and a waiting list, by "Mimosa".
  domain::Event event(int days_from_now, std::optional<int> capacity = {});
  domain::Event event(domain::EventDetails details);
  [[nodiscard]] domain::EventDetails details(int days_from_now) const;
  [[nodiscard]] domain::RegistrationRequest request(const domain::Event& event, const std::string& name,
                                                    std::size_t persons = 1) const;
  domain::RegistrationReceipt put_party(const domain::Event& event, const std::string& name, std::size_t persons = 1);
  domain::Event now(const domain::Event& event);
  std::optional<domain::Registration> find(domain::RegistrationId id);
  void pass(std::chrono::days days) { clock.set(clock.now() + days); }
  // "persons present" → 2.
  std::map<std::string, int> attendance(const domain::Event& event);
  // Rows of a table.
  int rows(const std::string& table);
  [[nodiscard]] std::string wrong_counts();
  domain::Principal organiser(const std::string& organisation);
  // "data_erased by command", the newest first.
  std::vector<std::string> audit();

  fixtures::SetClock clock;
  calendar::TimeZones zones;
  std::unique_ptr<domain::Secrets> secrets;
  domain::Ports ports;
  domain::Principal admin;
};

}  // namespace contract
