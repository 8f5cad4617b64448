"""Two towns' Kutsus: one follows the other's public calendar, over the network, with all that changes there. On SQLite,
and on PostgreSQL behind two servers that share the work."""
import contextlib
import datetime
import pathlib
import secrets
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2]))
from tests.fixtures.databases import new_postgresql_database  # noqa: E402
from tests.fixtures.kutsu import Kutsu, eventually  # noqa: E402


TODAY = datetime.datetime.now(datetime.timezone.utc)


def soon(days, hour=9):
    start = TODAY + datetime.timedelta(days=days)
    return start.strftime(f"%Y-%m-%dT{hour:02}:00:00Z")


class Following:
    def ok(self, answer, status=200):
        self.assertEqual(answer.status, status, answer.body[:2000])
        return answer.json if answer.body else None

    def setUp(self):
        self.stack = contextlib.ExitStack()
        self.addCleanup(self.stack.close)
        self.theirs = self.stack.enter_context(Kutsu())
        self.ours = self.make_servers({"KUTSU_SUBSCRIPTIONS_PRIVATE_NETWORKS": "127.0.0.1"})
        for server in [self.theirs, *self.ours]:
            server.start()
        self.their_token, self.our_token = self.theirs.token(), self.ours[0].token()

    def publish(self, days, name):
        event = self.ok(self.theirs.post("/api/v1/events", {
            "kind": "group_activity", "name": {"fi": name}, "short_description": {"fi": "Kahvia ja puhetta"},
            "start_time": soon(days), "end_time": soon(days, 11),
            "location": {"name": "Kulttuurikeskus", "street_address": "Esimerkkikatu 1", "municipality": "Kemi"},
            "keywords": ["language"], "in_language": ["fi"]}, token=self.their_token), 201)
        return self.ok(self.theirs.post(f"/api/v1/events/{event['id']}/publish", token=self.their_token))["id"]

    def follow(self, address, status=201):
        return self.ok(self.ours[0].post("/api/v1/subscriptions", {
            "name": "Kemi", "address": address, "municipality": "Kemi", "publication_status": "public"},
            token=self.our_token), status)["id"]

    def subscription(self, number):
        return self.ok(self.ours[-1].get(f"/api/v1/subscriptions/{number}", token=self.our_token))

    def our_events(self):
        return self.ok(self.ours[-1].get("/api/v1/events?municipality=Kemi"))["data"]

    def read_again(self, number, holds):
        # The same calendar under another address: only a new one is asked at once, whatever was asked a moment ago.
        self.ok(self.ours[0].request("PATCH", f"/api/v1/subscriptions/{number}",
                                     {"address": self.theirs.url + "/calendar.ics?municipality=Kemi"},
                                     token=self.our_token))
        self.assertTrue(eventually(lambda: holds(self.subscription(number))), self.subscription(number))

    def test_what_happens_there_happens_here(self):
        kept, moved, cancelled = (self.publish(days, name) for days, name in
                                  [(10, "Pysyvä ryhmä"), (11, "Siirtyvä ryhmä"), (12, "Peruttava ryhmä")])
        number = self.follow(self.theirs.url + "/calendar.ics")
        self.assertTrue(eventually(lambda: self.subscription(number)["counts"]["events"] == 3), self.subscription(number))
        ours = {event["name"]["fi"]: event for event in self.our_events()}
        self.assertEqual(ours["Pysyvä ryhmä"]["location"]["street_address"], "Esimerkkikatu 1")
        self.assertEqual(ours["Pysyvä ryhmä"]["keywords"], ["language"])
        self.assertEqual(ours["Siirtyvä ryhmä"]["start_time"][:10], soon(11)[:10])

        self.ok(self.ours[0].request("PATCH", f"/api/v1/events/{ours['Pysyvä ryhmä']['id']}",
                                     {"name": {"fi": "Oma nimi"}}, token=self.our_token))
        self.ok(self.theirs.request("PATCH", f"/api/v1/events/{kept}", {"name": {"fi": "Heidän nimensä"}},
                                    token=self.their_token))
        self.ok(self.theirs.request("PATCH", f"/api/v1/events/{moved}",
                                    {"start_time": soon(13), "end_time": soon(13, 11)}, token=self.their_token))
        self.ok(self.theirs.post(f"/api/v1/events/{cancelled}/cancel", {"reason": {"fi": "Sairaus"}},
                                 token=self.their_token))
        self.read_again(number, lambda now: now["counts"]["open"] == 1)
        # A list may be a quarter of a second old on the server beside.
        now = lambda name: {e["id"]: e for e in self.our_events()}[ours[name]["id"]]  # noqa: E731
        self.assertTrue(eventually(lambda: now("Peruttava ryhmä")["event_status"] == "EventCancelled"))
        # Its dates are taken over one after the other, the latest last.
        self.assertTrue(eventually(lambda: now("Siirtyvä ryhmä")["start_time"][:10] == soon(13)[:10]))
        self.assertEqual(now("Siirtyvä ryhmä")["event_status"], "EventRescheduled")
        self.assertEqual(now("Pysyvä ryhmä")["name"]["fi"], "Oma nimi")

        taken = self.ok(self.ours[0].post(f"/api/v1/events/{ours['Pysyvä ryhmä']['id']}/calendar",
                                          {"action": "theirs", "field": "name"}, token=self.our_token))
        self.assertEqual([one for one in taken["differences"] if one["open"]], [])
        names = lambda: sorted(event["name"]["fi"] for event in self.our_events())  # noqa: E731
        self.assertTrue(eventually(lambda: "Heidän nimensä" in names()), names())
        self.assertEqual(len(names()), 3, "nothing came twice")

    def test_this_machine_is_not_asked_unless_the_settings_allow_it(self):
        self.publish(10, "Ryhmä")
        theirs = self.ok(self.theirs.post("/api/v1/subscriptions", {
            "name": "Oma", "address": self.theirs.url + "/calendar.ics"}, token=self.their_token), 201)["id"]
        state = eventually(lambda: self.theirs.get(f"/api/v1/subscriptions/{theirs}", token=self.their_token).json
                           .get("error"))
        self.assertEqual(state, "fetch_private_address")

    def test_a_calendar_that_is_none_says_so_and_is_left_in_peace(self):
        number = self.follow(self.theirs.url + "/fi/")
        self.assertTrue(eventually(lambda: self.subscription(number).get("error") == "ics_not_a_calendar"))
        self.assertEqual(self.our_events(), [])
        for server in self.ours:
            self.assertEqual(server.stop(), 0)
            self.assertNotIn("/fi/", server.log_text(), "an address is a secret")


class OnSqlite(Following, unittest.TestCase):
    def make_servers(self, env):
        return [self.stack.enter_context(Kutsu(env=env))]


class OnPostgresql(Following, unittest.TestCase):
    def make_servers(self, env):
        env |= {"KUTSU_DATA_KEY": "1a" * 32,
                "KUTSU_DATABASE_URL": new_postgresql_database("subscription_" + secrets.token_hex(4))}
        return [self.stack.enter_context(Kutsu(env=env)) for _ in range(2)]


if __name__ == "__main__":
    unittest.main()
