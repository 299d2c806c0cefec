"""Photographs the pages of a running demonstration through ChromeDriver. Arguments: a directory with the lines that the
demonstration `printed`, and where the pictures go."""

import atexit
import base64
import http.client
import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path

work, pictures = map(Path, sys.argv[1:3])
pages = dict(re.findall(r"^(\w+) (https?://\S+)$", (work / "printed").read_text(), re.M))
LARGEST = 150_000
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
CHROMIUM = [
    "--headless=new", "--disable-gpu", "--hide-scrollbars", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-quic", "--force-color-profile=srgb",
    f"--user-data-dir={work}/profile",
]


class Browser:
    def __init__(self):
        self.driver = subprocess.Popen(["chromedriver", "--port=0"], stdout=subprocess.PIPE, text=True)
        atexit.register(self.driver.terminate)
        line = next(line for line in self.driver.stdout if "successfully on port " in line)
        self.port = int(re.search(r"on port (\d+)", line)[1])
        if os.geteuid() == 0:
            CHROMIUM.append("--no-sandbox")
        options = {"args": CHROMIUM, "binary": os.environ.get("HEARD_TEST_CHROMIUM", "/usr/bin/chromium")}
        wanted = {"capabilities": {"alwaysMatch": {"browserName": "chrome", "goog:chromeOptions": options}}}
        self.base = ""
        self.base = "/session/" + self("POST", "/session", wanted)["sessionId"]

    def __call__(self, method, path, body=None):
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        line.request(method, self.base + path, json.dumps(body) if body is not None else None)
        value = json.loads(line.getresponse().read())["value"]
        if isinstance(value, dict) and "error" in value:
            sys.exit(f"{path}: {value['message']}")
        return value

    def go(self, address):
        self("POST", "/url", {"url": address})

    def press(self, selector):
        found = self("POST", "/element", {"using": "css selector", "value": selector})
        self("POST", f"/element/{found[ELEMENT]}/click", {})

    def picture(self, name, width, height, to=None):
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600}
        self.chrome("Emulation.setDeviceMetricsOverride", size)
        if to:
            self("POST", "/execute/sync", {"script": "document.querySelector(arguments[0]).scrollIntoView()", "args": [to]})
        time.sleep(0.3)
        data = base64.b64decode(self("GET", "/screenshot"))
        if len(data) > LARGEST:
            sys.exit(f"{name}: {len(data)} bytes are too many")
        (pictures / f"{name}.png").write_bytes(data)
        print(f"{pictures / name}.png: {len(data):,} bytes")

    def chrome(self, command, parameters):
        self("POST", "/goog/cdp/execute", {"cmd": command, "params": parameters})

    def stop(self):
        self("DELETE", "")


browser = Browser()
try:
    browser.go(pages["survey"])
    browser.picture("landing", 360, 640)
    browser.press("a.go")
    browser.picture("survey", 360, 640)
    browser.press("form[action='/f'] button")
    for _ in range(50):
        if browser("GET", "/url").endswith("/thanks"):
            break
        time.sleep(0.1)
    browser.picture("thanks", 360, 640)
    browser.go(pages["results"])
    browser.picture("results", 1280, 900)
    browser.go(pages["commission"])
    browser.press("form[action='/staff/in'] button")
    browser.picture("commission", 1280, 900)
finally:
    browser.stop()
