"""People's data on the running program: sealed on the disk, in no log, handed out and erased on request; the key is
replaced while people register; a copy of the database is one. On SQLite, and on PostgreSQL behind two servers."""
import contextlib
import datetime
import json
import pathlib
import secrets
import sqlite3
import sys
import threading
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2]))
from tests.fixtures.databases import new_postgresql_database  # noqa: E402
from tests.fixtures.kutsu import Kutsu, eventually  # noqa: E402

PERSON = {"contact": {"name": "Zubeyda Esimerkkinen", "phone": "040 555 0161", "email": "zubeyda@example.org",
                      "language": "so"},
          "persons": [{"name": "Zubeyda"}, {"name": "Lapsonen", "accessibility": "kuulolaite ja tulkki"}]}
# As they were typed, as they are stored, and as a URL or JSON would carry them.
PLAIN = ("Zubeyda", "zubeyda@", "Esimerkkinen", "5550161", "555 0161", "Lapsonen", "kuulolaite")


class Privacy:
    def ok(self, answer, status=200):
        self.assertEqual(answer.status, status, answer.body[:2000])
        return answer.json

    def setUp(self):
        self.stack = contextlib.ExitStack()
        self.addCleanup(self.stack.close)
        self.servers = self.make_servers()
        self.kutsu = self.servers[0]
        self.token = self.kutsu.token()
        for server in self.servers:
            server.start()

    def publish_event(self, capacity=100):
        start = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(days=30)
        event = self.ok(self.kutsu.post("/api/v1/events", {
            "kind": "group_activity", "name": {"fi": "Ryhmä"},
            "start_time": start.strftime("%Y-%m-%dT09:00:00Z"), "end_time": start.strftime("%Y-%m-%dT11:00:00Z"),
            "location": {"name": "Mimosa", "street_address": "Esimerkkikatu 1", "municipality": "Mikkeli"},
            "keywords": ["family"], "in_language": ["fi"],
            "maximum_attendee_capacity": capacity, "waiting_list_capacity": 50}, token=self.token), 201)
        return self.ok(self.kutsu.post(f"/api/v1/events/{event['id']}/publish", token=self.token))["id"]

    def register(self, event, body=None, server=None):
        return self.ok((server or self.kutsu).post(f"/api/v1/events/{event}/registrations", body or PERSON), 201)

    def command(self, *args, code=0):
        ended = self.kutsu.run(*args, check=False)
        self.assertEqual(ended.returncode, code, ended.stdout + ended.stderr)
        return ended.stdout + ended.stderr

    def restart(self, server, **env):
        self.assertEqual(server.stop(), 0)
        server.env |= env
        server.start()

    def test_a_person_gets_their_data_and_is_erased(self):
        event = self.publish_event(2)
        mine = self.register(event)
        other = self.register(event, {"contact": {"name": "Toinen", "phone": "040 555 0162", "language": "fi"},
                                      "persons": [{}]})
        self.assertEqual(other["status"], "waitlisted")
        self.command("check", "--all")
        data = json.loads(self.command("export", "--phone", "040 555 0161"))
        registration = data["registrations"][0]
        self.assertEqual(registration["id"], mine["id"])
        self.assertEqual(registration["contact"]["email"], "zubeyda@example.org")
        self.assertEqual(registration["persons"][1]["accessibility"], "kuulolaite ja tulkki")
        self.assertIn("registration_confirmed", [message["kind"] for message in registration["messages"]])
        self.assertNotIn(mine["manage_token"], json.dumps(data))
        self.assertIn("nothing is stored", self.command("erase", "--email", "nobody@example.org", code=1))
        self.assertIn("registrations 1", self.command("erase", "--email", "Zubeyda@example.org"))
        nothing = self.kutsu.run("export", "--phone", "040 555 0161")
        self.assertEqual(json.loads(nothing.stdout)["registrations"], [])
        self.assertIn("no record", nothing.stderr)
        for server in self.servers:
            self.assertEqual(server.get("/api/v1/registrations/" + mine["manage_token"]).status, 404)
        place = self.ok(self.servers[-1].get("/api/v1/registrations/" + other["manage_token"]))["status"]
        self.assertEqual(place, "confirmed", "the place went to the next")
        self.command("check", "--all")
        self.command("erase", code=106)  # whose?

    def test_a_sign_in_made_without_an_email_gets_one_that_nobody_else_has(self):
        password = "varsin pitka lause 7319"

        def sign_in(name):
            return self.servers[-1].post("/api/v1/session", {"username": name, "password": password}).status
        for name, more in (("aino", ()), ("eero", ("--email", "eero@example.org"))):
            self.kutsu.run("user", "create", "--username", name, "--role", "admin", *more, input=password + "\n")
        self.assertEqual(sign_in("aino@example.org"), 401)
        told = self.command("user", "set", "--username", "Aino", "--email", "aino@example.org")
        self.assertIn("of aino is set anew by aino@example.org", told)
        self.assertEqual(sign_in("aino@example.org"), 200)
        for name, email, told in (("nobody", "n@example.org", "there is no sign-in nobody"),
                                  ("aino", "eero@example.org", "another sign-in has the address"),
                                  ("aino", "not an address", "--email")):
            self.assertIn(told, self.command("user", "set", "--username", name, "--email", email, code=1))
        self.assertEqual(sign_in("aino@example.org"), 200, "what was refused changed nothing")
        self.command("user", "set", "--username", "aino", code=106)
        self.command("check", "--all")

    def test_of_several_who_share_a_number_nobody_is_erased_unasked(self):
        event = self.publish_event()

        def register(name):
            contact = {"name": name, "phone": "040 555 0164", "language": "fi"}
            return self.register(event, {"contact": contact, "persons": [{}]})["id"]
        amal, again, basma = register("Amal Esimerkki"), register("amal  esimerkki"), register("Basma Esimerkki")

        def left():
            data = json.loads(self.kutsu.run("export", "--phone", "040 555 0164").stdout)
            return sorted(one["id"] for one in data["registrations"])
        told = self.command("erase", "--phone", "040 555 0164", code=1)
        for line in (f"registration {basma}: Basma Esimerkki; Ryhmä, 20", f"--phone '040 555 0164' --registration {basma}",
                     "--phone '040 555 0164' --all", "nothing is erased"):
            self.assertIn(line, told)
        self.assertEqual(left(), sorted([amal, again, basma]))
        for verb in ("erase", "export"):
            told = self.command(verb, "--phone", "040 555 0164", "--registration", amal, "--registration", 4711, code=1)
            self.assertIn("there is no registration 4711", told)
        self.assertEqual(left(), sorted([amal, again, basma]))
        self.assertIn("registrations 1", self.command("erase", "--phone", "040 555 0164", "--registration", basma))
        self.assertEqual(left(), sorted([amal, again]))
        self.command("erase", "--phone", "040 555 0164", "--all", "--registration", amal, code=108)
        self.assertIn("registrations 2", self.command("erase", "--phone", "040 555 0164"), "one name, however written")
        for name in ("Amal Esimerkki", "Basma Esimerkki"):
            register(name)
        self.assertIn("registrations 2", self.command("erase", "--phone", "040 555 0164", "--all"))
        self.assertEqual(left(), [])

    def test_an_interpreter_gets_their_data_and_is_erased(self):
        event = self.publish_event()
        interpreter = self.ok(self.kutsu.post("/api/v1/interpreters", {
            "name": "Sara Tulkkinen", "phone": "040 555 0163", "languages": ["ar"]}, token=self.token), 201)["id"]
        booking = self.ok(self.kutsu.post(f"/api/v1/events/{event}/interpreter-bookings",
                                          {"language": "ar"}, token=self.token), 201)["id"]
        path = f"/api/v1/interpreter-bookings/{booking}"
        self.ok(self.kutsu.post(path + "/offer", {"interpreter": interpreter}, token=self.token))
        held = json.loads(self.command("export", "--phone", "040 555 0163"))["interpreters"][0]
        self.assertEqual(held["name"], "Sara Tulkkinen")
        self.assertEqual(held["bookings"][0]["status"], "offered")
        self.assertIn("interpreters 1", self.command("erase", "--phone", "040 555 0163"))
        self.assertEqual(json.loads(self.kutsu.run("export", "--phone", "040 555 0163").stdout)["interpreters"], [])
        for server in self.servers:
            bookings = self.ok(server.get(f"/api/v1/events/{event}/interpreter-bookings", token=self.token))["data"]
            self.assertEqual([one["status"] for one in bookings], ["requested"])
        self.command("check", "--all")

    def people_keep_coming(self, event):
        """Registers one after the other, on every server, until it is stopped; answers the tokens."""
        tokens, faults, done = [], [], threading.Event()

        def come(server, number):
            count = 0
            while not done.is_set():
                count += 1
                body = {"contact": {"name": f"Vieras {number} {count}", "language": "fi",
                                    "email": f"vieras-{number}-{count}@example.org"}, "persons": [{}]}
                try:
                    answer = server.post(f"/api/v1/events/{event}/registrations", body)
                    if answer.status == 201:
                        tokens.append(answer.json["manage_token"])
                    else:
                        faults.append(answer.body)
                    if server.get(f"/api/v1/registrations/{tokens[-1]}").status != 200:
                        faults.append("what was registered cannot be read")
                except OSError as error:
                    faults.append(error)

        threads = [threading.Thread(target=come, args=(server, number)) for number, server in enumerate(self.servers)]
        for thread in threads:
            thread.start()

        def stop():
            done.set()
            for thread in threads:
                thread.join()
            self.assertEqual(faults, [])
            return tokens
        return stop

    def test_the_key_is_replaced_while_people_register(self):
        event = self.publish_event(100000)
        before = self.register(event)
        self.rotate_until(self.refused_reseal)
        stop = self.people_keep_coming(event)
        eventually(lambda: self.command("key", "list").count("a server runs with keys 2, 1") == len(self.servers))
        self.assertIn("with key 2", self.command("key", "reseal"))
        tokens = stop()
        self.assertGreater(len(tokens), 0)
        self.assertIn("Sealed 0", self.command("key", "reseal"))
        self.command("check", "--all")
        self.retire()
        self.command("check", "--all")
        for server in self.servers:
            for token in [before["manage_token"], *tokens[:5]]:
                self.assertEqual(self.ok(server.get("/api/v1/registrations/" + token))["status"], "confirmed")
        self.assertEqual(len(json.loads(self.command("export", "--phone", "0405550161"))["registrations"]), 1)
        self.assertEqual(self.command("key", "list").count("key "), 1)

    def refused_reseal(self):
        self.assertIn("restart it first", self.command("key", "reseal", code=1))


