#include "domain/audit.hpp"

#include "domain/words.hpp"

namespace domain {
namespace {

constexpr WordTable<AuditAction, 24> actions{{{AuditAction::participants_listed, "participants_listed"},
                                              {AuditAction::contacts_listed, "contacts_listed"},
                                              {AuditAction::contacts_searched, "contacts_searched"},
                                              {AuditAction::messages_listed, "messages_listed"},
                                              {AuditAction::inbox_listed, "inbox_listed"},
                                              {AuditAction::registration_seen, "registration_seen"},
                                              {AuditAction::registration_made, "registration_made"},
                                              {AuditAction::registration_undone, "registration_undone"},
                                              {AuditAction::registration_moved, "registration_moved"},
                                              {AuditAction::registration_cancelled, "registration_cancelled"},
                                              {AuditAction::registration_changed, "registration_changed"},
                                              {AuditAction::presence_recorded, "presence_recorded"},
                                              {AuditAction::invitations_listed, "invitations_listed"},
                                              {AuditAction::draft_deleted, "draft_deleted"},
                                              {AuditAction::data_exported, "data_exported"},
                                              {AuditAction::data_erased, "data_erased"},
                                              {AuditAction::sign_ins_failed, "sign_ins_failed"},
                                              {AuditAction::member_invited, "member_invited"},
                                              {AuditAction::member_joined, "member_joined"},
                                              {AuditAction::member_changed, "member_changed"},
                                              {AuditAction::member_removed, "member_removed"},
                                              {AuditAction::password_set, "password_set"},
                                              {AuditAction::email_set, "email_set"},
                                              {AuditAction::retention, "retention"}}};

}  // namespace

AuditEntry audit_entry(const Principal& who, AuditAction action, Instant now) {
  AuditEntry entry;
  entry.time = now;
  entry.account = who.account;
  entry.actor = who.display_name;
  entry.action = action;
  return entry;
}

std::string_view to_word(AuditAction action) {
  return word_of(actions, action);
}
AuditAction parse_audit_action(std::string_view word, std::string_view field) {
  return value_of(actions, word, field);
}

}  // namespace domain
