#include "tests/notifications/side_program.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdlib>
#include <stdexcept>
#include <thread>

namespace fixtures {
namespace {

using Clock = std::chrono::steady_clock;

pid_t spawn(std::vector<std::string> words, int input, int output) {
  std::vector<char*> arguments;
  for (auto& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
  pid_t process = -1;
  const int error = posix_spawn(&process, arguments[0], &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (error != 0) throw std::runtime_error("cannot start " + words[0]);
  return process;
}

std::array<int, 2> make_pipe() {
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  return ends;
}

}  // namespace

SideProgram::SideProgram(const std::string& script, const std::filesystem::path& directory,
                         const std::vector<std::string>& arguments) {
  const auto input = make_pipe();
  const auto output = make_pipe();
  std::vector<std::string> words{"/usr/bin/python3", "tests/fixtures/" + script, "--until-stdin-closes", "--dir",
                                 directory.string()};
  words.insert(words.end(), arguments.begin(), arguments.end());
  process_ = spawn(words, input[0], output[1]);
  close(input[0]);
  close(output[1]);
  input_ = input[1];
  output_ = output[0];
  const auto line = read_line(Clock::now() + std::chrono::minutes{5});
  if (line.empty()) {
    stop();
    throw std::runtime_error(script + " does not start");
  }
  ready_ = nlohmann::json::parse(line);
}

SideProgram::~SideProgram() {
  stop();
}

void SideProgram::stop() {
  if (process_ < 0) return;
  close(input_);  // at which it ends, and takes down what it started
  waitpid(process_, nullptr, 0);
  close(output_);
  process_ = -1;
}

const std::vector<nlohmann::json>& SideProgram::wait_for(std::size_t count, std::chrono::milliseconds limit) {
  const auto until = Clock::now() + limit;
  while (arrived_.size() < count) {
    const auto line = read_line(until);
    if (line.empty()) break;
    arrived_.push_back(nlohmann::json::parse(line));
  }
  return arrived_;
}

const std::vector<nlohmann::json>& SideProgram::settle(std::chrono::milliseconds quiet) {
  for (auto line = read_line(Clock::now() + quiet); !line.empty(); line = read_line(Clock::now() + quiet)) {
    arrived_.push_back(nlohmann::json::parse(line));
  }
  return arrived_;
}

std::string SideProgram::read_line(Clock::time_point until) {
  while (true) {
    if (const auto end = buffer_.find('\n'); end != std::string::npos) {
      std::string line = buffer_.substr(0, end);
      buffer_.erase(0, end + 1);
      return line;
    }
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now()).count();
    pollfd waiting{output_, POLLIN, 0};
    if (left <= 0 || poll(&waiting, 1, static_cast<int>(left)) <= 0) return {};
    std::array<char, 65536> bytes{};
    const auto count = read(output_, bytes.data(), bytes.size());
    if (count <= 0) return {};
    buffer_.append(bytes.data(), static_cast<std::size_t>(count));
  }
}

Folder::Folder() {
  std::string name = (std::filesystem::temp_directory_path() / "kutsu-test-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no folder");
  path_ = name;
}

Folder::~Folder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

Port::Port() : holder_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  const int yes = 1;
  setsockopt(holder_, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t length = sizeof address;
  auto* generic = reinterpret_cast<sockaddr*>(&address);
  if (bind(holder_, generic, length) != 0 || getsockname(holder_, generic, &length) != 0) {
    close(holder_);
    throw std::runtime_error("no port");
  }
  number_ = ntohs(address.sin_port);
}

Port::~Port() {
  close(holder_);
}

bool eventually(const std::function<bool()>& holds, std::chrono::milliseconds limit) {
  const auto until = Clock::now() + limit;
  while (!holds()) {
    if (Clock::now() > until) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds{10});
  }
  return true;
}

}  // namespace fixtures
