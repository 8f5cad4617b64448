"""The main job: an organiser's programme goes in, a household registers, an interpreter is booked, a partner's calendar
shows it, and a reminder reaches a phone and a mailbox in Arabic."""
import datetime
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2]))
from tests.fixtures.beside import Beside  # noqa: E402
from tests.fixtures.kutsu import Kutsu, PROGRAMME, eventually  # noqa: E402

PHONE = "+358405550147"
ARABIC = re.compile(r"[\u0600-\u06ff]{3,}")


def rfc3339(moment):
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


class MainJob(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.kannel = Beside("kannel.py")
        cls.addClassCleanup(cls.kannel.stop)
        cls.mail = Beside("smtp_server.py")
        cls.addClassCleanup(cls.mail.stop)
        cls.kutsu = Kutsu(env={
            "KUTSU_SMS_PROVIDER": "kannel", "KUTSU_SMS_URL": cls.kannel.ready["url"],
            "KUTSU_SMS_USERNAME": cls.kannel.ready["username"], "KUTSU_SMS_PASSWORD": cls.kannel.ready["password"],
            "KUTSU_SMS_SENDER": "12345", "KUTSU_EMAIL_SMTP_URL": cls.mail.ready["url"]})
        cls.addClassCleanup(cls.kutsu.__exit__)
        cls.imported = cls.kutsu.run("import", PROGRAMME).stdout
        cls.token = cls.kutsu.token()
        cls.kutsu.start()

    def ok(self, answer, status=200):
        self.assertEqual(answer.status, status, answer.body[:2000])
        return answer.json

    def test_1_the_programme_is_in_and_a_second_import_changes_nothing(self):
        public = self.ok(self.kutsu.get("/api/v1/events?page_size=1000"))
        self.assertEqual(public["meta"]["count"], len(public["data"]))
        before = self.kutsu.get("/api/v1/events?page_size=1000").body
        again = self.kutsu.run("import", PROGRAMME)
        self.assertEqual(again.returncode, 0, again.stdout)
        self.assertEqual(self.kutsu.get("/api/v1/events?page_size=1000").body, before)

    def test_2_a_household_registers_an_interpreter_comes_and_everybody_is_told(self):
        event = self.publish_event()
        registration = self.register(event)
        self.book_interpreter(event)
        self.assert_calendar_shows(event)
        self.assert_phone_got(event, registration)
        self.assert_mailbox_got(registration)
        self.assert_cancelling_frees_the_places(event, registration)

    def publish_event(self):
        # The SMS reminder, an hour before the start, is due in twenty seconds: by then somebody has registered.
        start = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(minutes=60, seconds=20)
        event = self.ok(self.kutsu.post("/api/v1/events", {
            "kind": "info_session",
            "name": {"fi": "Työnhakuinfo", "ar": "جلسة عن البحث عن عمل"},
            "start_time": rfc3339(start), "end_time": rfc3339(start + datetime.timedelta(hours=2)),
            "location": {"name": "Monikulttuurikeskus Mimosa", "street_address": "Esimerkkikatu 1",
                         "municipality": "Mikkeli"},
            "keywords": ["job-seeking"], "in_language": ["fi"], "interpreted_languages": ["ar"],
            "maximum_attendee_capacity": 4, "waiting_list_capacity": 10,
            "reminders": [{"channel": "sms", "minutes_before": 60}, {"channel": "email", "minutes_before": 60}],
        }, token=self.token), 201)
        self.assertEqual(self.kutsu.get(f"/api/v1/events/{event['id']}").status, 404, "a draft is nobody's to see")
        return self.ok(self.kutsu.post(f"/api/v1/events/{event['id']}/publish", token=self.token))

    def register(self, event):
        body = {"contact": {"name": "Esimerkki Perhe", "phone": "040 555 0147", "email": "perhe@example.org",
                            "language": "ar"},
                "persons": [{"name": "Aikuinen"}, {"interpreter_language": "ar"}, {"child_age": 4}]}
        path = f"/api/v1/events/{event['id']}/registrations"
        first = self.ok(self.kutsu.post(path, body, headers={"Idempotency-Key": "walk-1"}), 201)
        again = self.kutsu.post(path, body, headers={"Idempotency-Key": "walk-1"})
        self.assertEqual((first["id"], first["manage_token"]), (again.json["id"], again.json["manage_token"]))
        self.assertEqual(first["status"], "confirmed")
        left = self.ok(self.kutsu.get(f"/api/v1/events/{event['id']}"))["remaining_attendee_capacity"]
        self.assertEqual(left, 1)
        waiting = self.ok(self.kutsu.post(path, body), 201)
        self.assertEqual((waiting["status"], waiting["waiting_position"]), ("waitlisted", 1))
        return first

    def book_interpreter(self, event):
        interpreter = self.ok(self.kutsu.post("/api/v1/interpreters", {
            "name": "Tulkki Esimerkki", "phone": "040 555 0148", "email": "tulkki@example.org",
            "message_language": "fi", "languages": [{"language": "ar", "dialect": "levantti"}]}, token=self.token), 201)
        booking = self.ok(self.kutsu.post(f"/api/v1/events/{event['id']}/interpreter-bookings", {
            "language": "ar", "dialect": "levantti", "topic": "Työnhaku"}, token=self.token), 201)
        self.assertEqual(booking["status"], "requested")
        path = f"/api/v1/interpreter-bookings/{booking['id']}"
        offered = self.ok(self.kutsu.post(path + "/offer", {"interpreter": interpreter["id"]}, token=self.token))
        self.assertEqual(offered["status"], "offered")
        offer = eventually(lambda: [sms for sms in self.kannel.got("sms.jsonl") if sms["to"] == "+358405550148"])
        link = re.search(r"http://\S+/o/\S+", offer[0]["text"]).group()
        self.assertEqual(self.kutsu.get(link).status, 200)
        confirmed = self.ok(self.kutsu.post(path + "/confirm", token=self.token))
        self.assertEqual(confirmed["status"], "confirmed")
        calendar = self.kutsu.get(interpreter["calendar_url"])
        self.assertIn("BEGIN:VEVENT", calendar.text)

    def assert_calendar_shows(self, event):
        feed = self.kutsu.get("/calendar.ics?theme=job-seeking&municipality=Mikkeli")
        self.assertEqual(feed.status, 200)
        self.assertEqual(self.kutsu.get("/calendar.ics?theme=job-seeking&municipality=Mikkeli",
                                        headers={"If-None-Match": feed.headers["ETag"]}).status, 304)
        with tempfile.TemporaryDirectory() as folder:
            home = pathlib.Path(folder)
            (home / "khal.conf").write_text(
                f"[calendars]\n[[kutsu]]\npath = {home}/calendar\n[locale]\ntimeformat = %H:%M\ndateformat = %Y-%m-%d\n"
                "longdateformat = %Y-%m-%d\ndatetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n"
                f"local_timezone = Europe/Helsinki\ndefault_timezone = Europe/Helsinki\n[sqlite]\npath = {home}/khal.db\n")
            (home / "calendar").mkdir()
            (home / "feed.ics").write_bytes(feed.body)
            khal = ["khal", "--config", str(home / "khal.conf")]
            env = self.kutsu.env | {"HOME": folder, "LC_ALL": "C.UTF-8"}
            subprocess.run([*khal, "import", "--batch", str(home / "feed.ics")], env=env, check=True,
                           capture_output=True)
            listed = subprocess.run([*khal, "list", "today", "3d"], env=env, check=True, capture_output=True,
                                    text=True).stdout
        self.assertIn("Työnhakuinfo", listed)

    def sms(self):
        return [sms for sms in self.kannel.got("sms.jsonl") if sms["to"] == PHONE]

    def assert_phone_got(self, event, registration):
        link = "/m/" + registration["manage_token"]
        told = eventually(lambda: [sms for sms in self.sms() if link in sms["text"]][1:])
        self.assertTrue(told, f"confirmation and reminder, both with the link: {self.sms()}")
        for sms in told:
            self.assertRegex(sms["text"], ARABIC)

    def assert_mailbox_got(self, registration):
        link = "/m/" + registration["manage_token"]
        mails = eventually(lambda: [m for m in self.mail.got("mail.jsonl") if link in (m["text"] or "")][1:])
        self.assertTrue(mails, self.mail.got("mail.jsonl"))
        for mail in mails:
            self.assertRegex(mail["subject"], ARABIC)
            self.assertRegex(mail["text"], ARABIC)
            self.assertIn("perhe@example.org", mail["to"])

    def assert_cancelling_frees_the_places(self, event, registration):
        path = "/api/v1/registrations/" + registration["manage_token"]
        self.assertEqual(self.ok(self.kutsu.get(path))["status"], "confirmed")
        self.assertIn(self.kutsu.request("DELETE", path).status, (200, 204))
        people = self.ok(self.kutsu.get(f"/api/v1/events/{event['id']}/registrations", token=self.token))["data"]
        self.assertEqual(sorted(r["status"] for r in people), ["cancelled", "confirmed"])

    def test_3_it_stops_when_asked(self):
        self.assertEqual(self.kutsu.stop(), 0)
        for secret in ("Esimerkki Perhe", "5550147", "perhe@example.org"):
            self.assertNotIn(secret, self.kutsu.log_text())
        self.kutsu.start()


if __name__ == "__main__":
    unittest.main()
