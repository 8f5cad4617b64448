#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "calendar/foreign_events.hpp"
#include "calendar/time_zones.hpp"

// Calendars as Google, Outlook and Nextcloud write them, and what is read of them.
namespace foreign_samples {

inline const calendar::TimeZones zones;

inline domain::Instant moment(std::string_view text) {
  return domain::parse_rfc3339(text, "time");
}

inline domain::ForeignWindow autumn() {
  return {moment("2026-08-01T00:00:00Z"), moment("2027-08-01T00:00:00Z")};
}

// Lines with "\n" become a calendar with CRLF.
inline std::string calendar_of(std::string_view lines) {
  std::string text = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Test//Test//EN\r\n";
  for (const char c : lines) text += c == '\n' ? std::string("\r\n") : std::string(1, c);
  return text + "END:VCALENDAR\r\n";
}

// One VEVENT with these lines.
inline std::string event(std::string_view lines) {
  return "BEGIN:VEVENT\nUID:one@example.org\nDTSTAMP:20260801T000000Z\nSUMMARY:Group\n" + std::string(lines) +
         "END:VEVENT\n";
}

inline domain::ForeignCalendar read(std::string_view bytes, const domain::ForeignLimits& limits = {}) {
  return calendar::read_calendar(bytes, autumn(), zones, limits);
}

inline domain::ForeignCalendar read_lines(std::string_view lines, const domain::ForeignLimits& limits = {}) {
  return read(calendar_of(lines), limits);
}

// "2026-09-07T14:00:00Z/2026-09-07T15:00:00Z Group"
inline std::vector<std::string> dates(const domain::ForeignCalendar& calendar) {
  std::vector<std::string> texts;
  for (const auto& one : calendar.occurrences) {
    texts.push_back(domain::format_rfc3339(one.start_time) + "/" + domain::format_rfc3339(one.end_time) + " " +
                    one.summary + (one.cancelled ? " (cancelled)" : ""));
  }
  return texts;
}

// "2026-09-07T14:00:00Z"
inline std::vector<std::string> starts(const domain::ForeignCalendar& calendar) {
  std::vector<std::string> texts;
  for (const auto& one : calendar.occurrences) texts.push_back(domain::format_rfc3339(one.start_time));
  return texts;
}

inline std::vector<std::string> codes(const domain::ForeignCalendar& calendar) {
  std::vector<std::string> texts;
  for (const auto& one : calendar.problems) texts.push_back(one.code);
  return texts;
}

inline std::string google() {
  return calendar_of(
      "CALSCALE:GREGORIAN\nMETHOD:PUBLISH\nX-WR-CALNAME:Mimosan ryhmät\nX-WR-TIMEZONE:Europe/Helsinki\n"
      "BEGIN:VTIMEZONE\nTZID:Europe/Helsinki\nX-LIC-LOCATION:Europe/Helsinki\n"
      "BEGIN:DAYLIGHT\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0300\nTZNAME:EEST\nDTSTART:19700329T030000\n"
      "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\nEND:DAYLIGHT\n"
      "BEGIN:STANDARD\nTZOFFSETFROM:+0300\nTZOFFSETTO:+0200\nTZNAME:EET\nDTSTART:19701025T040000\n"
      "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\nEND:STANDARD\nEND:VTIMEZONE\n"
      "BEGIN:VEVENT\nDTSTART;TZID=Europe/Helsinki:20260907T170000\nDTEND;TZID=Europe/Helsinki:20260907T183000\n"
      "RRULE:FREQ=WEEKLY;WKST=MO;UNTIL=20261005T205959Z;BYDAY=MO\n"
      "EXDATE;TZID=Europe/Helsinki:20260921T170000\nDTSTAMP:20260801T101112Z\nUID:abc123@google.example\n"
      "CREATED:20260701T080000Z\nDESCRIPTION:<p>Tule <b>mukaan</b>!</p>Lis&auml;&nbsp\\;tietoja:<br><a href=\"https:/\n"
      " /example.org/ryhma\">sivu</a>\nLAST-MODIFIED:20260730T093000Z\n"
      "LOCATION:Mimosa\\, Porrassalmenkatu 1\\, Mikkeli\nSEQUENCE:2\nSTATUS:CONFIRMED\n"
      "SUMMARY:Naisten ryhmä\nTRANSP:OPAQUE\nEND:VEVENT\n"
      "BEGIN:VEVENT\nDTSTART;TZID=Europe/Helsinki:20260915T160000\nDTEND;TZID=Europe/Helsinki:20260915T173000\n"
      "DTSTAMP:20260801T101112Z\nUID:abc123@google.example\nRECURRENCE-ID;TZID=Europe/Helsinki:20260914T170000\n"
      "SEQUENCE:3\nSTATUS:CONFIRMED\nSUMMARY:Naisten ryhmä\nEND:VEVENT\n"
      "BEGIN:VEVENT\nDTSTART;TZID=Europe/Helsinki:20260928T170000\nDTEND;TZID=Europe/Helsinki:20260928T183000\n"
      "DTSTAMP:20260801T101112Z\nUID:abc123@google.example\nRECURRENCE-ID;TZID=Europe/Helsinki:20260928T170000\n"
      "SEQUENCE:3\nSTATUS:CANCELLED\nEND:VEVENT\n"
      "BEGIN:VEVENT\nDTSTART;VALUE=DATE:20261206\nDTEND;VALUE=DATE:20261207\nDTSTAMP:20260801T101112Z\n"
      "UID:day@google.example\nSUMMARY:Itsenäisyyspäivän juhla\nEND:VEVENT\n");
}

inline std::string outlook() {
  return calendar_of(
      "METHOD:PUBLISH\nX-WR-CALNAME:Ohjaamo\n"
      "BEGIN:VTIMEZONE\nTZID:FLE Standard Time\n"
      "BEGIN:STANDARD\nDTSTART:16010101T040000\nTZOFFSETFROM:+0300\nTZOFFSETTO:+0200\n"
      "RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10\nEND:STANDARD\n"
      "BEGIN:DAYLIGHT\nDTSTART:16010101T030000\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0300\n"
      "RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3\nEND:DAYLIGHT\nEND:VTIMEZONE\n"
      "BEGIN:VTIMEZONE\nTZID:Customized Time Zone\n"
      "BEGIN:STANDARD\nDTSTART:16010101T040000\nTZOFFSETFROM:+0300\nTZOFFSETTO:+0200\n"
      "RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10\nEND:STANDARD\n"
      "BEGIN:DAYLIGHT\nDTSTART:16010101T030000\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0300\n"
      "RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3\nEND:DAYLIGHT\nEND:VTIMEZONE\n"
      "BEGIN:VEVENT\nDESCRIPTION:CV-paja\\n\\nTervetuloa\nRRULE:FREQ=WEEKLY;UNTIL=20261103T110000Z;INTERVAL=1;BYDAY=TU;"
      "WKST=MO\n"
      "UID:040000008200E00074C5B7101A82E008000000001\nSUMMARY;LANGUAGE=fi-FI:CV-paja\n"
      "DTSTART;TZID=FLE Standard Time:20261013T130000\nDTEND;TZID=FLE Standard Time:20261013T150000\n"
      "CLASS:PUBLIC\nPRIORITY:5\nDTSTAMP:20260901T070000Z\nTRANSP:OPAQUE\nSTATUS:CONFIRMED\nSEQUENCE:0\n"
      "LOCATION;LANGUAGE=fi-FI:Kemi\nX-MICROSOFT-CDO-ALLDAYEVENT:FALSE\n"
      "BEGIN:VALARM\nDESCRIPTION:REMINDER\nTRIGGER;RELATED=START:-PT15M\nACTION:DISPLAY\nEND:VALARM\nEND:VEVENT\n"
      "BEGIN:VEVENT\nUID:own-zone\nSUMMARY:Haastattelu\nDTSTART;TZID=\"Customized Time Zone\":20261026T090000\n"
      "DTEND;TZID=\"Customized Time Zone\":20261026T100000\nDTSTAMP:20260901T070000Z\nEND:VEVENT\n"
      "BEGIN:VEVENT\nUID:secret\nSUMMARY:Lääkäri\nCLASS:PRIVATE\nDTSTART;TZID=FLE Standard Time:20261027T090000\n"
      "DTEND;TZID=FLE Standard Time:20261027T100000\nDTSTAMP:20260901T070000Z\nEND:VEVENT\n");
}

inline std::string nextcloud() {
  return calendar_of(
      "CALSCALE:GREGORIAN\nX-WR-CALNAME:Kulttuurikeskus\nX-APPLE-CALENDAR-COLOR:#0082c9\n"
      "REFRESH-INTERVAL;VALUE=DURATION:PT4H\nX-PUBLISHED-TTL:PT4H\n"
      "BEGIN:VTIMEZONE\nTZID:Europe/Helsinki\nBEGIN:STANDARD\nTZNAME:EET\nTZOFFSETFROM:+0300\nTZOFFSETTO:+0200\n"
      "DTSTART:19701025T040000\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\nEND:STANDARD\nEND:VTIMEZONE\n"
      "BEGIN:VEVENT\nCREATED:20260810T120000Z\nDTSTAMP:20260811T120000Z\nLAST-MODIFIED:20260811T120000Z\nSEQUENCE:4\n"
      "UID:9f1c\nDTSTART;TZID=Europe/Helsinki:20261020T170000\nDURATION:PT1H30M\nSTATUS:CONFIRMED\n"
      "SUMMARY:Kielikahvila\nLOCATION:Kulttuurikeskus\nCATEGORIES:Kieli,Vapaa-aika\nURL:https://example.org/kahvila\n"
      "RRULE:FREQ=WEEKLY;COUNT=3;BYDAY=TU\nEND:VEVENT\n"
      "BEGIN:VEVENT\nUID:leiri\nDTSTAMP:20260811T120000Z\nDTSTART;VALUE=DATE:20261012\nDURATION:P5D\n"
      "SUMMARY:Syysleiri\nEND:VEVENT\n");
}

}  // namespace foreign_samples