class OnSqlite(Privacy, unittest.TestCase):
    def make_servers(self):
        return [self.stack.enter_context(Kutsu(env={"KUTSU_LIMITS_ENABLED": "false"}))]

    def rotate_until(self, refused):
        self.assertIn("key 2", self.command("key", "rotate"))
        refused()
        self.assertIn("still seals with key 1", self.command("key", "retire", "1", code=1))
        self.restart(self.kutsu)

    def retire(self):
        self.command("key", "retire", "1")
        self.restart(self.kutsu)
        key = self.kutsu.folder / "data/keys/master.key"
        self.assertEqual(key.stat().st_mode & 0o777, 0o600)

    def assert_nothing_is_plain(self, paths):
        for path in paths:
            held = path.read_bytes()
            for plain in PLAIN:
                for bytes_ in (plain.encode(), plain.replace(" ", "%20").encode(), plain.encode("utf-16-le")):
                    self.assertNotIn(bytes_, held, f"{plain} in {path.name}")

    def test_nothing_of_a_person_can_be_read_off_the_disk_or_in_the_log(self):
        event = self.publish_event()
        mine = self.register(event)
        path = "/api/v1/registrations/" + mine["manage_token"]
        self.ok(self.kutsu.request("PATCH", path, {"persons": [{"name": "Lapsonen", "accessibility": "kuulolaite"}]}))
        self.ok(self.kutsu.get(f"/api/v1/events/{event}/registrations", token=self.token))
        self.ok(self.kutsu.post(f"/api/v1/registrations/{mine['id']}/move",
                                {"status": "waitlisted", "reason": "Zubeyda oli sairaana"}, token=self.token))
        self.ok(self.kutsu.post("/api/v1/interpreters", {"name": "Zubeyda Tulkki", "phone": "040 555 0161",
                                                         "languages": ["so"]}, token=self.token), 201)
        self.kutsu.get("/api/v1/registrations/" + "x" * 22)
        self.kutsu.post(f"/api/v1/events/{event}/registrations",
                        {"contact": PERSON["contact"] | {"phone": "Zubeyda"}, "persons": PERSON["persons"]})
        self.assertTrue(eventually(lambda: list((self.kutsu.folder / "data/outbox").rglob("*"))), "a message went out")
        data = self.kutsu.folder / "data"
        files = [file for file in data.iterdir() if file.is_file()]
        self.assertIn(data / "kutsu.db-wal", files)
        self.assertTrue(any("Esimerkkikatu 1".encode() in file.read_bytes() for file in files), "what is no secret is seen")
        self.assert_nothing_is_plain(files)
        self.kutsu.kill()
        self.assert_nothing_is_plain([*(file for file in data.iterdir() if file.is_file()),
                                      self.kutsu.folder / "kutsu.log"])
        self.assertNotIn(mine["manage_token"], self.kutsu.log_text())

    def test_links_asked_for_as_the_server_stops_are_on_their_way(self):
        self.register(self.publish_event())
        for phone in ("040 555 0161", "040 555 0171", "040 555 0172", "040 555 0173", "040 555 0174"):
            self.ok(self.kutsu.post("/api/v1/registrations/links", {"phone": phone}), 202)
        self.assertEqual(self.kutsu.stop(), 0)
        with contextlib.closing(sqlite3.connect(self.kutsu.folder / "data/kutsu.db")) as database:
            sent = database.execute("select count(*) from outbox where kind = 'manage_link'").fetchall()
            self.assertEqual(sent, [(1,)])

    def test_what_is_wrong_is_told(self):
        event = self.publish_event()
        mine = self.register(event)
        self.ok(self.kutsu.post(f"/api/v1/registrations/{mine['id']}/move",
                                {"status": "waitlisted", "reason": "Oli sairaana"}, token=self.token))
        self.kutsu.stop()
        path = self.kutsu.folder / "data/kutsu.db"
        with contextlib.closing(sqlite3.connect(path)) as database, database:
            database.execute("update event set confirmed_persons = confirmed_persons + 1 where id = ?", [event])
            database.execute("update registration set contact_name = contact_phone")
            database.execute("update outbox set claim_time = 1, state = 'sending'")
            database.execute("update audit_log set registration_id = 4711")
        told = self.command("check", code=1)
        for wrong in (f"event {event} counts other persons", "registration.contact_name: 1 of 1", "messages wait",
                      "1 entries still say more"):
            self.assertIn(wrong, told)
        self.assertEqual(told.count("WRONG"), 4, told)
        path.with_name("keys").rename(path.with_name("lost"))
        self.assertIn("is not the key that the database was made with", self.command("check", code=1))

    def test_a_copy_of_the_database_can_be_put_back(self):
        event = self.publish_event()
        mine = self.register(event)
        copy = self.kutsu.folder / "copy.db"
        self.command("backup", copy)
        self.assertEqual(copy.stat().st_mode & 0o777, 0o600)
        self.assertIn("exists already", self.command("backup", copy, code=1))
        later = self.register(event)
        self.assertIn("a server uses the database", self.command("restore", copy, code=1))
        self.kutsu.stop()
        broken = self.kutsu.folder / "broken.db"
        broken.write_bytes(copy.read_bytes()[:20000])
        self.assertIn("no whole copy", self.command("restore", broken, code=1))
        self.command("restore", copy)
        self.kutsu.start()
        self.assertEqual(self.kutsu.get("/api/v1/registrations/" + mine["manage_token"]).status, 200)
        self.assertEqual(self.kutsu.get("/api/v1/registrations/" + later["manage_token"]).status, 404)
        self.command("check", "--all")
        self.assertTrue((self.kutsu.folder / "data/kutsu.db.before-restore").exists())

    def test_a_restored_copy_knows_no_server_that_ran_when_it_was_made(self):
        self.assertIn("a server runs", self.command("key", "list"), "as soon as it answers")
        self.register(self.publish_event())
        copy = self.kutsu.folder / "copy.db"
        self.command("backup", copy)
        self.kutsu.stop()
        self.command("restore", copy)
        self.assertNotIn("a server runs", self.command("key", "list"))
        self.command("key", "rotate")
        self.assertIn("with key 2", self.command("key", "reseal"))
        self.command("key", "retire", "1")
        self.command("check", "--all")


