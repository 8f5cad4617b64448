#include "storage/contact_index.hpp"

#include "storage/convert.hpp"

namespace storage {
namespace {

// `id / 16384` as 0004_indexes_by_time.sql has it.
// With the numbers of the runs, as `run`.
std::string runs_from(Engine engine, const std::string& first) {
  const std::string last = "(select max(id) from registration) / 16384";
  if (engine == Engine::postgresql) return "generate_series((" + first + ") / 16384, " + last + ") as run (number)";
  return "(with recursive run (number) as (select (" + first +
         ") / 16384 union all select number + 1 from run where number < " + last + ") select number from run) as run";
}

}  // namespace

std::string of_blind_column(Engine engine, const std::string& column, const std::string& first) {
  const std::string in_run = "id / 16384 = run.number and " + column + " <> '' and " + any_of(engine, column, true);
  if (engine == Engine::sqlite)
    return "select id from " + runs_from(engine, first) + " cross join registration where " + in_run;
  // `offset 0`: PostgreSQL believes in a thousand runs, and would read the whole table once instead.
  return "select found.id from " + runs_from(engine, first) +
         " cross join lateral (select id from registration where " + in_run + " offset 0) as found";
}

std::string of_contact_clause(Engine engine) {
  const std::string oldest = "select min(id) from registration";
  return "id in (" + of_blind_column(engine, "blind_phone", oldest) + " union " +
         of_blind_column(engine, "blind_email", oldest) + ")";
}

std::string oldest_of_event() {
  std::string sql;
  for (int word = 0; word <= static_cast<int>(LastWord<domain::RegistrationStatus>::value); ++word) {
    sql.append(word == 0 ? "" : " union all ")
        .append("select min(id) as id from registration where event_id = ? and status = '")
        .append(to_word(static_cast<domain::RegistrationStatus>(word)))
        .append("'");
  }
  return sql;
}

}  // namespace storage
