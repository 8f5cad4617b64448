#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include "domain/expire.hpp"
#include "domain/manage_registration.hpp"
#include "domain/staff_registrations.hpp"
#include "tests/contract/places_model.hpp"
#include "tests/contract/privacy.hpp"

// Whatever people do in whatever order, places are given as the model gives them.
namespace contract {

using namespace domain;

namespace {

enum class Deed { join, cancel, accept, decline, change, move, pass, resize, resize_childcare };

struct Step {
  Deed deed = Deed::join;
  int party = 0;  // of those that came, by remainder
  int persons = 1;
  int children = 0;
  int amount = 0;
};

void showValue(const Step& step, std::ostream& out) {
  out << "{" << static_cast<int>(step.deed) << " party " << step.party << " persons " << step.persons << " children "
      << step.children << " amount " << step.amount << "}";
}

rc::Gen<Step> steps() {
  using rc::gen::inRange;
  const auto deed = rc::gen::weightedElement<Deed>({{6, Deed::join},
                                                    {4, Deed::cancel},
                                                    {2, Deed::accept},
                                                    {2, Deed::decline},
                                                    {3, Deed::change},
                                                    {2, Deed::move},
                                                    {2, Deed::pass},
                                                    {2, Deed::resize},
                                                    {1, Deed::resize_childcare}});
  return rc::gen::map(rc::gen::tuple(deed, inRange(0, 1000), inRange(1, 6), inRange(0, 4), inRange(0, 13)),
                      [](const std::tuple<Deed, int, int, int, int>& drawn) {
                        const auto& [what, party, persons, children, amount] = drawn;
                        return Step{what, party, persons, std::min(children, persons), amount};
                      });
}

}  // namespace

class Places : public Privacy {
 protected:
  void start(int capacity, int waiting, int childcare, std::optional<int> offer_minutes) {
    EventDetails wanted = details(20);
    wanted.maximum_attendee_capacity = capacity;
    wanted.waiting_list_capacity = waiting;
    wanted.childcare_capacity = childcare;
    if (offer_minutes) wanted.waiting_list_offer = std::chrono::minutes{*offer_minutes};
    ports.quiet_hours.from = ports.quiet_hours.to;
    course = event(std::move(wanted));
    model = {capacity, waiting, childcare, offer_minutes, 0, {}};
    tokens.clear();
    ids.clear();
  }

  static std::vector<Person> people(int persons, int children) {
    std::vector<Person> all(static_cast<std::size_t>(persons));
    for (int i = 0; i < children; ++i) all[static_cast<std::size_t>(i)].child_age = 3;
    return all;
  }

  std::string join(const Step& step, const std::string& key) {
    RegistrationRequest wanted = request(course, "Perhe");
    wanted.persons = people(step.persons, step.children);
    wanted.idempotency_key = key;
    return fixtures::problem_of([&] {
      const auto receipt = register_participants(ports, wanted);
      if (receipt.repeated) return;
      tokens.push_back(receipt.manage_token);
      ids.push_back(receipt.registration.id);
    });
  }

  // What the program answers and what the model does.
  std::pair<std::string, std::string> do_one(const Step& step) {
    if (step.deed == Deed::join) {
      const std::string expected = model.register_party(step.persons, step.children);
      return {join(step, {}), expected};
    }
    if (step.deed == Deed::pass) {
      // An offer that nobody was told of does not end.
      fixtures::send_everything(*store, clock.now());
      clock.set(clock.now() + std::chrono::minutes{step.amount * 10});
      (void)expire_due(ports);
      model.pass(step.amount * 10);
      return {};
    }
    if (step.deed == Deed::resize || step.deed == Deed::resize_childcare) return {resize(step), ""};
    if (tokens.empty()) return {};
    const auto party = static_cast<std::size_t>(step.party) % tokens.size();
    return do_to(party, step);
  }

  std::string resize(const Step& step) {
    const bool seats = step.deed == Deed::resize;
    const bool changes = (seats ? *model.capacity : model.childcare) != step.amount;
    (seats ? *model.capacity : model.childcare) = step.amount;
    if (changes) model.promote();
    return fixtures::problem_of([&] {
      (void)edit_event(ports, admin, course.id, [&](EventDetails& wanted) {
        (seats ? wanted.maximum_attendee_capacity : wanted.childcare_capacity) = step.amount;
      });
    });
  }

