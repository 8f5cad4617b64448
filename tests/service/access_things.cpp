#include "tests/service/access_things.hpp"

#include "domain/account_link_work.hpp"
#include "domain/account_links.hpp"
#include "domain/approve_event.hpp"
#include "domain/members.hpp"
#include "domain/own_account.hpp"

namespace fixtures {
namespace {

domain::Account member_of_mimosa(int number) {
  domain::Account account;
  account.username = "jasen" + std::to_string(number);
  account.display_name = "Jäsen Salainen";
  account.password_hash = "no password signs in";
  account.email = domain::EmailAddress("jasen.salainen" + std::to_string(number) + "@example.org");
  return account;
}

// Of the newest link, as its message would say it.
std::string token_of_newest_link(ConsoleWorld& world) {
  std::string token;
  world.store->write([&](domain::Transaction& tx) {
    const domain::Instant later = world.clock.now() + std::chrono::seconds{1};
    for (const domain::Message& message : tx.outbox().claim(later, later, 1000, domain::Channel::email)) {
      if (!message.account_link) continue;
      const auto link = tx.accounts().find_link(*message.account_link);
      token = world.secrets->derive_token(domain::account_link_purpose, link->link_seed);
    }
  });
  return token;
}

std::string prove_new_address(ConsoleWorld& world, domain::AccountId member, int number) {
  domain::AccountLink link;
  world.store->write([&](domain::Transaction& tx) {
    const domain::EmailAddress address("uusi.salainen" + std::to_string(number) + "@example.org");
    link =
        domain::new_account_link(*world.ports, domain::LinkPurpose::email, tx.accounts().find(member).value(), address);
    domain::send_account_link(tx, domain::MessageKind::account_email_proof, link);
  });
  return world.secrets->derive_token(domain::account_link_purpose, link.link_seed);
}

}  // namespace

MimosasPeople mimosas_people(ConsoleWorld& world, int number) {
  MimosasPeople people;
  people.organisation = world.organiser("Mimosa").organisation.value();
  const std::string session = world.secrets->random_token();
  world.store->write([&](domain::Transaction& tx) {
    people.member = tx.accounts().insert(member_of_mimosa(number));
    tx.accounts().keep({people.member, people.organisation, domain::Role::viewer, world.clock.now()});
    domain::Session row{world.secrets->hash_token(session), people.member, world.clock.now(),
                        world.clock.now() + std::chrono::hours{1}};
    row.device = "Selain Salainen";
    tx.accounts().insert(row);
  });
  people.session_handle = domain::see_own_account(*world.ports, session).sessions.front().handle;
  const domain::NewInvitation invitation{people.organisation, domain::Role::organiser,
                                         domain::EmailAddress("kutsuttu.salainen@example.org"),
                                         domain::LanguageTag("fi")};
  const domain::AccountLink link = domain::invite_member(*world.ports, world.admin, invitation);
  people.invitation = link.id;
  people.invitation_token = world.secrets->derive_token(domain::account_link_purpose, link.link_seed);
  domain::request_reset(*world.ports, "jasen" + std::to_string(number));
  people.reset_token = token_of_newest_link(world);
  people.email_token = prove_new_address(world, people.member, number);
  people.import_token = world.secrets->random_token();
  world.store->write([&](domain::Transaction& tx) {
    tx.imports().keep_file({world.secrets->hash_token(people.import_token), people.member, people.organisation,
                            "ohjelma.csv", "Otsikko;Pvm\nTiedosto Salainen;1.12.2026\n",
                            world.clock.now() + std::chrono::hours{1}});
  });
  return people;
}

domain::EventId hand_in(ConsoleWorld& world) {
  domain::Principal partner = world.organiser("Mimosa", domain::Role::partner);
  partner.approval_wanted = true;
  world.store->write([&](domain::Transaction& tx) {
    domain::Organisation mimosa = tx.organisations().find(partner.organisation.value()).value();
    if (mimosa.approved_by) return;
    mimosa.approved_by = mimosa.id;
    tx.organisations().update(mimosa);
  });
  domain::EventDetails details = world.details("2026-12-03T15:00");
  details.publication_status = domain::PublicationStatus::draft;
  const domain::Event event = domain::create_event(*world.ports, partner, details);
  (void)domain::submit_event(*world.ports, partner, event.id, domain::PublicationStatus::open_to_all);
  return event.id;
}

domain::SubscriptionId follow_calendar(ConsoleWorld& world, const domain::Event& event) {
  domain::Subscription followed;
  followed.name = "Kalenteri Salainen";
  followed.organisation = event.organisers.front().id;
  followed.address = "https://example.org/" + std::to_string(event.id.value) + ".ics";
  followed.created_time = followed.next_time = world.clock.now();
  // More than an organisation may follow: one for each question.
  world.store->write([&](domain::Transaction& tx) {
    followed.id = tx.subscriptions().insert(followed);
    domain::SubscribedEvent link{followed.id, "uid", {}, event.id};
    link.theirs.name = "Nimi Salainen";
    link.open = {domain::SubscribedField::name};
    tx.subscriptions().insert(link);
  });
  return followed.id;
}

void write_secret_draft(ConsoleWorld& world) {
  domain::EventDetails details = world.details("2026-12-04T15:00");
  details.name = {{domain::LanguageTag("fi"), "Luonnos Salainen"}};
  details.publication_status = domain::PublicationStatus::draft;
  (void)world.event(details);
}

}  // namespace fixtures
