"""Firefox ESR without a screen, spoken to as its own driver does: Marionette, over its socket. Nothing of what it prefers
when it is tested is taken: caches, sessions and the back-forward cache are as people have them."""

import json
import os
import socket
import sqlite3
import subprocess
import time

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
PREFERENCES = {
    "remote.prefs.recommended": False,
    "marionette.port": 0,
    # A profile is written often, so that a look at its files misses nothing.
    "browser.sessionstore.interval": 300,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.homepage_override.mstone": "ignore",
    "browser.aboutwelcome.enabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "toolkit.telemetry.reportingpolicy.firstRun": False,
    "browser.tabs.warnOnClose": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "app.normandy.enabled": False,
    "browser.safebrowsing.update.enabled": False,
    "extensions.update.enabled": False,
}
SHIFT = "\ue008"


class Firefox:
    NAME = "Firefox ESR"
    REMEMBERS_FORMS = True
    # Seconds until its files hold what was just done.
    WRITES = 2.5

    def __init__(self, profile, scripts):
        profile.mkdir(parents=True)
        wanted = {**PREFERENCES, "javascript.enabled": scripts}
        lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in wanted.items()]
        (profile / "user.js").write_text("".join(lines))
        self.profile = profile
        command = ["firefox-esr", "--headless", "--marionette", "--no-remote", "--profile", profile]
        # A screen so high that every control is in view.
        around = {**os.environ, "HOME": str(profile), "MOZ_HEADLESS_WIDTH": "600", "MOZ_HEADLESS_HEIGHT": "9000"}
        self.program = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=around)
        self.line, self.number = None, 0

    def start(self):
        self.line = socket.create_connection(("127.0.0.1", self.port()), 60)
        self.read()
        session = self("NewSession", acceptInsecureCerts=True, pageLoadStrategy="none")
        self("SetWindowRect", width=600, height=9000)
        self.version = session["capabilities"]["browserVersion"]

    def port(self):
        told = self.profile / "MarionetteActivePort"
        for _ in range(600):
            if told.exists() and told.read_text().strip():
                return int(told.read_text())
            if self.program.poll() is not None:
                break
            time.sleep(0.1)
        raise RuntimeError("Firefox does not start")

    def read(self):
        length = b""
        while not length.endswith(b":"):
            length += self.some(1)
        body = b""
        while len(body) < int(length[:-1]):
            body += self.some(int(length[:-1]) - len(body))
        return json.loads(body)

    def some(self, size):
        got = self.line.recv(size)
        if not got:
            raise RuntimeError("Firefox answers no more")
        return got

    def __call__(self, command, **values):
        self.send(f"WebDriver:{command}", values)
        _, _, error, result = self.read()
        if error:
            raise LookupError(error["message"])
        return result["value"] if isinstance(result, dict) and set(result) == {"value"} else result

    def send(self, command, values):
        self.number += 1
        message = json.dumps([0, self.number, command, values]).encode()
        self.line.sendall(b"%d:%s" % (len(message), message))

    def go(self, to):
        self("Navigate", url=to)

    def back(self):
        self("Back")

    def found(self, css):
        return [one[ELEMENT] for one in self("FindElements", using="css selector", value=css)]

    def press(self, css, words=None):
        """By the pointer itself. Marionette's own click listens for the page's end, which keeps the page out of the
        back-forward cache."""
        for element in self.found(css):
            if words is None or self("GetElementText", id=element).strip() == words:
                to = {"type": "pointerMove", "origin": {ELEMENT: element}, "x": 0, "y": 0}
                press, lift = ({"type": kind, "button": 0} for kind in ("pointerDown", "pointerUp"))
                self("PerformActions", actions=[{"type": "pointer", "id": "hand", "actions": [to, press, lift]}])
                return True
        return False

    def type(self, words):
        self.keys(words)

    def press_shift(self):
        self.keys(SHIFT)

    def keys(self, keys):
        strokes = [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
        self("PerformActions", actions=[{"type": "key", "id": "keys", "actions": strokes}])

    def look(self):
        fields = self.found("textarea, [type=text]")
        return {
            "title": self("GetTitle"),
            "html": self("GetPageSource"),
            "values": [self("GetElementProperty", id=field, name="value") for field in fields],
        }

    def history(self):
        """Titles and addresses, out of its file of places: redirects too, which it hides from its own list."""
        places = sqlite3.connect(f"file:{self.profile}/places.sqlite?mode=ro", uri=True)
        return [[address, title or ""] for address, title in places.execute("SELECT url, title FROM moz_places ORDER BY id")]

    def kept(self):
        return {}

    def end(self):
        """As somebody closes it. What it writes down at its end is then in its profile."""
        try:
            if self.line:
                self.send("Marionette:Quit", {"flags": ["eAttemptQuit"]})
            self.program.wait(30 if self.line else 0)
        except (OSError, subprocess.TimeoutExpired):
            self.program.kill()
            self.program.wait()
