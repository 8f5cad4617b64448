#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "domain/book_interpreter.hpp"
#include "domain/booking_changes.hpp"
#include "domain/plan_messages.hpp"

namespace domain {
namespace {

MessageKind of_several(MessageKind kind) {
  if (kind == MessageKind::interpreter_offer) return MessageKind::interpreter_dates_offered;
  return kind == MessageKind::interpreter_confirmed ? MessageKind::interpreter_dates_confirmed
                                                    : MessageKind::interpreter_dates_cancelled;
}

bool is_still_so(MessageKind kind, BookingStatus status) {
  if (kind == MessageKind::interpreter_offer) return status == BookingStatus::offered;
  if (kind == MessageKind::interpreter_confirmed) return status == BookingStatus::confirmed;
  return status == BookingStatus::cancelled_free || status == BookingStatus::cancelled_billed;
}

// It is about to get another link, so what waits to tell of the dates that were asked for with it hangs on another one.
void leave_request(Transaction& tx, InterpreterBooking& booking) {
  if (booking.request_token_hash.empty()) return;
  auto others = std::as_const(tx.interpreters()).bookings_of_request(booking.request_token_hash);
  std::erase_if(others, [&](const InterpreterBooking& other) { return other.id == booking.id; });
  tx.outbox().hand_over_pending(booking.id, others.empty() ? std::nullopt : std::optional(others.front().id));
  booking.request_token_hash.clear();
}

void give_link(Transaction& tx, const Ports& ports, InterpreterBooking& booking, const std::string& seed, bool shared) {
  leave_request(tx, booking);
  const std::string hash = ports.secrets.hash_token(ports.secrets.derive_token(offer_purpose, seed));
  booking.link_seed = seed;
  booking.offer_token_hash = shared ? "" : hash;
  booking.request_token_hash = shared ? hash : "";
  tx.interpreters().update(booking);
  tx.outbox().drop_pending(booking.id);
}

// What is confirmed by one message is shown by one link. Of what is cancelled there is nothing to answer.
template <class One>
bool share_what_is_told(const std::vector<One*>& several) {
  if (several.size() == 1 || several.front()->kind != MessageKind::interpreter_confirmed) return true;
  const std::string& hash = several.front()->booking.request_token_hash;
  return !hash.empty() &&
         std::ranges::all_of(several, [&](const One* one) { return one->booking.request_token_hash == hash; });
}

}  // namespace

void BookingNotices::add(const Event& event, const InterpreterBooking& booking, MessageKind kind) {
  all_.push_back({event, booking, kind});
}

void BookingNotices::send(Transaction& tx, const Ports& ports) {
  // An event of no series is one of its own.
  using Told = std::tuple<InterpreterId, bool, std::int64_t, MessageKind>;
  std::map<Told, std::vector<One*>> told;
  for (One& one : all_) {
    one.booking = std::as_const(tx.interpreters()).find(one.booking.id).value();
    // Moved and then called off, within one change.
    if (!is_still_so(one.kind, one.booking.status)) continue;
    const bool in_series = one.event.super_event.has_value();
    const std::int64_t of = in_series ? one.event.super_event->value : one.event.id.value;
    told[{one.booking.interpreter.value(), in_series, of, one.kind}].push_back(&one);
  }
  for (auto& [whom, several] : told) {
    std::ranges::sort(several, {}, [](const One* one) { return std::pair(one->booking.start_time, one->booking.id); });
    const One& first = *several.front();
    if (first.kind == MessageKind::interpreter_offer || !share_what_is_told(several)) {
      const std::string seed = ports.secrets.random_token();
      for (One* one : several) give_link(tx, ports, one->booking, seed, several.size() > 1);
    }
    const auto interpreter = std::as_const(tx.interpreters()).find(*first.booking.interpreter);
    if (!interpreter) continue;
    const MessageKind kind = several.size() > 1 ? of_several(first.kind) : first.kind;
    auto messages = plan_notice(kind, first.event, first.booking, *interpreter, ports);
    for (Message& message : messages) {
      message.expires_time = std::max(message.expires_time, several.back()->booking.start_time);
    }
    tx.outbox().insert(messages);
  }
  all_.clear();
}

}  // namespace domain
