#include "storage/key_file.hpp"

#include <fcntl.h>
#include <sodium.h>
#include <sys/file.h>
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

constexpr std::size_t longest_file = 65'536;

std::optional<std::string> read_bytes(const fs::path& path) {
  const Descriptor file(path, O_RDONLY);
  if (!file.is_open()) {
    if (errno == ENOENT) return {};
    fail(path, "cannot be opened");
  }
  std::string bytes(longest_file, '\0');
  const ssize_t size = ::read(file.get(), bytes.data(), bytes.size());
  if (size < 0) fail(path, "cannot be read");
  bytes.resize(static_cast<std::size_t>(size));
  return bytes;
}

std::optional<KeyRing> read_keys(const fs::path& path) {
  const auto bytes = read_bytes(path);
  if (!bytes) return {};
  MasterKey only{};
  if (bytes->size() == only.size()) {
    std::copy_n(bytes->begin(), only.size(), reinterpret_cast<char*>(only.data()));
    return only;
  }
  try {
    return parse_keys(*bytes);
  } catch (const domain::Error&) {
    // Its words would be those of the setting.
    fail(path, "holds neither 32 bytes nor lines like 2:<64 hexadecimal digits>");
  }
}

void sync_folder(const fs::path& folder) {
  const Descriptor opened(folder, O_RDONLY | O_DIRECTORY);
  if (opened.is_open()) ::fsync(opened.get());
}

// Whole, and on the disk, under a name of its own.
fs::path write_draft(const fs::path& path, std::string_view bytes) {
  std::array<unsigned char, 8> random{};
  randombytes_buf(random.data(), random.size());
  std::array<char, 17> suffix{};
  sodium_bin2hex(suffix.data(), suffix.size(), random.data(), random.size());
  fs::path draft = path.string() + "." + suffix.data();
  const Descriptor file(draft, O_WRONLY | O_CREAT | O_EXCL, 0600);
  if (!file.is_open()) fail(path, "cannot be made");
  if (::write(file.get(), bytes.data(), bytes.size()) != static_cast<ssize_t>(bytes.size()) ||
      ::fsync(file.get()) != 0) {
    ::unlink(draft.c_str());
    fail(path, "cannot be written");
  }
  return draft;
}

// Linked, not renamed: the first one wins.
void create_key(const fs::path& path) {
  std::string key(sizeof(MasterKey), '\0');
  randombytes_buf(key.data(), key.size());
  const fs::path draft = write_draft(path, key);
  const bool linked = ::link(draft.c_str(), path.c_str()) == 0 || errno == EEXIST;
  ::unlink(draft.c_str());
  if (!linked) fail(path, "cannot be written");
  sync_folder(path.parent_path());
}

fs::path path_in(const fs::path& data_dir) {
  return data_dir / "keys" / "master.key";
}

// One process at a time: two that change the file at once would lose what one of them did.
template <class Change>
KeyRing change_file(const fs::path& data_dir, const Change& change) {
  const fs::path path = path_in(data_dir);
  static_cast<void>(load_or_create_keys(data_dir));
  const Descriptor folder(path.parent_path(), O_RDONLY | O_DIRECTORY);
  if (!folder.is_open() || ::flock(folder.get(), LOCK_EX) != 0) fail(path, "cannot be locked");
  KeyRing ring = change(load_or_create_keys(data_dir));
  const fs::path draft = write_draft(path, format_keys(ring, '\n') + "\n");
  if (::rename(draft.c_str(), path.c_str()) != 0) {
    ::unlink(draft.c_str());
    fail(path, "cannot be written");
  }
  sync_folder(path.parent_path());
  return ring;
}

}  // namespace

KeyRing load_or_create_keys(const fs::path& data_dir) {
  if (sodium_init() < 0) throw std::runtime_error("libsodium does not start");
  const fs::path path = path_in(data_dir);
  if (const auto keys = read_keys(path)) return *keys;
  std::error_code failed;
  const bool made = fs::create_directories(path.parent_path(), failed);
  if (failed) fail(path, "has no folder");
  if (made) fs::permissions(path.parent_path(), fs::perms::owner_all, failed);
  create_key(path);
  if (const auto keys = read_keys(path)) return *keys;
  fail(path, "went away");
}

KeyRing rotate_key_file(const fs::path& data_dir) {
  return change_file(data_dir, [](const KeyRing& ring) { return ring.rotated(); });
}

KeyRing retire_from_key_file(const fs::path& data_dir, int number) {
  return change_file(data_dir, [number](const KeyRing& ring) { return ring.without(number); });
}

}  // namespace storage