class OnPostgresql(Privacy, unittest.TestCase):
    def make_servers(self):
        env = {"KUTSU_LIMITS_ENABLED": "false", "KUTSU_DATA_KEY": "1a" * 32,
               "KUTSU_DATABASE_URL": new_postgresql_database("privacy_" + secrets.token_hex(4))}
        return [self.stack.enter_context(Kutsu(env=env)) for _ in range(2)]

    def rotate_until(self, refused):
        second, first = self.kutsu.run("key", "rotate").stdout.strip().split(",")
        self.assertEqual(first, "1:" + "1a" * 32)
        for server in self.servers:
            self.restart(server, KUTSU_DATA_KEY=f"{first},{second}")
        for server in self.servers:
            server.env["KUTSU_DATA_KEY"] = f"{second},{first}"
        self.assertIn("still seals with key 1", self.command("key", "retire", "1", code=1))
        for server in self.servers:
            self.restart(server)

    def retire(self):
        alone = self.kutsu.run("key", "retire", "1").stdout.strip()
        self.assertNotIn("1a" * 32, alone)
        for server in self.servers:
            self.restart(server, KUTSU_DATA_KEY=alone)

    def test_backups_are_postgresqls_own(self):
        self.assertIn("pg_dump", self.command("backup", self.kutsu.folder / "copy.db", code=1))


if __name__ == "__main__":
    unittest.main()
