#include "domain/event_change.hpp"

#include "domain/words.hpp"

namespace domain {
namespace {

constexpr WordTable<ChangeKind, 14> kinds{{{ChangeKind::created, "created"},
                                           {ChangeKind::imported, "imported"},
                                           {ChangeKind::copied, "copied"},
                                           {ChangeKind::edited, "edited"},
                                           {ChangeKind::published, "published"},
                                           {ChangeKind::cancelled, "cancelled"},
                                           {ChangeKind::restored, "restored"},
                                           {ChangeKind::submitted, "submitted"},
                                           {ChangeKind::withdrawn, "withdrawn"},
                                           {ChangeKind::approved, "approved"},
                                           {ChangeKind::returned, "returned"},
                                           {ChangeKind::room_changed, "room_changed"},
                                           {ChangeKind::attendance_closed, "attendance_closed"},
                                           {ChangeKind::attendance_reopened, "attendance_reopened"}}};

}  // namespace

std::string_view to_word(ChangeKind kind) {
  return word_of(kinds, kind);
}

}  // namespace domain
