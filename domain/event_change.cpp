#include "domain/event_change.hpp"

#include "domain/words.hpp"

namespace domain {
namespace {

constexpr WordTable<ChangeKind, 19> change_kinds{{{ChangeKind::created, "created"},
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
                                                  {ChangeKind::attendance_reopened, "attendance_reopened"},
                                                  {ChangeKind::material_added, "material_added"},
                                                  {ChangeKind::material_removed, "material_removed"},
                                                  {ChangeKind::calendar_declined, "calendar_declined"},
                                                  {ChangeKind::calendar_left, "calendar_left"},
                                                  {ChangeKind::calendar_followed, "calendar_followed"}}};

}  // namespace

std::string_view to_word(ChangeKind kind) {
  return word_of(change_kinds, kind);
}

}  // namespace domain
