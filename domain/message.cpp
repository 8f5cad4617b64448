#include "domain/message.hpp"

#include "domain/words.hpp"

namespace domain {
namespace {

constexpr WordTable<MessageKind, 32> message_kinds{
    {{MessageKind::registration_confirmed, "registration_confirmed"},
     {MessageKind::registration_waitlisted, "registration_waitlisted"},
     {MessageKind::registration_promoted, "registration_promoted"},
     {MessageKind::registration_cancelled, "registration_cancelled"},
     {MessageKind::registration_changed, "registration_changed"},
     {MessageKind::dates_registered, "dates_registered"},
     {MessageKind::dates_cancelled, "dates_cancelled"},
     {MessageKind::dates_changed, "dates_changed"},
     {MessageKind::dates_called_off, "dates_called_off"},
     {MessageKind::place_offered, "place_offered"},
     {MessageKind::place_offer_ended, "place_offer_ended"},
     {MessageKind::phone_code, "phone_code"},
     {MessageKind::already_registered, "already_registered"},
     {MessageKind::manage_link, "manage_link"},
     {MessageKind::invitation, "invitation"},
     {MessageKind::account_invitation, "account_invitation"},
     {MessageKind::password_reset, "password_reset"},
     {MessageKind::account_email_proof, "account_email_proof"},
     {MessageKind::account_email_changed, "account_email_changed"},
     {MessageKind::submission_approved, "submission_approved"},
     {MessageKind::submission_returned, "submission_returned"},
     {MessageKind::reminder, "reminder"},
     {MessageKind::event_cancelled, "event_cancelled"},
     {MessageKind::event_rescheduled, "event_rescheduled"},
     {MessageKind::event_relocated, "event_relocated"},
     {MessageKind::event_restored, "event_restored"},
     {MessageKind::interpreter_offer, "interpreter_offer"},
     {MessageKind::interpreter_confirmed, "interpreter_confirmed"},
     {MessageKind::interpreter_cancelled, "interpreter_cancelled"},
     {MessageKind::interpreter_dates_offered, "interpreter_dates_offered"},
     {MessageKind::interpreter_dates_confirmed, "interpreter_dates_confirmed"},
     {MessageKind::interpreter_dates_cancelled, "interpreter_dates_cancelled"}}};

constexpr WordTable<MessageState, 6> message_states{{{MessageState::pending, "pending"},
                                                     {MessageState::sending, "sending"},
                                                     {MessageState::sent, "sent"},
                                                     {MessageState::delivered, "delivered"},
                                                     {MessageState::failed, "failed"},
                                                     {MessageState::dropped, "dropped"}}};

constexpr WordTable<Channel, 2> channels{{{Channel::sms, "sms"}, {Channel::email, "email"}}};

}  // namespace

bool tells_of_several_bookings(MessageKind kind) {
  return kind == MessageKind::interpreter_dates_offered || kind == MessageKind::interpreter_dates_confirmed ||
         kind == MessageKind::interpreter_dates_cancelled;
}

std::string_view to_word(MessageKind kind) {
  return word_of(message_kinds, kind);
}
std::string_view to_word(MessageState state) {
  return word_of(message_states, state);
}
std::string_view to_word(Channel channel) {
  return word_of(channels, channel);
}
MessageKind parse_message_kind(std::string_view word, std::string_view field) {
  return value_of(message_kinds, word, field);
}
MessageState parse_message_state(std::string_view word, std::string_view field) {
  return value_of(message_states, word, field);
}
Channel parse_channel(std::string_view word, std::string_view field) {
  return value_of(channels, word, field);
}

}  // namespace domain
