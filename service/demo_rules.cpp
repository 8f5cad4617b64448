#include "service/demo_rules.hpp"

#include "service/demo_data.hpp"

namespace service::demo {
namespace {

std::optional<int> number(const Json& object, std::string_view name) {
  const auto* member = object.find(name);
  if (member == nullptr || !member->integer()) return {};
  return static_cast<int>(*member->integer());
}

domain::Question read_question(const Json& entry) {
  domain::Question question;
  question.key = text(entry, "key");
  question.type = domain::parse_question_type(text(entry, "type"), "type");
  question.label = localised(entry, "label");
  question.reason = localised(entry, "reason");
  if (entry.find("choices") == nullptr) return question;
  for (const auto& choice : list(entry, "choices")) {
    question.choices.push_back({text(choice, "key"), localised(choice, "label")});
  }
  return question;
}

}  // namespace

void apply_rules(std::string_view title, domain::EventDetails& details) {
  static const Json rules = read("demo/rules.json");
  for (const auto& entry : list(rules, "events")) {
    if (text(entry, "title") != title) continue;
    if (const auto minutes = number(entry, "waiting_list_offer_minutes")) {
      details.waiting_list_offer = std::chrono::minutes{*minutes};
    }
    if (const auto places = number(entry, "childcare_capacity")) details.childcare_capacity = places;
    details.invited_only = entry.find("invited_only") != nullptr;
    if (entry.find("questions") == nullptr) continue;
    for (const auto& question : list(entry, "questions")) details.questions.push_back(read_question(question));
  }
}

}  // namespace service::demo
