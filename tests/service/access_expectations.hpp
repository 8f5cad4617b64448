#pragma once
#include <map>
#include <string>

// Who may call each route: stated once, here.
namespace fixtures {

// Whom a route lets through, beside what Route::access says.
enum class Reach {
  password,          // nobody without the right one, which is not among what is sent
  anyone,            // or whoever holds the link
  role,              // the role alone decides
  own_event,         // the role, in the organisation of the event
  own_organisation,  // the role, in the organisation that the path names
  own_account,       // one's own alone: what is asked for is somebody else's
  decider,           // the role, in the organisation whose approval an event waits for
  public_event,      // an event that everybody may see, for whoever has the role
};

struct Expectation {
  Reach reach;
  std::string body;  // of POST and PATCH: good enough to come as far as the decision
};

// By "METHOD pattern".
const std::map<std::string, Expectation>& expectations();

}  // namespace fixtures
