#include "storage/sealed_columns.hpp"

#include <array>

namespace storage {

std::span<const SealedColumn> sealed_columns() {
  static constexpr std::array<SealedColumn, 24> columns{{{"registration", "contact_name", "", ""},
                                                         {"registration", "contact_phone", "phone", "blind_phone"},
                                                         {"registration", "contact_email", "email", "blind_email"},
                                                         {"registration", "answers", "", ""},
                                                         {"person", "name", "", ""},
                                                         {"person", "accessibility", "", ""},
                                                         {"interpreter", "name", "", ""},
                                                         {"interpreter", "phone", "phone", "blind_phone"},
                                                         {"interpreter", "email", "email", "blind_email"},
                                                         {"interpreter_booking", "contact_person", "", ""},
                                                         {"interpreter_booking", "topic", "", ""},
                                                         {"interpreter_booking", "materials", "", ""},
                                                         {"invitation", "name", "", ""},
                                                         {"invitation", "phone", "phone", "blind_phone"},
                                                         {"invitation", "email", "email", "blind_email"},
                                                         {"outbox", "recipient", "", ""},
                                                         {"incoming_sms", "phone", "phone", "blind_phone"},
                                                         {"incoming_sms", "text", "", ""},
                                                         {"audit_log", "detail", "", ""},
                                                         {"account", "email", "email", "blind_email"},
                                                         {"account_link", "email", "email", "blind_email"},
                                                         {"import_file", "name", "", ""},
                                                         {"import_piece", "content", "", ""},
                                                         {"subscription", "address", "", ""}}};
  return columns;
}

}  // namespace storage
