#include "domain/interpreter.hpp"

#include "domain/words.hpp"

namespace domain {
namespace {

constexpr WordTable<InterpretingMode, 3> modes{
    {{InterpretingMode::on_site, "on_site"}, {InterpretingMode::phone, "phone"}, {InterpretingMode::video, "video"}}};

constexpr WordTable<BookingStatus, 8> booking_statuses{{{BookingStatus::requested, "requested"},
                                                        {BookingStatus::offered, "offered"},
                                                        {BookingStatus::confirmed, "confirmed"},
                                                        {BookingStatus::delivered, "delivered"},
                                                        {BookingStatus::declined, "declined"},
                                                        {BookingStatus::cancelled_free, "cancelled_free"},
                                                        {BookingStatus::cancelled_billed, "cancelled_billed"},
                                                        {BookingStatus::no_show, "no_show"}}};

}  // namespace

std::string_view to_word(InterpretingMode mode) {
  return word_of(modes, mode);
}
std::string_view to_word(BookingStatus status) {
  return word_of(booking_statuses, status);
}
BookingStatus parse_booking_status(std::string_view word, std::string_view field) {
  return value_of(booking_statuses, word, field);
}
InterpretingMode parse_interpreting_mode(std::string_view word, std::string_view field) {
  return value_of(modes, word, field);
}

}  // namespace domain
