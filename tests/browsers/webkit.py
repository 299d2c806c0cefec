"""WebKitGTK, the engine of Safari: its window is a program of its own (`window.py`), so that what stays in its profile can
be looked through when it has ended."""

import base64
import json
import os
import subprocess
import sys
import threading
from pathlib import Path


class WebKit:
    NAME = "WebKitGTK"
    # What was typed is for the browser around the engine to remember.
    REMEMBERS_FORMS = False
    # Seconds until its files hold what was just done.
    WRITES = 0.3

    def __init__(self, profile, scripts):
        profile.mkdir(parents=True)
        self.pages = []
        # A display of its own, so that nobody else's window takes the keyboard away.
        told, tells = os.pipe()
        self.display = subprocess.Popen(
            ["Xvfb", "-displayfd", str(tells), "-screen", "0", "800x700x24", "-nolisten", "tcp"],
            pass_fds=[tells], stderr=subprocess.DEVNULL)
        os.close(tells)
        with open(told) as number:
            display = f":{number.readline().strip()}"
        window = [sys.executable, Path(__file__).with_name("window.py"), profile, "on" if scripts else "off"]
        around = {**os.environ, "DISPLAY": display, "HOME": str(profile), "XDG_CACHE_HOME": str(profile / "cache")}
        self.program = subprocess.Popen(
            window, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=around)

    def start(self):
        self.version = self("version")

    def __call__(self, *what):
        # A window that hangs is no answer either.
        watch = threading.Timer(60, self.program.kill)
        watch.start()
        try:
            self.program.stdin.write(json.dumps(what) + "\n")
            self.program.stdin.flush()
            answer = self.program.stdout.readline()
        except BrokenPipeError:
            answer = ""
        watch.cancel()
        if not answer:
            raise RuntimeError(f"WebKit answers no more after {what}")
        return json.loads(answer)

    def go(self, to):
        self("go", to)

    def back(self):
        self("back")

    def press(self, css, words=None):
        return self("press", css, words)

    def type(self, words):
        self("type", words)

    def press_shift(self):
        self("key", "Shift_L")

    def look(self):
        return self("look")

    def history(self):
        """Addresses and titles: of the list behind Back, because the engine itself keeps no other."""
        return self.pages

    def kept(self):
        """What a browser around this engine would write into a file, to open its windows again."""
        return {"its session": base64.b64decode(self("session"))} if self.program.poll() is None else {}

    def end(self):
        try:
            self.pages = self("history")
            self.program.stdin.close()
            self.program.wait(20)
        except (RuntimeError, OSError, subprocess.TimeoutExpired):
            self.program.kill()
            self.program.wait()
        self.display.terminate()
        self.display.wait()
