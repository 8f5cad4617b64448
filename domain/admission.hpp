#pragma once
#include <optional>
#include <string>

#include "domain/register_participants.hpp"

// What register_participants and register_for_dates share: one party and one event that `tx` has locked.
namespace domain {

class Admission {
 public:
  // `request` is cleaned already. All references outlive this.
  // `scope`: what else an Idempotency-Key stands for.
  Admission(const Ports& ports, const RegistrationRequest& request, const Principal* staff,
            std::string_view scope = {});

  [[nodiscard]] bool has_key() const { return !key_hash_.empty(); }
  // The registration that this key and request made before. Error{conflict, "idempotency_key_reused"}.
  [[nodiscard]] std::optional<RegistrationReceipt> find_earlier(Transaction& tx, EventId event) const;
  // Error{not_found}, Error{forbidden} where the event is none of theirs.
  void require_visible(const std::optional<Event>& event) const;
  // Stores the party, or throws as register_participants does.
  [[nodiscard]] RegistrationReceipt admit_party(Transaction& tx, Event& event, const std::string& party_key) const;

 private:
  [[nodiscard]] Registration make(const Event& event, const std::string& party_key) const;
  [[nodiscard]] std::optional<Invitation> take_invitation(Transaction& tx, const Event& event) const;
  void require_few_unproven(Transaction& tx, const Event& event) const;
  void write_down(Transaction& tx, const Registration& registration) const;

  const Ports& ports_;
  const RegistrationRequest& request_;
  const Principal* staff_;
  std::string key_hash_;
  std::string fingerprint_;
};

// Tidies contact and persons, adding what is wrong; answers are checked against the event's questions later.
[[nodiscard]] RegistrationRequest clean_request(RegistrationRequest request, const Principal* staff);

}  // namespace domain
