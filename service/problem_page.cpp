#include "service/app.hpp"
#include "service/errors.hpp"
#include "service/page_context.hpp"
#include "ui/info_pages.hpp"

namespace service {
namespace {

ui::ProblemPlace problem_place(std::string_view path) {
  if (path.starts_with("/m/")) return ui::ProblemPlace::manage_link;
  if (path.starts_with("/i/")) return ui::ProblemPlace::invitation;
  return ui::ProblemPlace::elsewhere;
}

}  // namespace

Reply problem_page(const Failure& failure, const Request& request, App& app, const std::string& back) {
  auto context = page_context(page_language(request, app), app, "/{lang}/");
  context.indexable = false;
  auto reply =
      html_reply(failure.status,
                 ui::render_problem(app.pages, context,
                                    {failure.status, failure.problems, request.id, problem_place(request.path), back}));
  reply.headers.insert(reply.headers.end(), failure.headers.begin(), failure.headers.end());
  reply.headers.emplace_back("Cache-Control", "no-store");
  return reply;
}

}  // namespace service
