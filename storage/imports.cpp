#include "storage/imports.hpp"

#include <algorithm>

#include "storage/failure.hpp"

namespace storage {
namespace {

constexpr std::size_t piece_size = 96 * 1024;

// As stored: the name is sealed.
struct FileRow {
  std::int64_t id = 0;
  domain::ImportFile file;
};
auto fields(FileRow& row) {
  domain::ImportFile& f = row.file;
  return std::tie(row.id, f.token_hash, f.account, f.organisation, f.name, f.expires_time);
}

}  // namespace

std::optional<domain::ImportFile> ImportRows::find_file(std::string_view token_hash) const {
  Connection& database = context_.database;
  auto row = database.row<FileRow>(
      "select id, token_hash, account_id, organisation_id, name, expires_time from import_file where token_hash = ?",
      token_hash);
  if (!row) return {};
  row->file.name = context_.cipher.open("import_file.name", row->file.name);
  for (const std::string& piece :
       database.rows<std::string>("select content from import_piece where file_id = ? order by position", row->id)) {
    row->file.bytes += context_.cipher.open("import_piece.content", piece);
  }
  return std::move(row->file);
}

void ImportRows::keep_file(const domain::ImportFile& file) {
  Connection& database = context_.database;
  const auto id = database.row<std::int64_t>(
      "insert into import_file (token_hash, account_id, organisation_id, name, expires_time) values (?, ?, ?, ?, ?) on "
      "conflict do nothing returning id",
      file.token_hash, file.account, file.organisation, context_.cipher.seal("import_file.name", file.name),
      file.expires_time);
  if (!id) throw_duplicate();
  const std::string_view bytes = file.bytes;
  for (std::size_t at = 0, position = 0; at < bytes.size(); at += piece_size, ++position) {
    database.run("insert into import_piece (file_id, position, content) values (?, ?, ?)", *id,
                 static_cast<std::int64_t>(position),
                 context_.cipher.seal("import_piece.content", bytes.substr(at, piece_size)));
  }
}

void ImportRows::forget_file(std::string_view token_hash) {
  context_.database.run("delete from import_file where token_hash = ?", token_hash);
}

std::size_t ImportRows::forget_files_expired_before(domain::Instant time) {
  return static_cast<std::size_t>(context_.database.run("delete from import_file where expires_time < ?", time));
}

void ImportRows::forget_older_files(domain::AccountId account, std::size_t kept) {
  context_.database.run(
      "delete from import_file where account_id = ? and id not in (select id from import_file where account_id = ? "
      "order by id desc limit ?)",
      account, account, static_cast<std::int64_t>(kept));
}

std::optional<std::string> ImportRows::find_mapping(domain::OrganisationId organisation,
                                                    std::string_view headings_hash) const {
  return context_.database.row<std::string>(
      "select mapping from import_mapping where organisation_id = ? and headings_hash = ?", organisation,
      headings_hash);
}

void ImportRows::keep_mapping(domain::OrganisationId organisation, std::string_view headings_hash,
                              std::string_view mapping, domain::Instant now) {
  Connection& database = context_.database;
  database.run(
      "insert into import_mapping (organisation_id, headings_hash, mapping, used_time) values (?, ?, ?, ?) on conflict "
      "(organisation_id, headings_hash) do update set mapping = excluded.mapping, used_time = excluded.used_time",
      organisation, headings_hash, mapping, now);
  database.run(
      "delete from import_mapping where organisation_id = ? and headings_hash not in (select headings_hash from "
      "import_mapping where organisation_id = ? order by used_time desc, headings_hash limit ?)",
      organisation, organisation, static_cast<std::int64_t>(domain::most_mappings));
}

}  // namespace storage
