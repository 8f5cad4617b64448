#pragma once
#include <map>
#include <string>
#include <string_view>

// A client that sends exactly the bytes it is told to.
namespace edge_test {

struct Answer {
  int status = 0;                                  // 0: the connection ended without an answer
  std::multimap<std::string, std::string> fields;  // names in lower case
  std::string body;

  [[nodiscard]] std::string field(const std::string& lower_case_name) const;
};

class Client {
 public:
  explicit Client(int port);
  ~Client();
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  // False where the server has hung up.
  bool send(std::string_view bytes);
  // The next answer; `head_only` for one that has no body whatever its Content-Length. Waits a minute.
  [[nodiscard]] Answer receive(bool head_only = false);
  // Takes a few bytes of what comes, which `receive` does not see any more; false where nothing comes for a minute,
  // or nothing can any more.
  bool take_some();
  // The server closes within a minute, without another byte.
  [[nodiscard]] bool is_closed();
  // The same, where the server may also have reset the connection.
  [[nodiscard]] bool is_gone();
  void half_close();
  // Closes with RST.
  void reset();

 private:
  bool fill();
  int socket_;
  std::string input_;
};

// One request on a connection of its own.
[[nodiscard]] Answer exchange(int port, std::string_view bytes);
// "GET /path HTTP/1.1" with Host and the given lines, which end in CRLF.
[[nodiscard]] std::string get(std::string_view target, std::string_view lines = "");
[[nodiscard]] std::string post(std::string_view target, std::string_view body, std::string_view lines = "");

}  // namespace edge_test
