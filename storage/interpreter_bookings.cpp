#include "storage/failure.hpp"
#include "storage/interpreters.hpp"

namespace storage {
namespace {

// As stored: topic, contact person and materials are sealed.
struct BookingRow {
  domain::InterpreterBooking booking;
};

#define KUTSU_BOOKING_COLUMNS                                                                                   \
  "id, event_id, interpreter_id, language, dialect, wished_gender, mode, start_time, end_time, topic, "         \
  "contact_person, materials, status, version, link_seed, coalesce(offer_token_hash, ''), request_token_hash, " \
  "created_time"

auto fields(BookingRow& row) {
  domain::InterpreterBooking& b = row.booking;
  return std::tie(b.id, b.event, b.interpreter, b.language, b.dialect, b.wished_gender, b.mode, b.start_time,
                  b.end_time, b.topic, b.contact_person, b.materials, b.status, b.version, b.link_seed,
                  b.offer_token_hash, b.request_token_hash, b.created_time);
}

std::vector<domain::InterpreterBooking> open(const FieldCipher& cipher, std::vector<BookingRow> rows) {
  std::vector<domain::InterpreterBooking> bookings;
  for (BookingRow& row : rows) {
    row.booking.topic = cipher.open("interpreter_booking.topic", row.booking.topic);
    row.booking.contact_person = cipher.open("interpreter_booking.contact_person", row.booking.contact_person);
    row.booking.materials = cipher.open("interpreter_booking.materials", row.booking.materials);
    bookings.push_back(std::move(row.booking));
  }
  return bookings;
}

std::optional<domain::InterpreterBooking> first(std::vector<domain::InterpreterBooking> bookings) {
  if (bookings.empty()) return {};
  return std::move(bookings.front());
}

struct SealedWords {
  SealedWords(const FieldCipher& cipher, const domain::InterpreterBooking& b)
      : topic(cipher.seal("interpreter_booking.topic", b.topic)),
        contact_person(cipher.seal("interpreter_booking.contact_person", b.contact_person)),
        materials(cipher.seal("interpreter_booking.materials", b.materials)) {}
  std::string topic;
  std::string contact_person;
  std::string materials;
};

}  // namespace

std::optional<domain::InterpreterBooking> InterpreterRows::find(domain::InterpreterBookingId id) const {
  return first(
      open(context_.cipher, context_.database.rows<BookingRow>(
                                "select " KUTSU_BOOKING_COLUMNS " from interpreter_booking where id = ?", id)));
}

std::optional<domain::InterpreterBooking> InterpreterRows::find_booking_by_offer_hash(std::string_view hash) const {
  return first(open(context_.cipher,
                    context_.database.rows<BookingRow>(
                        "select " KUTSU_BOOKING_COLUMNS " from interpreter_booking where offer_token_hash = ?", hash)));
}

std::vector<domain::InterpreterBooking> InterpreterRows::bookings_of(domain::EventId event) const {
  return open(context_.cipher,
              context_.database.rows<BookingRow>(
                  "select " KUTSU_BOOKING_COLUMNS " from interpreter_booking where event_id = ? order by id", event));
}

std::vector<domain::InterpreterBooking> InterpreterRows::bookings_of(domain::SeriesId series) const {
  return open(context_.cipher, context_.database.rows<BookingRow>(
                                   "select " KUTSU_BOOKING_COLUMNS
                                   " from interpreter_booking where event_id in (select id from event where "
                                   "series_id = ?) order by id",
                                   series));
}

std::vector<domain::InterpreterBooking> InterpreterRows::bookings_of_request(std::string_view hash) const {
  // The second condition is that of the index.
  return open(context_.cipher,
              context_.database.rows<BookingRow>(
                  "select " KUTSU_BOOKING_COLUMNS
                  " from interpreter_booking where request_token_hash = ? and request_token_hash <> '' "
                  "order by start_time, id",
                  hash));
}

std::vector<domain::InterpreterBooking> InterpreterRows::bookings_of(domain::InterpreterId interpreter) const {
  return open(context_.cipher, context_.database.rows<BookingRow>(
                                   "select " KUTSU_BOOKING_COLUMNS
                                   " from interpreter_booking where interpreter_id = ? order by start_time, id",
                                   interpreter));
}

std::vector<domain::InterpreterBooking> InterpreterRows::busy(domain::InterpreterId interpreter, domain::Instant from,
                                                              domain::Instant to) const {
  return open(context_.cipher,
              context_.database.rows<BookingRow>(
                  "select " KUTSU_BOOKING_COLUMNS
                  " from interpreter_booking where interpreter_id = ? and status in ('confirmed', 'delivered') "
                  "and start_time < ? and end_time > ? order by start_time, id",
                  interpreter, to, from));
}

std::optional<domain::InterpreterBooking> InterpreterRows::lock(domain::InterpreterBookingId id) {
  return first(open(context_.cipher, context_.database.rows<BookingRow>(
                                         "update interpreter_booking set version = version + 1 where id = ? "
                                         "returning " KUTSU_BOOKING_COLUMNS,
                                         id)));
}

domain::InterpreterBookingId InterpreterRows::insert(const domain::InterpreterBooking& b) {
  const SealedWords sealed(context_.cipher, b);
  const auto id = context_.database.row<domain::InterpreterBookingId>(
      "insert into interpreter_booking (event_id, interpreter_id, language, dialect, wished_gender, mode, start_time, "
      "end_time, topic, contact_person, materials, status, version, link_seed, offer_token_hash, request_token_hash, "
      "created_time) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, nullif(?, ''), ?, ?) on conflict do nothing "
      "returning id",
      b.event, b.interpreter, b.language, b.dialect, b.wished_gender, b.mode, b.start_time, b.end_time, sealed.topic,
      sealed.contact_person, sealed.materials, b.status, b.version, b.link_seed, b.offer_token_hash,
      b.request_token_hash, b.created_time);
  if (!id) throw_duplicate();
  return *id;
}

void InterpreterRows::update(const domain::InterpreterBooking& b) {
  const SealedWords sealed(context_.cipher, b);
  context_.database.run(
      "update interpreter_booking set interpreter_id = ?, language = ?, dialect = ?, wished_gender = ?, mode = ?, "
      "start_time = ?, end_time = ?, topic = ?, contact_person = ?, materials = ?, status = ?, link_seed = ?, "
      "offer_token_hash = nullif(?, ''), request_token_hash = ? where id = ?",
      b.interpreter, b.language, b.dialect, b.wished_gender, b.mode, b.start_time, b.end_time, sealed.topic,
      sealed.contact_person, sealed.materials, b.status, b.link_seed, b.offer_token_hash, b.request_token_hash, b.id);
}

std::optional<domain::Instant> InterpreterRows::oldest_contact_person() const {
  return context_.database.row<domain::Instant>(
      "select end_time from interpreter_booking where contact_person <> '' order by end_time limit 1");
}

std::size_t InterpreterRows::forget_contact_persons(domain::Instant time, std::size_t limit) {
  return static_cast<std::size_t>(context_.database.run(
      "update interpreter_booking set contact_person = '' where id in (select id from interpreter_booking "
      "where contact_person <> '' and end_time < ? order by end_time limit ?)",
      time, limit));
}

}  // namespace storage
