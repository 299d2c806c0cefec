"""Photographs every state of the pages of a running demonstration through ChromeDriver. Arguments: a directory with the
lines that the demonstration `printed`, where all pictures go, where those go that the papers show, and which it is: `usual`,
or `small`, of which only the Commission's figures are taken."""

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

work, pictures, shown = map(Path, sys.argv[1:4])
is_small = sys.argv[4:] == ["small"]
SHOWN = {"landing", "survey", "check", "thanks", "results", "commission", "provider", "figures", "figures-of-80", "provider-of-80"}
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
        for folder in [pictures] + [shown] * (name in SHOWN):
            (folder / f"{name}.png").write_bytes(data)
        print(f"{pictures / name}.png: {len(data):,} bytes")

    def chrome(self, command, parameters):
        self("POST", "/goog/cdp/execute", {"cmd": command, "params": parameters})

    def stop(self):
        self("DELETE", "")


    def do(self, script, *values):
        return self("POST", "/execute/sync", {"script": script, "args": list(values)})

    def say(self, words):
        """Presses the link or button with these words that is to be seen."""
        found = "return [...document.querySelectorAll('a, button, summary')].filter(one => one.textContent.trim() == arguments[0]"
        self.do(f"{found} && one.checkVisibility())[0].click()".replace("return ", "", 1), words)
        time.sleep(0.3)

    def until(self, title):
        for _ in range(100):
            if self("GET", "/title") == title:
                return
            time.sleep(0.1)
        sys.exit(f"no page called {title}")


PHONE = (360, 640)
WINDOW = (1280, 800)
home = re.match(r"https?://[^/]+", pages["survey"])[0]


def everybody(browser):
    """Respondents, a provider's worker, a lent tablet."""
    browser.go(home)
    browser.picture("home", *PHONE)
    browser.go(pages["survey"])
    browser.picture("landing", *PHONE)
    browser.say("Start")
    browser.until("Questions")
    browser.picture("survey", *PHONE)
    browser.do("document.getElementsByName('believed')[1].click()")
    browser.say("Next")
    browser.do("document.getElementsByName('service')[2].click()")
    browser.say("Tell us about another service")
    browser.picture("another", *PHONE, to="details[open]")
    browser.do("document.getElementsByName('service.2')[0].click()")
    browser.do("document.getElementsByName('believed.2')[2].click()")
    browser.say("Next")
    browser.do("const text = document.getElementsByName('helped')[0]; text.value = arguments[0]; text.oninput()",
               "My worker rang when she said she would. Her number is 07700 900123.")
    time.sleep(0.8)
    browser.picture("words", *PHONE, to="legend, .ask")
    browser.say("Next")
    browser.picture("about", *PHONE)
    browser.say("Next")
    browser.picture("check", *PHONE, to="form h2:not([hidden])")
    browser.picture("send", *PHONE, to=".last")
    browser.say("Send")
    browser.until("Thank you")
    browser.picture("thanks", *PHONE)
    for name in ("safety", "help", "accessibility", "takeback", "takeback/typo", "takeback/done", "closed", "sorry/busy", "typo"):
        browser.go(f"{home}/{name}")
        browser.picture(name.replace("/", "-"), *PHONE)
    browser.go(f"{home}/w/torn")
    browser.picture("lapsed", *PHONE)
    browser.chrome("Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": "dark"}]})
    browser.go(pages["survey"])
    browser.picture("landing-dark", *PHONE)
    browser.chrome("Emulation.setEmulatedMedia", {"features": []})
    for tag in browser.do("return [...document.querySelectorAll('.langs a')].map(one => one.lang)"):
        browser.go(f"{pages['survey']}?l={tag}")
        browser.picture(f"landing-{tag}", *PHONE)
        browser.press("a.go")
        browser.picture(f"survey-{tag}", *PHONE, to="form")
    browser.go(pages["results"])
    browser.picture("results", 1280, 900)
    browser.picture("results-phone", *PHONE)
    browser.go(pages["provider"])
    browser.press("form[action='/staff/in'] button")
    browser.picture("provider", 1280, 900)
    browser.picture("provider-phone", *PHONE)
    link = browser.do("return document.querySelector('a[href^=\"/provider/poster/\"]').pathname.split('/').pop()")
    browser.go(f"{home}/provider/poster/{link}")
    browser.picture("poster", 1280, 900)
    browser.go(f"{home}/provider")
    browser.say("Make codes")
    browser.until("Cards")
    browser.picture("cards", 1280, 900)
    browser.go(f"{home}/provider/kiosk/{link}")
    browser.picture("lend", 1280, 900)
    browser.picture("lend-phone", *PHONE)
    for field in ("pin", "again"):
        browser.do("document.getElementById(arguments[0]).value = '204060'", field)
    browser.say("Sign me out and start")
    browser.until("Your feedback")
    browser.picture("kiosk", 1024, 768, to=".box + .go")
    browser.say("Start")
    browser.until("Questions")
    browser.do("const now = Date.now; Date.now = () => now() + 45000")
    time.sleep(1.5)
    browser.picture("kiosk-still", 1024, 768)
    browser.go(f"{home}/k/leave")
    browser.picture("kiosk-leave", 1024, 768)
    browser.do("document.getElementById('pin').value = '204060'")
    browser.say("End this")
    browser.until("Staff sign-in")
    browser.go(f"{home}/paused")
    browser.picture("paused", *PHONE)


def commission(browser):
    """The Commission's pages, in a window and on a phone."""
    browser.go(pages["commission"])
    browser.press("form[action='/staff/in'] button")
    browser.until("Commission")
    ended = browser.do("return [...document.querySelectorAll('a[href^=\"/commission/wave/\"]')].map(link => link.href)")[-1]
    link = pages["survey"].split("/l/")[1]
    for name, address in [
        ("commission", f"{home}/commission"),
        ("figures", f"{home}/commission/figures"),
        ("figures-one", f"{home}/commission/figures/core-adult/believed"),
        ("priorities", f"{home}/commission/priorities"),
        ("reach", f"{home}/commission/reach"),
        ("wave", ended),
        ("papers", f"{home}/commission/paper"),
        ("paper", f"{home}/commission/paper/{link}"),
        ("paper-typed", f"{home}/commission/paper/{link}/type"),
        ("replies", f"{home}/commission/replies"),
        ("account", f"{home}/staff/me"),
    ]:
        browser.go(address)
        browser.picture(name, *WINDOW)
        browser.picture(f"{name}-phone", *PHONE)
    browser.press("form[action='/staff/out'] button")
    browser.until("Staff sign-in")
    browser.picture("door", *WINDOW)
    browser.picture("door-phone", *PHONE)


def commission_of_a_small_year(browser):
    browser.go(pages["commission"])
    browser.press("form[action='/staff/in'] button")
    browser.until("Commission")
    for name, path in [("figures-of-80", "figures"), ("reach-of-80", "reach")]:
        browser.go(f"{home}/commission/{path}")
        browser.picture(name, *WINDOW)
    browser.go(pages["provider"])
    browser.press("form[action='/staff/in'] button")
    browser.picture("provider-of-80", *WINDOW, to="#told")


browser = Browser()
try:
    if is_small:
        commission_of_a_small_year(browser)
    else:
        everybody(browser)
        commission(browser)
finally:
    browser.stop()
