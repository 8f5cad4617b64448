#pragma once
#include <span>
#include <string>

#include "domain/access.hpp"
#include "domain/ports.hpp"
#include "domain/registration.hpp"

namespace domain {

inline constexpr std::size_t maximum_party = 10;
inline constexpr std::size_t maximum_party_by_staff = 60;
inline constexpr std::size_t maximum_dates_at_once = 60;

struct RegistrationRequest {
  EventId event;
  Contact contact;
  std::vector<Person> persons;
  Answers answers;
  // The client's Idempotency-Key; the same key with the same request is answered with the registration it made.
  std::string idempotency_key;
  std::string consent_version;
  // Of the wording that was read; none: the contact's.
  std::optional<LanguageTag> consent_language = {};
  // Of the invitation's link, for an event that is by invitation.
  std::string invitation_token;
  // By staff at the door: neither name nor phone nor email is needed, everybody is present at once, nothing is sent. Up
  // to a day after the event.
  bool walk_in = false;
};

// What the caller is told once: `manage_token` is stored nowhere.
struct RegistrationReceipt {
  Registration registration;
  std::optional<int> waiting_position;
  std::string manage_token;
  bool repeated = false;  // an Idempotency-Key seen before
};

// Registers the party whole, or puts it whole on the waiting list, and plans its messages, in one transaction. Where
// the event wants a code the registration is not `verified` yet (manage_registration.hpp, verify_phone), and the limit
// of parties of one phone is told to that phone alone: by an SMS in place of the code (phone_proof.hpp). What the event
// does not ask of persons is not stored. `staff` is who does it for somebody that phoned or came: may pass the
// deadline, the need of an invitation or a code, the limit for one contact, and a bigger party; a walk-in needs the
// permission to mark presence and may exceed the capacity, since the person is in the room. Errors: invalid (all fields
// at once), not_found, conflict with code "full", "childcare_full", "party_too_large", "code_awaited", "not_yet_open",
// "closed", "event_cancelled", "external", "invitation_needed", "invitation_used", "idempotency_key_reused".
[[nodiscard]] RegistrationReceipt register_participants(const Ports& ports, const RegistrationRequest& request,
                                                        const Principal* staff = nullptr);

// Of all these dates, each question once.
[[nodiscard]] std::vector<Question> questions_of(std::span<const Event> events);

// What became of one date.
struct DateOutcome {
  EventId event;
  // None where the date could not take the party; `refusal` is the error's code then.
  std::optional<RegistrationReceipt> receipt;
  std::string refusal;
};

// The same party for several dates of one series, each with its own places: one transaction, one message that tells of
// all. `request.event` is ignored. `events` name dates of the same series (1 to 60, none twice), else Error{invalid,
// "events"}. Dates that are full, closed or cancelled are told in the outcome and do not keep the others; where no date
// could be had, the first refusal is thrown. Answers are those of all dates' questions. The Idempotency-Key holds for
// the whole, and is answered as the first time, refused dates included; where `whole_series` was asked for, whichever
// of its dates `events` names by now.
[[nodiscard]] std::vector<DateOutcome> register_for_dates(const Ports& ports, const RegistrationRequest& request,
                                                          std::span<const EventId> events,
                                                          const Principal* staff = nullptr,
                                                          std::optional<SeriesId> whole_series = {});

}  // namespace domain
