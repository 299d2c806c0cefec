"""One walk through the survey, in one browser, as somebody who must not be found out; and a look at what stays.

First a control, that the back-forward cache is on and that the look through the profile sees what is there. Then leaving,
Shift three times, and Send, each with words typed, and Back three times."""

import secrets
import shutil
import time

from residue import found_in

# What only pages of the survey say.
OURS = ["believed", "Your feedback", "Skip anything"]
# Every title that a page of ours may have in a history.
TITLES = {"", "Your feedback", "Questions", "Loading", "Thank you"}


class Walk:
    """`wrong` says afterwards what was not as it must be, `seen` what was."""

    def __init__(self, engine, scripts, door, neutral, link):
        self.engine, self.scripts, self.door, self.neutral, self.link = engine, scripts, door, neutral, link
        self.kept, self.typed = secrets.token_hex(8), secrets.token_hex(8)
        self.name, self.wrong, self.seen = engine.NAME, [], {}

    def go(self, profile):
        self.profile = profile
        self.browser = self.engine(profile, self.scripts)
        try:
            self.browser.start()
            self.name += f" {self.browser.version}"
            self.control()
            self.leave()
            if self.scripts:
                self.shift()
            self.send()
        except (RuntimeError, LookupError, OSError) as error:
            self.wrong.append(f"the walk broke off: {error}")
        finally:
            self.browser.end()
        self.residue("after its end", must_see=[self.neutral.word])
        # A walk that broke off has said so.
        if "Send" in self.seen:
            self.history()
        shutil.rmtree(profile, ignore_errors=True)
        return self

    def must(self, is_so, otherwise):
        if not is_so:
            self.wrong.append(otherwise)

    def until(self, title):
        shown = {}
        for _ in range(150):
            time.sleep(0.1)
            shown = self.look()
            if shown.get("title") == title and not shown.get("busy"):
                return shown
        raise RuntimeError(f"no page called {title}, but {shown.get('title')!r}")

    def look(self):
        try:
            return self.browser.look()
        except LookupError:
            # One page is just giving way to the next.
            return {}

    def press(self, css, words=None):
        for _ in range(20):
            if self.browser.press(css, words):
                return
            time.sleep(0.1)
        raise RuntimeError(f"nothing to press: {css} {words or ''}")

    def control(self):
        """A plain page keeps a fold open and typed words over Back, and leaves what it said on the disk."""
        self.browser.go(f"{self.neutral.base}/keeps-all")
        self.until("Keeps all")
        self.press("summary")
        self.press("textarea")
        self.browser.type(self.kept)
        self.residue("of the control", must_see=[self.kept] * self.engine.REMEMBERS_FORMS)
        self.press("a", "Other")
        self.until("Other")
        self.browser.back()
        shown = self.until("Keeps all")
        self.must("<details open" in shown["html"], "the control: the back-forward cache is off")
        self.must(self.kept in shown["values"], "the control: typed words do not come back")

    def fill_in(self):
        """To the form by the link from a page before, one option chosen and some words typed."""
        self.browser.go(f"{self.neutral.base}/start")
        self.until("Start")
        self.browser.go(f"{self.door.base}{self.link}")
        self.until("Your feedback")
        self.press("a.go")
        self.until("Questions")
        self.press("input[name=believed][value=mostly]")
        if self.scripts:
            self.press("button", "Next")
            self.press("button", "Next")
        self.press("textarea[name=helped]")
        self.browser.type(self.typed)
        shown = self.look()
        self.must(self.typed in shown["values"], "what was typed is not in the form")
        self.residue("while the form is open")
        self.asked = len(self.door.asked)

    def leave(self):
        self.fill_in()
        self.press(".leave a")
        self.gone("leaving")

    def shift(self):
        self.fill_in()
        for _ in range(3):
            self.browser.press_shift()
        self.gone("Shift")

    def gone(self, how):
        """In two hops to the neutral site, and then Back."""
        self.until("Weather")
        hops = [path for path in self.door.asked[self.asked:] if path.startswith("/exit")]
        self.must(len(hops) == 2 and hops[1] == "/exit/2", f"{how}: not two hops but {hops}")
        self.back(how, OURS)

    def send(self):
        self.fill_in()
        if self.scripts:
            self.press("button", "Next")
            self.press("button", "Next")
        self.press("button", "Send")
        self.until("Thank you")
        # Thanks may be shown again: they are the same for everybody.
        self.back("Send", ["believed", "Skip anything"])

    def back(self, how, ours):
        shows = []
        for press in ("first", "second", "third"):
            asked = len(self.door.asked)
            self.browser.back()
            shown = self.settled()
            told = " ".join([shown["title"], shown["html"], *shown["values"]])
            found = [word for word in ours if word in told]
            self.must(not found, f"{how}: the {press} Back shows {found}")
            self.must(self.typed not in told, f"{how}: the {press} Back shows what was typed")
            shows.append(shown["title"] + "*" * (len(self.door.asked) > asked) + "…" * bool(shown.get("busy")))
        self.seen[how] = ", ".join(shows)
        self.residue(f"after {how}")

    def settled(self):
        """What is shown a moment after Back, and if it is still loading then, a moment later."""
        for pause in (0.8, 0.7, 1):
            time.sleep(pause)
            shown = self.look()
            if shown.get("title") and not shown.get("busy"):
                break
        if "html" not in shown:
            raise RuntimeError("the page after Back cannot be looked at")
        return shown

    def history(self):
        ours = [page for page in self.browser.history() if page[0].startswith(self.door.base)]
        titles = {title for _, title in ours}
        self.must(ours, "the history knows nothing of the visit: it was not looked at")
        self.must(titles <= TITLES, f"the history keeps the titles {titles - TITLES}")
        paths = {"/".join(address.removeprefix(self.door.base).split("/")[:2]) for address, _ in ours}
        self.seen["history"] = f"{', '.join(sorted(titles - {''}))}: {' '.join(sorted(paths))}"

    def residue(self, when, must_see=()):
        time.sleep(self.engine.WRITES)
        for _ in range(20):
            kept = self.browser.kept()
            hits, self.seen["files"] = found_in(self.profile, [self.typed, "feel believed", *must_see], kept)
            unseen = set(must_see) - {word for word, _ in hits}
            if not unseen:
                break
            # A busy machine writes later.
            time.sleep(0.5)
        self.must(not unseen, f"{when}: the look through the profile is blind")
        for word, place in hits:
            if word not in must_see:
                self.wrong.append(f"{when}: {'what was typed' if word == self.typed else repr(word)} is in {place}")
