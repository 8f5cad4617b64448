#include "storage/sealed_columns.hpp"

#include <array>

namespace storage {

std::span<const SealedColumn> sealed_columns() {
  static constexpr std::array<SealedColumn, 15> columns{{{"registration", "contact_name", "", ""},
                                                         {"registration", "contact_phone", "phone", "blind_phone"},
                                                         {"registration", "contact_email", "email", "blind_email"},
                                                         {"registration", "answers", "", ""},
                                                         {"person", "name", "", ""},
                                                         {"person", "accessibility", "", ""},
                                                         {"interpreter", "phone", "phone", "blind_phone"},
                                                         {"interpreter", "email", "email", "blind_email"},
                                                         {"interpreter_booking", "contact_person", "", ""},
                                                         {"invitation", "name", "", ""},
                                                         {"invitation", "phone", "phone", "blind_phone"},
                                                         {"invitation", "email", "email", "blind_email"},
                                                         {"outbox", "recipient", "", ""},
                                                         {"incoming_sms", "phone", "phone", "blind_phone"},
                                                         {"incoming_sms", "text", "", ""}}};
  return columns;
}

}  // namespace storage
