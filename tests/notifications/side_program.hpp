#pragma once
#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

// The real parts that messages go through: one of tests/fixtures/*.py, running beside the test.
namespace fixtures {

class SideProgram {
 public:
  // Starts tests/fixtures/<script> with `--dir <directory>` and `arguments`; returns when it says that it is ready.
  // Throws std::runtime_error where it does not.
  SideProgram(const std::string& script, const std::filesystem::path& directory,
              const std::vector<std::string>& arguments = {});
  ~SideProgram();
  SideProgram(const SideProgram&) = delete;
  SideProgram& operator=(const SideProgram&) = delete;

  // What it said when it was ready.
  [[nodiscard]] const nlohmann::json& ready() const { return ready_; }
  // What arrived there, in order, once there are `count` or the time is up.
  const std::vector<nlohmann::json>& wait_for(std::size_t count,
                                              std::chrono::milliseconds limit = std::chrono::minutes{1});
  // What arrived until nothing did for `quiet`.
  const std::vector<nlohmann::json>& settle(std::chrono::milliseconds quiet = std::chrono::milliseconds{1500});
  void stop();

 private:
  // The next line; empty when the time is up or it ended.
  std::string read_line(std::chrono::steady_clock::time_point until);

  pid_t process_ = -1;
  int input_ = -1;
  int output_ = -1;
  std::string buffer_;
  nlohmann::json ready_;
  std::vector<nlohmann::json> arrived_;
};

// A folder of the test's own, gone with it.
class Folder {
 public:
  Folder();
  ~Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

// A port that nobody listens to, and that nobody else is given while this is there: whoever is told it may, with
// SO_REUSEADDR, as servers do.
class Port {
 public:
  Port();
  ~Port();
  Port(const Port&) = delete;
  Port& operator=(const Port&) = delete;
  [[nodiscard]] std::string text() const { return std::to_string(number_); }
  [[nodiscard]] int number() const noexcept { return number_; }

 private:
  int holder_;
  int number_ = 0;
};
// Until `holds` does, looked at every few milliseconds; whether it did in time.
[[nodiscard]] bool eventually(const std::function<bool()>& holds,
                              std::chrono::milliseconds limit = std::chrono::minutes{1});

}  // namespace fixtures
