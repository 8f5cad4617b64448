#include "bench/bare_server.hpp"

#include <pistache/endpoint.h>

#include <memory>

namespace bench {
namespace {

using namespace Pistache;

class BareHandler : public Http::Handler {
  HTTP_PROTOTYPE(BareHandler)
 public:
  explicit BareHandler(std::shared_ptr<const BareAnswer> answer)
      : answer_(std::move(answer)),
        type_(answer_->content_type.empty() ? Http::Mime::MediaType()
                                            : Http::Mime::MediaType::fromString(answer_->content_type)) {}

  void onRequest(const Http::Request&, Http::ResponseWriter response) override {
    response.headers().addRaw(Http::Header::Raw("ETag", answer_->etag));
    response.send(static_cast<Http::Code>(answer_->status), answer_->body, type_);
  }

 private:
  std::shared_ptr<const BareAnswer> answer_;
  Http::Mime::MediaType type_;
};

}  // namespace

ChildProcess::Serve serve_bare(BareAnswer answer, int threads) {
  auto shared = std::make_shared<const BareAnswer>(std::move(answer));
  return [shared, threads](const std::function<void(int)>& tell_port) {
    auto endpoint = std::make_shared<Http::Endpoint>(Address("127.0.0.1", Port(0)));
    endpoint->init(Http::Endpoint::options()
                       .threads(threads)
                       .flags(Tcp::Options::ReuseAddr | Tcp::Options::NoDelay)
                       .maxResponseSize(std::size_t{64} * 1024 * 1024));
    endpoint->setHandler(Http::make_handler<BareHandler>(shared));
    endpoint->serveThreaded();
    tell_port(endpoint->getPort());
    return [endpoint] { endpoint->shutdown(); };
  };
}

}  // namespace bench
