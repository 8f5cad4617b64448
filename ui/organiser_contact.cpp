#include "ui/organiser_contact.hpp"

#include <algorithm>

#include "ui/phone_words.hpp"

namespace ui {
namespace {

bool can_be_reached(const domain::Organiser& organiser) {
  return organiser.phone || organiser.email;
}

}  // namespace

std::string contact_line(const domain::Organiser& organiser, const std::string& separator) {
  const std::string phone = phone_words(organiser.phone);
  if (!organiser.email) return phone;
  return phone + (phone.empty() ? "" : separator) + organiser.email->str();
}

void set_organiser(Values& into, const domain::Organiser& organiser) {
  into.set("ORGANISER_NAME", organiser.name);
  if (organiser.phone) {
    into.set("PHONE_NUMBER", organiser.phone->e164());
    into.set_if("PHONE", phone_words(*organiser.phone));
  }
  if (organiser.email) into.set_if("EMAIL", organiser.email->str());
}

void add_ask_organiser(Values& into, const domain::Event& event) {
  if (std::ranges::none_of(event.organisers, can_be_reached)) return;
  Values ask = into.include("ASK", "ask_organiser.html");
  for (const domain::Organiser& organiser : event.organisers) {
    if (!can_be_reached(organiser)) continue;
    Values one = ask.add("ORGANISER");
    set_organiser(one, organiser);
  }
}

}  // namespace ui
