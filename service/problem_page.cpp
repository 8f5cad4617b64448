#include "service/app.hpp"
#include "service/errors.hpp"
#include "service/page_context.hpp"
#include "ui/info_pages.hpp"

namespace service {

Reply problem_page(const Failure& failure, const Request& request, App& app) {
  auto context = page_context(page_language(request, app), app, "/{lang}/");
  context.indexable = false;
  auto reply = html_reply(failure.status,
                          ui::render_problem(app.pages, context, {failure.status, failure.problems, request.id}));
  reply.headers.insert(reply.headers.end(), failure.headers.begin(), failure.headers.end());
  reply.headers.emplace_back("Cache-Control", "no-store");
  return reply;
}

}  // namespace service
