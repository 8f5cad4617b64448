#pragma once
#include <gtest/gtest.h>

#include "tests/service/console_world.hpp"

// The public's pages as browsers without script meet them.
namespace fixtures {

inline const std::string household =
    "contact.name=Amal&contact.phone=040+555+0123&contact.email=&contact.language=ar&consent=yes&persons%5B0%5D.name=&"
    "persons%5B1%5D.name=Sami&persons%5B1%5D.child_age=%D9%A4&action=send";

struct PublicWorld {
  static std::string path_of(const domain::Event& event) { return "/events/" + std::to_string(event.id.value); }
  // What a form that was opened `ago` carries.
  std::string stamp(const std::string& form, std::chrono::seconds ago) {
    const auto second = std::to_string((world.clock.now() - ago).time_since_epoch().count());
    return second + "." + world.secrets->derive_token("form", form + ":" + second);
  }
  Answer get(const std::string& target, Headers headers = {}) {
    return world.call("GET", target, "", std::move(headers));
  }
  Answer send(const std::string& target, const std::string& form) {
    return world.call("POST", target, form, {{"Content-Type", "application/x-www-form-urlencoded"}});
  }
  // As somebody who took a minute to fill it in.
  Answer post(const std::string& target, const std::string& form) {
    const std::string kind = target.ends_with("/links") ? "links" : "register";
    return send(target, form + "&opened=" + stamp(kind, std::chrono::minutes{1}));
  }
  std::string registered(const std::string& event, const std::string& form = household) {
    const Answer answer = post("/fi" + event + "/register", form);
    EXPECT_EQ(answer.status, 303) << answer.text;
    const auto location = answer.header("Location");
    return location.substr(0, location.find('?'));
  }

  ConsoleWorld world;
};

}  // namespace fixtures
