#pragma once
#include <optional>
#include <string>
#include <vector>

#include "domain/registration.hpp"

namespace contract {

// What people expect of an event's places, in as few words as possible; tests hold the real thing against it.
struct PlacesModel {
  struct Party {
    int persons = 1;
    int children = 0;
    domain::RegistrationStatus status = domain::RegistrationStatus::confirmed;
    int offer_ends = 0;       // in minutes, where offered
    bool moved_back = false;  // to the waiting list, by hand
    [[nodiscard]] bool holds() const {
      return status == domain::RegistrationStatus::confirmed || status == domain::RegistrationStatus::offered;
    }
  };

  std::optional<int> capacity;
  int waiting_capacity = 0;
  int childcare = 0;
  std::optional<int> offer_minutes;
  int now = 0;                 // minutes
  std::vector<Party> parties;  // in the order they came

  [[nodiscard]] int held() const;
  [[nodiscard]] int held_children() const;
  [[nodiscard]] int waiting() const;
  [[nodiscard]] bool fits(int persons, int children) const;

  // Each answers the code of the refusal, or "".
  std::string register_party(int persons, int children);
  std::string cancel(std::size_t party);
  std::string accept(std::size_t party);
  std::string decline(std::size_t party);
  std::string change(std::size_t party, int persons, int children);
  std::string move(std::size_t party, domain::RegistrationStatus to);
  void pass(int minutes);
  // Free places go to the first that fits, until none fits.
  void promote(std::optional<std::size_t> passed_over = {});
};

}  // namespace contract
