#include "storage/key_file.hpp"

#include <fcntl.h>
#include <sodium.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <optional>
#include <string>
#include <system_error>

#include "domain/error.hpp"

namespace storage {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const fs::path& path, const char* what) {
  throw domain::Error(domain::ErrorKind::unavailable, "key_file", "the key file " + path.string() + " " + what);
}

class Descriptor {
 public:
  Descriptor(const fs::path& path, int flags, mode_t mode = 0) : fd_(::open(path.c_str(), flags | O_CLOEXEC, mode)) {}
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  [[nodiscard]] bool is_open() const { return fd_ >= 0; }
  [[nodiscard]] int get() const { return fd_; }

 private:
  int fd_;
};

std::optional<MasterKey> read_key(const fs::path& path) {
  const Descriptor file(path, O_RDONLY);
  if (!file.is_open()) {
    if (errno == ENOENT) return {};
    fail(path, "cannot be opened");
  }
  std::array<unsigned char, 33> bytes{};
  const ssize_t size = ::read(file.get(), bytes.data(), bytes.size());
  MasterKey key{};
  if (size != static_cast<ssize_t>(key.size())) fail(path, "does not hold 32 bytes");
  std::copy_n(bytes.begin(), key.size(), key.begin());
  return key;
}

void sync_folder(const fs::path& folder) {
  const Descriptor opened(folder, O_RDONLY | O_DIRECTORY);
  if (opened.is_open()) ::fsync(opened.get());
}

// Whole under a name of its own, then linked: the final name never shows half a key, and the first one wins.
void create_key(const fs::path& path) {
  std::array<unsigned char, 8> random{};
  randombytes_buf(random.data(), random.size());
  std::array<char, 17> suffix{};
  sodium_bin2hex(suffix.data(), suffix.size(), random.data(), random.size());
  const fs::path draft = path.string() + "." + suffix.data();
  MasterKey key{};
  randombytes_buf(key.data(), key.size());
  bool written = false;
  {
    const Descriptor file(draft, O_WRONLY | O_CREAT | O_EXCL, 0600);
    if (!file.is_open()) fail(path, "cannot be made");
    written =
        ::write(file.get(), key.data(), key.size()) == static_cast<ssize_t>(key.size()) && ::fsync(file.get()) == 0;
  }
  const bool linked = written && (::link(draft.c_str(), path.c_str()) == 0 || errno == EEXIST);
  ::unlink(draft.c_str());
  if (!linked) fail(path, "cannot be written");
  sync_folder(path.parent_path());
}

}  // namespace

MasterKey load_or_create_key(const fs::path& data_dir) {
  if (sodium_init() < 0) throw std::runtime_error("libsodium does not start");
  const fs::path folder = data_dir / "keys";
  const fs::path path = folder / "master.key";
  if (const auto key = read_key(path)) return *key;
  std::error_code failed;
  const bool made = fs::create_directories(folder, failed);
  if (failed) fail(path, "has no folder");
  if (made) fs::permissions(folder, fs::perms::owner_all, failed);
  create_key(path);
  if (const auto key = read_key(path)) return *key;
  fail(path, "went away");
}

MasterKey parse_key(std::string_view hex, std::string_view field) {
  MasterKey key{};
  std::size_t size = 0;
  const bool read = hex.size() == 2 * key.size() &&
                    sodium_hex2bin(key.data(), key.size(), hex.data(), hex.size(), nullptr, &size, nullptr) == 0;
  if (!read || size != key.size()) {
    throw domain::Error(domain::ErrorKind::invalid, "key", "must be 64 hexadecimal digits", std::string(field));
  }
  return key;
}

}  // namespace storage
