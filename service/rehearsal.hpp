#pragma once
#include <memory>

#include "domain/store.hpp"

namespace service {

// What a use case would do, without a writing transaction: it works on a snapshot, what it locks is read, and the new
// events, series and lines of history that it stores are told from what is stored as long as need be, and go nowhere.
// Whoever only looks waits for no writer and holds none up. Whatever else it writes, and what it asks of new events
// that cannot be answered here, throws Unrehearsed, which is no std::exception: then a real transaction, undone, has to
// tell.
struct Unrehearsed {};

class Rehearsal {
 public:
  // `stored` outlives it. What was read of it once is not asked again.
  explicit Rehearsal(const domain::Snapshot& stored);
  ~Rehearsal();
  Rehearsal(const Rehearsal&) = delete;
  Rehearsal& operator=(const Rehearsal&) = delete;

  // Another use case: what came before it is forgotten, as if it had been undone. Good until the next call.
  [[nodiscard]] domain::Transaction& begin();
  // The rooms that the new events took stay taken for those to come, by events that nobody can look at.
  void keep_rooms();
  // Whether anything would have been written since then.
  [[nodiscard]] bool is_changed() const;

 private:
  class Unit;
  std::unique_ptr<Unit> unit_;
};

}  // namespace service
