#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/ids.hpp"
#include "domain/registration.hpp"
#include "domain/time.hpp"

namespace domain {

// Parties that one phone has at one event: those that hold, and those whose code is still awaited.
struct PhoneParties {
  int proven = 0;
  int unproven = 0;
};

// A date that could not take a party which got others of the same request.
struct RefusedDate {
  EventId event;
  std::string refusal;  // the error's code
  friend bool operator==(const RefusedDate&, const RefusedDate&) = default;
};

class Registrations {
 public:
  virtual ~Registrations() = default;
  [[nodiscard]] virtual std::optional<Registration> find(RegistrationId id) const = 0;
  [[nodiscard]] virtual std::optional<Registration> find_by_token_hash(std::string_view hash) const = 0;
  [[nodiscard]] virtual std::optional<Registration> find_by_idempotency_key(EventId event,
                                                                            std::string_view key_hash) const = 0;
  // In the order they came.
  [[nodiscard]] virtual std::vector<Registration> of_event(EventId event) const = 0;
  // The first on the waiting list behind `after` that has at most so many persons, and children in childcare.
  [[nodiscard]] virtual std::optional<Registration> next_waiting(EventId event, int persons, int children,
                                                                 RegistrationId after) const = 0;
  // 1 for the next in line; nothing for who does not wait.
  [[nodiscard]] virtual std::optional<int> waiting_position(const Registration& registration) const = 0;

  // Of the same party, by start time of their events; empty for an empty key.
  [[nodiscard]] virtual std::vector<Registration> of_party(std::string_view party_key) const = 0;
  // With this phone or this email, the newest first.
  [[nodiscard]] virtual std::vector<Registration> of_contact(const std::optional<PhoneNumber>& phone,
                                                             const std::optional<EmailAddress>& email,
                                                             std::size_t limit) const = 0;
  // Not cancelled ones of the event with this phone.
  [[nodiscard]] virtual PhoneParties parties_of_phone(EventId event, const PhoneNumber& phone) const = 0;
  // For the organisation's events, the newest first.
  [[nodiscard]] virtual std::vector<Registration> newest_of(OrganisationId organisation, std::size_t limit) const = 0;
  // Offers and held places that have run out, by time.
  [[nodiscard]] virtual std::vector<RegistrationId> expired(Instant now, std::size_t limit) const = 0;
  // What the contact agreed to; empty where the version is unknown.
  [[nodiscard]] virtual std::string consent_wording(std::string_view version, const LanguageTag& language) const = 0;

  // By event; gone with the last registration of the party.
  [[nodiscard]] virtual std::vector<RefusedDate> refused_dates(std::string_view party_key) const = 0;
  virtual void keep_refused_date(std::string_view party_key, const RefusedDate& date) = 0;

  virtual RegistrationId insert(const Registration& registration) = 0;
  // Everything but event, consent, keys and how it was made; persons with an id keep it; version moves.
  virtual void update(const Registration& registration) = 0;
  // False where the registration has no such person.
  virtual bool set_presence(RegistrationId id, PersonId person, PresenceStatus status) = 0;
  // With its persons and its messages; the counts are the caller's.
  virtual void remove(RegistrationId id) = 0;
  virtual void forget_answers(EventId event) = 0;
  // Once for each version and language; later ones are ignored.
  virtual void keep_consent_wording(std::string_view version, const LanguageTag& language, std::string_view text) = 0;
};

}  // namespace domain
