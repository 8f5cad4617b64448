#include "service/app.hpp"
#include "service/errors.hpp"

namespace service {

Reply problem_page(const Failure& failure, const Request& request, App&) {
  std::string html = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>";
  html += reason_phrase(failure.status);
  html += "</title><h1>";
  html += reason_phrase(failure.status);
  html += "</h1><p>" + request.id;
  auto reply = html_reply(failure.status, std::move(html));
  reply.headers = failure.headers;
  return reply;
}

}  // namespace service
