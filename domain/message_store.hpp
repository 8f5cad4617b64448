#pragma once
#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "domain/incoming_message.hpp"
#include "domain/message.hpp"

// Where messages are kept, in both directions; part of domain/store.hpp, which says how.
namespace domain {

struct OutboxState {
  std::size_t pending = 0;
  std::size_t failed = 0;
  std::optional<Instant> oldest_due;  // of the pending ones that are due
};

class Outbox {
 public:
  virtual ~Outbox() = default;
  [[nodiscard]] virtual OutboxState state(Instant now) const = 0;
  [[nodiscard]] virtual std::vector<Message> of_event(EventId event) const = 0;
  // In the order they are due.
  [[nodiscard]] virtual std::vector<Message> of_registration(RegistrationId registration) const = 0;
  [[nodiscard]] virtual bool anything_sent(RegistrationId registration) const = 0;
  // Of interpreters' bookings, over since before `before`: their recipients are personal data, too. At most `limit`;
  // answers how many.
  virtual std::size_t remove_of_bookings_ended_before(Instant before, std::size_t limit) = 0;
  virtual void remove_of(InterpreterBookingId booking) = 0;
  virtual void insert(std::span<const Message> messages) = 0;
  // Pending messages about it become `dropped`, but for what tells of several dates: its words are made when it goes.
  virtual void drop_pending(RegistrationId registration) = 0;
  // Of this kind alone.
  virtual void drop_pending(RegistrationId registration, MessageKind kind) = 0;
  // Of those only the reminders.
  virtual void drop_pending_reminders(RegistrationId registration) = 0;
  // Pending reminders of the event become `dropped`.
  virtual void drop_pending_reminders(EventId event) = 0;
  // But for what tells of several bookings.
  virtual void drop_pending(InterpreterBookingId booking) = 0;
  // Pending messages of several bookings that hang on `from` hang on `to` from now on, or become `dropped`.
  virtual void hand_over_pending(InterpreterBookingId from, std::optional<InterpreterBookingId> to) = 0;
  // Takes up to `limit` messages that are due (or whose lease ran out), oldest first: they become `sending` until
  // `lease_until`, attempts + 1. Only those of `channel` where one is given, so that one slow gateway holds up none
  // but its own.
  [[nodiscard]] virtual std::vector<Message> claim(Instant now, Instant lease_until, std::size_t limit,
                                                   std::optional<Channel> channel = {}) = 0;
  // What became of a message that was claimed. Ignored where somebody else has claimed it since.
  virtual void record_sent(const Message& claimed, std::string_view reference, Instant now) = 0;
  virtual void record_retry(const Message& claimed, Instant due_again) = 0;
  // Failed or dropped, and why.
  virtual void record_end(const Message& claimed, MessageState state, std::string_view reason) = 0;
  // A delivery report; ignored where the message is unknown or already ended. It may come while the message is still
  // `sending`: gateways are quick, and record_sent then changes nothing about the end.
  virtual void record_delivery(MessageId id, bool delivered) = 0;
};

// What people wrote to us by SMS.
class IncomingMessages {
 public:
  virtual ~IncomingMessages() = default;
  [[nodiscard]] virtual std::optional<IncomingMessage> find(IncomingMessageId id) const = 0;
  // Those nobody has handled first, then the newest first; of the organisation's events where one is given.
  [[nodiscard]] virtual std::vector<IncomingMessage> newest(std::optional<OrganisationId> organisation,
                                                            std::size_t limit) const = 0;
  [[nodiscard]] virtual std::vector<IncomingMessage> of_phone(const PhoneNumber& phone) const = 0;
  // When the oldest came, or what is remembered for longest.
  [[nodiscard]] virtual std::optional<Instant> oldest() const = 0;
  // Whether a message of this key was remembered at `since` or later.
  [[nodiscard]] virtual bool is_remembered(std::string_view key, Instant since) const = 0;

  virtual void remember(std::string_view key, Instant now) = 0;
  virtual IncomingMessageId insert(const IncomingMessage& message) = 0;
  // Marking again changes nothing.
  virtual void mark_handled(IncomingMessageId id, Instant now) = 0;
  virtual void remove_of(const PhoneNumber& phone) = 0;
  // Those that came before `time`, handled or not, and what is remembered from then: at most `limit` of each; answers
  // how many.
  virtual std::size_t remove_before(Instant time, std::size_t limit) = 0;
};

}  // namespace domain
