"""Somebody answers an SMS, and the answer counts: through a real Kannel, from a phone and back to it."""
import datetime
import json
import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2]))
from tests.fixtures.beside import Beside  # noqa: E402
from tests.fixtures.kutsu import Kutsu, eventually  # noqa: E402

SECRET = "what-kannel-alone-knows"


def rfc3339(moment):
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


class SmsReply(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.kutsu = Kutsu()
        cls.addClassCleanup(cls.kutsu.__exit__)
        cls.kannel = Beside("kannel.py", "--incoming-url",
                            f"{cls.kutsu.url}/api/v1/incoming-sms/kannel?secret={SECRET}&id=%I")
        cls.addClassCleanup(cls.kannel.stop)
        cls.kutsu.env |= {
            "KUTSU_SMS_PROVIDER": "kannel", "KUTSU_SMS_URL": cls.kannel.ready["url"],
            "KUTSU_SMS_USERNAME": cls.kannel.ready["username"], "KUTSU_SMS_PASSWORD": cls.kannel.ready["password"],
            "KUTSU_SMS_SENDER": "13013", "KUTSU_SMS_INCOMING_SECRET": SECRET}
        cls.token = cls.kutsu.token()
        cls.kutsu.start()

    def ok(self, answer, status=200):
        self.assertEqual(answer.status, status, answer.body[:2000])
        return answer.json

    def scarce_event(self):
        start = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(days=7)
        event = self.ok(self.kutsu.post("/api/v1/events", {
            "kind": "info_session", "name": {"fi": "Työnhakuinfo", "ar": "جلسة عن البحث عن عمل"},
            "start_time": rfc3339(start), "end_time": rfc3339(start + datetime.timedelta(hours=2)),
            "location": {"name": "Monikulttuurikeskus Mimosa", "municipality": "Mikkeli"},
            "keywords": ["job-seeking"], "in_language": ["fi"], "maximum_attendee_capacity": 1,
            "waiting_list_capacity": 5, "waiting_list_offer_minutes": 120, "reminders": [],
        }, token=self.token), 201)
        return self.ok(self.kutsu.post(f"/api/v1/events/{event['id']}/publish", token=self.token))

    def register(self, event, phone, language):
        return self.ok(self.kutsu.post(f"/api/v1/events/{event['id']}/registrations", {
            "contact": {"name": "Esimerkki Henkilö", "phone": phone, "language": language}, "persons": [{}]}), 201)

    def status(self, registration):
        return self.ok(self.kutsu.get("/api/v1/registrations/" + registration["manage_token"]))["status"]

    def texts(self, phone):
        return [sms["text"] for sms in self.kannel.got("sms.jsonl") if sms["to"] == phone]

    def answer(self, phone, text):
        self.kannel.tell({"from": phone, "to": "13013", "text": text})

    def offered(self, first, second, language):
        """The second phone's registration, once it was told that the first one's place is free."""
        event = self.scarce_event()
        leaving = self.register(event, first, language)
        waiting = self.register(event, second, language)
        self.assertEqual((leaving["status"], waiting["status"]), ("confirmed", "waitlisted"))
        self.assertIn(self.kutsu.request("DELETE", "/api/v1/registrations/" + leaving["manage_token"]).status,
                      (200, 204))
        self.assertEqual(self.status(waiting), "offered")
        return waiting

    def assert_taken_by(self, phone, word, waiting, offer, confirmation):
        link = "/m/" + waiting["manage_token"]
        told = eventually(lambda: [text for text in self.texts(phone) if offer in text and link in text])
        self.assertTrue(told, self.texts(phone))
        self.answer(phone, word)
        self.assertTrue(eventually(lambda: self.status(waiting) == "confirmed"), self.kutsu.log_text())
        self.assertTrue(eventually(lambda: [t for t in self.texts(phone) if confirmation in t and link in t]),
                        self.texts(phone))
        return told[0]

    def test_a_one_takes_the_place_that_was_offered(self):
        waiting = self.offered("+358405550161", "+358405550162", "fi")
        offer = self.assert_taken_by("+358405550162", "1", waiting, "Paikka vapautui", "Olet mukana")
        self.assertIn("1=kyllä, 0=ei", offer)

    def test_an_arabic_yes_takes_it_as_well(self):
        waiting = self.offered("+358405550163", "+358405550164", "ar")
        self.assert_taken_by("+358405550164", "نعم", waiting, "شغر مكان", "تم تسجيلك")

    def test_what_no_rule_understands_reaches_the_inbox_and_no_log(self):
        event = self.scarce_event()
        self.register(event, "+358405550165", "fi")
        self.answer("+358405550165", "Tulen hieman myöhässä")
        inbox = eventually(lambda: [p for p in [self.kutsu.get("/organiser/inbox", token=self.token).text]
                                    if "Tulen hieman myöhässä" in p])
        self.assertTrue(inbox)
        self.assertIn("+358405550165", inbox[0])
        for secret in ("5550165", "myöhässä", SECRET):
            self.assertNotIn(secret, self.kutsu.log_text())


if __name__ == "__main__":
    unittest.main()
