#pragma once
#include "tests/contract/databases.hpp"
#include "tests/contract/samples.hpp"

namespace contract {

// Events to find.
class StoredEvents : public Contract {
 protected:
  template <class Change>
  void put(std::int64_t id, int start, const Change& change) {
    domain::Event event = sample_event(id, {}, start);
    change(event);
    write([&](domain::Transaction& tx) { return put_event(tx, event); });
  }
  void put(std::int64_t id, int start) {
    put(id, start, [](domain::Event&) {});
  }
  domain::EventPage page(const domain::EventFilter& filter) {
    return read([&](const domain::Snapshot& s) { return s.events().find(filter); });
  }
};

}  // namespace contract
