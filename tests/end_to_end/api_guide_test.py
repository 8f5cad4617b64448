"""The examples of docs/api.md, typed in order beside a server that has the demo: each is answered with success."""
import pathlib
import re
import subprocess
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2]))
from tests.fixtures.kutsu import ROOT, Kutsu  # noqa: E402

# Ends at the first that is refused, and shows which.
STRICT = """set -euo pipefail
curl() { command curl --silent --show-error --fail-with-body "$@" || { echo "refused: curl $*" >&2; return 1; }; }
jq() { command jq --exit-status "$@"; }
"""


class ApiGuide(unittest.TestCase):
    def test_its_examples_work_in_order(self):
        guide = (ROOT / "docs/api.md").read_text(encoding="utf-8")
        examples = re.findall(r"^```sh\n(.*?)^```$", guide, re.MULTILINE | re.DOTALL)
        self.assertGreaterEqual(len(examples), 7)
        script = STRICT + "\n".join(examples)
        with Kutsu() as kutsu:
            kutsu.run("demo")
            kutsu.start()
            for written, here in (("http://127.0.0.1:8080", kutsu.url), ("build/release/kutsu", kutsu.binary)):
                self.assertIn(written, script)
                script = script.replace(written, here)
            ended = subprocess.run(["bash", "-c", script], env=kutsu.env, cwd=kutsu.folder, text=True, timeout=300,
                                   capture_output=True)
            self.assertEqual(ended.returncode, 0, ended.stderr[-2000:] + ended.stdout[-2000:])


if __name__ == "__main__":
    unittest.main()
