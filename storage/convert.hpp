#pragma once
#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>

#include "domain/account.hpp"
#include "domain/approval.hpp"
#include "domain/audit.hpp"
#include "domain/event.hpp"
#include "domain/event_change.hpp"
#include "domain/interpreter.hpp"
#include "domain/message.hpp"
#include "domain/registration.hpp"
#include "domain/room.hpp"

// How the domain's types are kept in columns: whole numbers (64 bits) and texts, nothing else. Times are seconds since
// 1970 UTC, ids their numbers, words of the public contract themselves.
namespace storage {

// A value on its way in. A text's bytes belong to the caller.
struct Value {
  bool is_text = false;
  bool is_null = false;
  long long number = 0;
  std::string_view text;
};

// A column on its way out.
struct Cell {
  bool is_text = false;
  bool is_null = false;
  long long number = 0;
  std::string text;
};

template <class T>
struct LastWord;
template <>
struct LastWord<domain::EventKind> : std::integral_constant<domain::EventKind, domain::EventKind::training> {};
template <>
struct LastWord<domain::EventStatus> : std::integral_constant<domain::EventStatus, domain::EventStatus::rescheduled> {};
template <>
struct LastWord<domain::PublicationStatus>
    : std::integral_constant<domain::PublicationStatus, domain::PublicationStatus::staff> {};
template <>
struct LastWord<domain::RegistrationStatus>
    : std::integral_constant<domain::RegistrationStatus, domain::RegistrationStatus::offered> {};
template <>
struct LastWord<domain::EndReason> : std::integral_constant<domain::EndReason, domain::EndReason::undone> {};
template <>
struct LastWord<domain::QuestionType> : std::integral_constant<domain::QuestionType, domain::QuestionType::yes_no> {};
template <>
struct LastWord<domain::AuditAction> : std::integral_constant<domain::AuditAction, domain::AuditAction::retention> {};
template <>
struct LastWord<domain::PresenceStatus>
    : std::integral_constant<domain::PresenceStatus, domain::PresenceStatus::not_present> {};
template <>
struct LastWord<domain::InterpretingMode>
    : std::integral_constant<domain::InterpretingMode, domain::InterpretingMode::video> {};
template <>
struct LastWord<domain::BookingStatus> : std::integral_constant<domain::BookingStatus, domain::BookingStatus::no_show> {
};
template <>
struct LastWord<domain::Role> : std::integral_constant<domain::Role, domain::Role::viewer> {};
template <>
struct LastWord<domain::LinkPurpose> : std::integral_constant<domain::LinkPurpose, domain::LinkPurpose::email> {};
template <>
struct LastWord<domain::OrganisationKind>
    : std::integral_constant<domain::OrganisationKind, domain::OrganisationKind::other> {};
template <>
struct LastWord<domain::ApprovalState>
    : std::integral_constant<domain::ApprovalState, domain::ApprovalState::returned> {};
template <>
struct LastWord<domain::ChangeKind>
    : std::integral_constant<domain::ChangeKind, domain::ChangeKind::calendar_followed> {};
template <>
struct LastWord<domain::Channel> : std::integral_constant<domain::Channel, domain::Channel::email> {};
template <>
struct LastWord<domain::MessageKind>
    : std::integral_constant<domain::MessageKind, domain::MessageKind::interpreter_dates_cancelled> {};
template <>
struct LastWord<domain::Fact> : std::integral_constant<domain::Fact, domain::Fact::no> {};
template <>
struct LastWord<domain::MessageState> : std::integral_constant<domain::MessageState, domain::MessageState::dropped> {};

template <class T>
struct is_id : std::false_type {};
template <class Tag>
struct is_id<domain::Id<Tag>> : std::true_type {};
template <class T>
struct is_optional : std::false_type {};
template <class T>
struct is_optional<std::optional<T>> : std::true_type {};
template <class T>
struct is_tuple : std::false_type {};
template <class... T>
struct is_tuple<std::tuple<T...>> : std::true_type {};
template <class T>
concept Text = std::is_convertible_v<const T&, std::string_view>;

template <class T>
inline constexpr bool is_scalar =
    std::is_integral_v<T> || std::is_enum_v<T> || is_id<T>::value || Text<T> || std::is_same_v<T, domain::Instant> ||
    std::is_same_v<T, std::chrono::minutes> || std::is_same_v<T, domain::LanguageTag>;

// Whether T is kept as text.
template <class T>
constexpr bool kept_as_text() {
  if constexpr (is_optional<T>::value) {
    return kept_as_text<typename T::value_type>();
  } else {
    static_assert(is_scalar<T>, "no column for this type");
    return std::is_enum_v<T> || Text<T> || std::is_same_v<T, domain::LanguageTag>;
  }
}

template <class T>
Value to_value(const T& from) {
  Value value;
  value.is_text = kept_as_text<T>();
  if constexpr (is_optional<T>::value) {
    if (from) return to_value(*from);
    value.is_null = true;
  } else if constexpr (std::is_integral_v<T>) {
    value.number = static_cast<long long>(from);
  } else if constexpr (is_id<T>::value) {
    value.number = from.value;
  } else if constexpr (std::is_same_v<T, domain::Instant>) {
    value.number = from.time_since_epoch().count();
  } else if constexpr (std::is_same_v<T, std::chrono::minutes>) {
    value.number = from.count();
  } else if constexpr (std::is_enum_v<T>) {
    value.text = to_word(from);
  } else if constexpr (std::is_same_v<T, domain::LanguageTag>) {
    value.text = from.str();
  } else {
    value.text = from;
  }
  return value;
}

template <class T>
struct Param {
  Param(const T& of) : from(of) {}  // NOLINT(google-explicit-constructor): made from a pack
  [[nodiscard]] Value value() const { return to_value(from); }
  const T& from;
};

template <class T>
T word_to(std::string_view word) {
  for (int i = 0; i <= static_cast<int>(LastWord<T>::value); ++i) {
    if (to_word(static_cast<T>(i)) == word) return static_cast<T>(i);
  }
  throw std::logic_error("the database holds a word that the program does not know: " + std::string(word));
}

template <class T>
void read_cell(const Cell& cell, T& to) {
  if constexpr (is_optional<T>::value) {
    to.reset();
    if (!cell.is_null) read_cell(cell, to.emplace());
  } else if constexpr (std::is_same_v<T, bool>) {
    to = cell.number != 0;
  } else if constexpr (std::is_integral_v<T>) {
    to = static_cast<T>(cell.number);
  } else if constexpr (is_id<T>::value) {
    to.value = cell.number;
  } else if constexpr (std::is_same_v<T, domain::Instant>) {
    to = domain::Instant(std::chrono::seconds(cell.number));
  } else if constexpr (std::is_same_v<T, std::chrono::minutes>) {
    to = std::chrono::minutes(cell.number);
  } else if constexpr (std::is_enum_v<T>) {
    to = word_to<T>(cell.text);
  } else if constexpr (std::is_same_v<T, domain::LanguageTag>) {
    if (cell.text != to.str()) to = domain::LanguageTag(cell.text);
  } else {
    if (cell.is_null) {
      to.clear();
    } else {
      to = cell.text;
    }
  }
}

template <class Row>
auto fields_of(Row& row) {
  using Plain = std::remove_const_t<Row>;
  if constexpr (is_tuple<Plain>::value) {
    return std::apply([](auto&... field) { return std::tie(field...); }, row);
  } else if constexpr (is_optional<Plain>::value || is_scalar<Plain>) {
    return std::tie(row);
  } else {
    return fields(row);
  }
}

template <class Row>
auto text_columns_of() {
  Row row{};
  return std::apply(
      [](auto&... field) {
        return std::array<bool, sizeof...(field)>{kept_as_text<std::remove_cvref_t<decltype(field)>>()...};
      },
      fields_of(row));
}

template <class Row>
void read_row(std::span<const Cell> cells, Row& row) {
  std::size_t column = 0;
  std::apply([&](auto&... field) { (read_cell(cells[column++], field), ...); }, fields_of(row));
}

}  // namespace storage
