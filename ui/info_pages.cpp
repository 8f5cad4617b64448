#include "ui/info_pages.hpp"

#include "ui/page.hpp"

namespace ui {
namespace {

std::string problem_key(int status, ProblemPlace place) {
  if (status == 404 && place == ProblemPlace::manage_link) return "problem.link";
  if (status == 404 && place == ProblemPlace::invitation) return "problem.invitation";
  switch (status) {
    case 401:
      return "problem.unauthenticated";
    case 403:
      return "problem.forbidden";
    case 404:
    case 410:
      return "problem.not_found";
    case 409:
    case 412:
      return "problem.conflict";
    case 413:
      return "problem.too_large";
    case 429:
      return "problem.too_many";
    case 503:
      return "problem.unavailable";
    default:
      return status >= 500 ? "problem.fault" : "problem.invalid";
  }
}

// What the heading says already is not said again.
bool adds_something(const domain::Problem& problem) {
  for (const char* said :
       {"not_found", "forbidden", "unauthenticated", "too_many_requests", "unavailable", "body_too_large"}) {
    if (problem.code == said) return false;
  }
  return true;
}

}  // namespace

std::string render_accessibility(const Pages& pages, const PageContext& context, const std::string& feedback_email) {
  Page page(pages, context, "accessibility.html");
  page.title(page.reader().text("accessibility.title"));
  page.body().set_if("EMAIL", feedback_email);
  page.body().show_if(feedback_email.empty(), "NO_EMAIL");
  return page.html();
}

std::string render_privacy(const Pages& pages, const PageContext& context, const PrivacyFacts& facts) {
  Page page(pages, context, "privacy.html");
  const auto& reader = page.reader();
  auto& body = page.body();
  page.title(reader.text("privacy.title"));
  body.set("CONTROLLER", facts.controller);
  body.set_if("EMAIL", facts.feedback_email);
  const auto kept = [&](const char* key, std::int64_t days) {
    body.add("KEPT").set("KEPT_WORDS", reader.text(key, {{"days", days}}));
  };
  kept("privacy.kept_registrations", facts.registration_days);
  kept("privacy.kept_answers", facts.answer_days);
  kept("privacy.kept_replies", facts.reply_days);
  kept("privacy.kept_audit", facts.audit_days);
  return page.html();
}

std::string render_problem(const Pages& pages, const PageContext& context, const ProblemPage& problem) {
  Page page(pages, context, "problem.html");
  const auto& reader = page.reader();
  auto& body = page.body();
  const auto key = problem_key(problem.status, problem.place);
  page.title(reader.text(key));
  body.set("HEADING", reader.text(key));
  body.set("ADVICE", reader.text(key + "_advice"));
  body.show_if(key == "problem.link", "ASK_AGAIN");
  body.set_if("BACK", problem.back);
  body.show_if(problem.back.empty(), "LIST");
  for (const auto& each : problem.problems) {
    if (problem.status < 500 && adds_something(each)) body.add("PROBLEM").set("WORDS", reader.problem(each));
  }
  if (!problem.request_id.empty()) {
    body.set_if("REFERENCE", reader.text("problem.reference", {{"id", problem.request_id}}));
  }
  return page.html();
}

}  // namespace ui
