#pragma once
#include "domain/store.hpp"
#include "storage/context.hpp"

namespace storage {

class RegistrationRows final : public domain::Registrations {
 public:
  explicit RegistrationRows(Context& context) : context_(context) {}
  [[nodiscard]] std::optional<domain::Registration> find(domain::RegistrationId id) const override;
  [[nodiscard]] std::optional<domain::Registration> find_by_token_hash(std::string_view hash) const override;
  [[nodiscard]] std::optional<domain::Registration> find_by_idempotency_key(domain::EventId event,
                                                                            std::string_view key_hash) const override;
  [[nodiscard]] std::vector<domain::Registration> of_event(domain::EventId event) const override;
  [[nodiscard]] std::optional<domain::Registration> next_waiting(domain::EventId event, int persons, int children,
                                                                 domain::RegistrationId after) const override;
  [[nodiscard]] std::optional<int> waiting_position(const domain::Registration& registration) const override;

  [[nodiscard]] std::vector<domain::Registration> of_party(std::string_view party_key) const override;
  [[nodiscard]] std::vector<domain::Registration> of_contact(const std::optional<domain::PhoneNumber>& phone,
                                                             const std::optional<domain::EmailAddress>& email,
                                                             std::size_t limit) const override;
  [[nodiscard]] domain::PhoneParties parties_of_phone(domain::EventId event,
                                                      const domain::PhoneNumber& phone) const override;
  [[nodiscard]] std::vector<domain::Registration> newest_of(domain::OrganisationId organisation,
                                                            std::size_t limit) const override;
  [[nodiscard]] std::vector<domain::RegistrationId> expired(domain::Instant now, std::size_t limit) const override;
  [[nodiscard]] std::string consent_wording(std::string_view version,
                                            const domain::LanguageTag& language) const override;

  [[nodiscard]] std::vector<domain::RefusedDate> refused_dates(std::string_view party_key) const override;
  void keep_refused_date(std::string_view party_key, const domain::RefusedDate& date) override;

  domain::RegistrationId insert(const domain::Registration& registration) override;
  void update(const domain::Registration& registration) override;
  bool set_presence(domain::RegistrationId id, domain::PersonId person, domain::PresenceStatus status) override;
  void remove(domain::RegistrationId id) override;
  void forget_answers(domain::EventId event) override;
  void keep_consent_wording(std::string_view version, const domain::LanguageTag& language,
                            std::string_view text) override;

 private:
  domain::RegistrationId insert_row(const domain::Registration& registration);
  Context& context_;
};

}  // namespace storage