  std::pair<std::string, std::string> do_to(std::size_t party, const Step& step) {
    const auto answer = [](const auto& work) { return fixtures::problem_of(work); };
    const std::string& token = tokens[party];
    switch (step.deed) {
      case Deed::cancel:
        return {answer([&] { (void)cancel_registration(ports, token); }), model.cancel(party)};
      case Deed::accept:
        return {answer([&] { (void)accept_offer(ports, token); }), model.accept(party)};
      case Deed::decline: {
        if (find(ids[party])->end_reason == EndReason::declined) return {};
        return {answer([&] { (void)decline_offer(ports, token); }), model.decline(party)};
      }
      case Deed::change: {
        RegistrationChange change;
        change.persons = people(step.persons, step.children);
        return {answer([&] { (void)change_registration(ports, token, change); }),
                model.change(party, step.persons, step.children)};
      }
      case Deed::move: {
        const auto to = step.amount % 2 == 0 ? RegistrationStatus::confirmed : RegistrationStatus::waitlisted;
        return {answer([&] { (void)move_registration(ports, ids[party], to, "a reason", admin); }),
                model.move(party, to)};
      }
      default:
        return {};
    }
  }

  // Never a free place while a party that fits waits, unless somebody was put there by hand.
  [[nodiscard]] bool nobody_waits_in_vain() const {
    return std::ranges::none_of(model.parties, [&](const PlacesModel::Party& party) {
      return party.status == RegistrationStatus::waitlisted && !party.moved_back &&
             model.fits(party.persons, party.children);
    });
  }

  void compare() {
    const Event stored = now(course);
    RC_ASSERT(stored.confirmed_persons == model.held());
    RC_ASSERT(stored.confirmed_children == model.held_children());
    RC_ASSERT(stored.waitlisted_persons == model.waiting());
    const auto all = read([&](const Snapshot& s) { return s.registrations().of_event(course.id); });
    RC_ASSERT(all.size() == model.parties.size());
    int position = 0;
    for (std::size_t i = 0; i < all.size(); ++i) {
      RC_ASSERT(to_word(all[i].status) == to_word(model.parties[i].status));
      RC_ASSERT(all[i].size() == model.parties[i].persons);
      if (all[i].status != RegistrationStatus::waitlisted) continue;
      ++position;
      RC_ASSERT(read([&](const Snapshot& s) { return s.registrations().waiting_position(all[i]).value(); }) ==
                position);
    }
    RC_ASSERT(read([](const Snapshot& s) { return s.events().with_wrong_counts().size(); }) == 0U);
    RC_ASSERT(nobody_waits_in_vain());
  }

  Event course;
  PlacesModel model;
  std::vector<std::string> tokens;
  std::vector<RegistrationId> ids;
};
ON_EVERY_ENGINE(Places);

TEST_P(Places, are_given_as_people_expect_in_whatever_order_things_happen) {
  const bool passed = rc::check([&] {
    const int capacity = *rc::gen::inRange(0, 13), waiting = *rc::gen::inRange(0, 13);
    const auto offers = *rc::gen::arbitrary<bool>() ? std::optional(30) : std::nullopt;
    start(capacity, waiting, *rc::gen::inRange(0, 6), offers);
    for (const Step& step : *rc::gen::container<std::vector<Step>>(steps())) {
      const auto [answered, expected] = do_one(step);
      RC_LOG() << "step " << static_cast<int>(step.deed) << " answered \"" << answered << "\"" << std::endl;
      RC_ASSERT(answered == expected);
      compare();
    }
  });
  EXPECT_TRUE(passed);
}

TEST_P(Places, are_never_given_twice_to_one_request) {
  start(5, 0, 0, {});
  Step step;
  step.persons = 2;
  EXPECT_EQ(join(step, "key"), "");
  EXPECT_EQ(join(step, "key"), "");
  EXPECT_EQ(now(course).confirmed_persons, 2);
}

}  // namespace contract
