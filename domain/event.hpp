#pragma once
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "domain/ids.hpp"
#include "domain/language.hpp"
#include "domain/organisation.hpp"
#include "domain/question.hpp"
#include "domain/reminder_rule.hpp"
#include "domain/text_state.hpp"
#include "domain/time.hpp"

namespace domain {

enum class EventKind { info_session, group_activity, civic_orientation, client_panel, network_meeting, training };
// schema.org/EventStatusType.
enum class EventStatus { scheduled, cancelled, rescheduled };
// Who finds it: nobody yet; everybody; whoever has the address; signed-in staff of any organisation.
enum class PublicationStatus { draft, open_to_all, unlisted, staff };

// Either somewhere or online. `online_url` is shown to those who registered, never in a public answer's list.
struct Place {
  std::string name;
  std::string street_address;
  std::string municipality;
  std::string online_url;  // empty when on site
  // The name and the address are this room's then (rooms.hpp). No value: a place that nobody keeps.
  std::optional<RoomId> room = {};
  [[nodiscard]] bool is_online() const noexcept { return !online_url.empty(); }
  friend bool operator==(const Place&, const Place&) = default;
};

// What an organiser decides about an event. A new member is carried over to other dates in domain/carry_over.cpp.
struct EventDetails {
  EventKind kind = EventKind::info_session;
  LocalisedText name;  // at least one language
  LocalisedText short_description;
  // What messages call it where its name would tell too much of the person ("Group meeting"); empty: the name itself.
  LocalisedText neutral_name;
  // Of which the others are translations (event_texts.hpp). No value: told from the texts, and kept from then on.
  std::optional<LanguageTag> original_language;
  TextKeys machine_made = {};  // texts that no person has read yet
  // Whoever saves says that the texts in these languages are right as they are. Taken up when stored, and gone then.
  std::set<LanguageTag> checked_languages = {};
  Instant start_time;
  Instant end_time;  // after start_time
  std::string time_zone{default_time_zone};
  Place location;
  std::vector<std::string> keywords;  // theme codes of config/themes
  std::vector<LanguageTag> in_language;
  std::vector<LanguageTag> interpreted_languages;
  std::vector<Organiser> organisers;  // never empty once stored
  // Persons. No value: as many as come.
  std::optional<int> maximum_attendee_capacity;
  // Persons. No value: no waiting list.
  std::optional<int> waiting_list_capacity;
  // Children for whom childcare is asked, besides the place that each person takes. No value: no childcare.
  std::optional<int> childcare_capacity;
  // How long a freed place is offered to the next party that waits; it is theirs when they accept. No value: the place
  // is given at once.
  std::optional<std::chrono::minutes> waiting_list_offer;
  bool invited_only = false;         // only by the link of an invitation, or by staff
  bool phone_code_required = false;  // a code sent by SMS confirms the place
  // Of one phone number; staff may pass it. No value: no limit.
  std::optional<int> maximum_parties_per_contact;
  PersonFields asks;
  std::vector<Question> questions;
  std::optional<Instant> enrolment_start_time;
  std::optional<Instant> enrolment_end_time;  // no value: until the event starts
  std::string external_registration_url;      // registration happens there instead
  std::vector<ReminderRule> reminders;
  PublicationStatus publication_status = PublicationStatus::draft;
  // A limit that anybody passes by typing another number is none, and who is refused by one learns that the number is
  // known: so a limit comes with the code (ADR 13).
  [[nodiscard]] bool wants_code() const noexcept { return phone_code_required || maximum_parties_per_contact; }
  friend bool operator==(const EventDetails&, const EventDetails&) = default;
};

struct Event : EventDetails {
  EventId id;
  std::string uid;         // RFC 5545 UID; never changes
  std::string import_key;  // stable name in the source it was imported from; empty when entered by hand
  std::optional<SeriesId> super_event;
  EventStatus status = EventStatus::scheduled;
  LocalisedText cancellation_reason;
  std::vector<TextState> text_states = {};     // by key
  std::optional<Instant> previous_start_time;  // set when rescheduled
  // It was held, and who came is settled (attendance.hpp).
  std::optional<Instant> attendance_closed_time = {};
  int confirmed_persons = 0;  // those with an offer, or who owe a code, included: their places are held
  int waitlisted_persons = 0;
  int confirmed_children = 0;
  std::int64_t version = 1;  // moves with every change, registrations included; the ETag
  int sequence = 0;          // RFC 5545 SEQUENCE; moves with changes that a calendar shows
  Instant created_time;
  Instant last_modified_time;  // of the content, not of registrations

  // Never negative, though capacity may have been lowered below what is confirmed.
  [[nodiscard]] std::optional<int> remaining_attendee_capacity() const;
  [[nodiscard]] std::optional<int> remaining_childcare_capacity() const;
};

// Whether somebody could register now, and if not, why: the order is that in which a person would care.
enum class Enrolment { open, waiting_list, full, not_yet, closed, external, invited, cancelled, none };
// `none`: drafts. A party of one is assumed.
[[nodiscard]] Enrolment enrolment_state(const Event& event, Instant now);

// Words of the public contract: "info_session", "EventScheduled", "public".
[[nodiscard]] std::string_view to_word(EventKind kind);
[[nodiscard]] std::string_view to_word(EventStatus status);
[[nodiscard]] std::string_view to_word(PublicationStatus status);
[[nodiscard]] std::string_view to_word(Enrolment enrolment);
// Throw Error{invalid, "unknown_value", field}.
[[nodiscard]] EventKind parse_event_kind(std::string_view word, std::string_view field);
[[nodiscard]] EventStatus parse_event_status(std::string_view word, std::string_view field);
[[nodiscard]] PublicationStatus parse_publication_status(std::string_view word, std::string_view field);

// What a link may lead to: https or http.
[[nodiscard]] bool is_web_address(std::string_view url);

// Everything that must hold before details are stored; throws Error{invalid} with all that does not.
void validate(const EventDetails& details, const TimeZones& zones);

}  // namespace domain
