#pragma once
#include "domain/store.hpp"

// Things to store, complete and all different, so that two columns in each other's place are noticed.
namespace contract {

// 2026-11-23T10:00:00Z and so many minutes.
[[nodiscard]] domain::Instant at(int minutes);

[[nodiscard]] domain::Event sample_event(std::int64_t id, domain::OrganisationId organiser, int start = 0);
// As the contract's users do it: with an organisation that is made when it does not exist.
domain::EventId put_event(domain::Transaction& tx, std::int64_t id, int start = 0);
domain::EventId put_event(domain::Transaction& tx, domain::Event event);
[[nodiscard]] domain::Registration sample_registration(domain::EventId event, const std::string& unique);
[[nodiscard]] domain::Interpreter sample_interpreter(const std::string& name);
[[nodiscard]] domain::InterpreterBooking sample_booking(domain::EventId event, const std::string& unique);
[[nodiscard]] domain::Message sample_message(domain::EventId event, int due = 0);

// Everything of an event, as text to compare and to read when it differs.
[[nodiscard]] std::string describe(const domain::Event& event);
[[nodiscard]] std::string describe(const domain::Registration& registration);
[[nodiscard]] std::string describe(const domain::Interpreter& interpreter);
[[nodiscard]] std::string describe(const domain::InterpreterBooking& booking);
[[nodiscard]] std::string describe(const domain::Message& message);

}  // namespace contract
