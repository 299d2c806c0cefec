"""One window of WebKitGTK, told what to do in lines of JSON on its standard input: the engine of Safari, without Safari.
Arguments: the folder of its profile, `on` or `off` for the scripts of pages.

Pointer and keyboard are the display's own (xdotool). Where scripts are off they are on only for the moment of a look,
when the page is already there: none of its own ever runs."""

import base64
import json
import subprocess
import sys

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import GLib, Gtk, WebKit2  # noqa: E402

profile, scripts = sys.argv[1], sys.argv[2] == "on"
LOOK = """JSON.stringify({ title: document.title, html: document.documentElement.outerHTML,
    values: [...document.querySelectorAll('textarea, [type=text]')].map(one => one.value) })"""
FIND = """(() => {
    const found = [...document.querySelectorAll(%s)].filter(one => one.checkVisibility()
        && (%s === null || one.textContent.trim() == %s))[0];
    if (!found) return 'null';
    found.scrollIntoView({ block: 'center' });
    const box = found.getBoundingClientRect();
    return JSON.stringify([box.x + Math.min(box.width / 2, 40), box.y + box.height / 2]);
})()"""


class Window:
    def __init__(self):
        data = WebKit2.WebsiteDataManager(base_data_directory=f"{profile}/data", base_cache_directory=f"{profile}/cache")
        data.set_tls_errors_policy(WebKit2.TLSErrorsPolicy.IGNORE)
        data.get_cookie_manager().set_persistent_storage(f"{profile}/cookies", WebKit2.CookiePersistentStorage.TEXT)
        context = WebKit2.WebContext(website_data_manager=data)
        context.set_cache_model(WebKit2.CacheModel.WEB_BROWSER)
        self.view = WebKit2.WebView(web_context=context)
        self.view.get_settings().set_enable_page_cache(True)
        self.view.get_settings().set_enable_javascript(scripts)
        self.window = Gtk.Window(default_width=360, default_height=640)
        self.window.add(self.view)
        self.window.show_all()
        self.window.move(0, 0)
        self.view.grab_focus()
        # There is no window manager: nobody else gives the window the keyboard, once it is on the screen.
        while not self.window.is_active():
            self.pause(500)
            self.x("windowfocus", str(self.window.get_window().get_xid()))

    def x(self, *words):
        subprocess.run(["xdotool", *words], check=True, stdout=subprocess.DEVNULL)
        self.pause(150)

    def pause(self, milliseconds):
        over = []
        GLib.timeout_add(milliseconds, over.append, True)
        while not over:
            Gtk.main_iteration()

    def evaluate(self, script):
        answers = []

        def answered(view, result):
            try:
                answers.append(json.loads(view.evaluate_javascript_finish(result).to_string()))
            except GLib.Error:
                answers.append({})

        self.view.get_settings().set_enable_javascript(True)
        # A world of its own: the page cannot tell, and its policy does not hinder.
        self.view.evaluate_javascript(script, -1, "look", None, None, answered)
        # A page that is just going away does not answer.
        GLib.timeout_add(5000, lambda: answers.append({}) if not answers else False)
        while not answers:
            Gtk.main_iteration()
        self.view.get_settings().set_enable_javascript(scripts)
        return answers[0]

    def go(self, to):
        self.view.load_uri(to)

    def back(self):
        self.view.go_back()

    def press(self, css, words=None):
        spot = self.evaluate(FIND % (json.dumps(css), json.dumps(words), json.dumps(words)))
        if not spot:
            return False
        self.pause(150)
        _, x, y = self.window.get_window().get_origin()
        self.x("mousemove", str(x + int(spot[0])), str(y + int(spot[1])), "click", "1")
        self.pause(300)
        return True

    def type(self, words):
        """Again, if first keys were lost, as they are while a new window comes to life."""
        for _ in range(5):
            self.x("type", "--delay", "40", words)
            self.pause(300)
            if self.evaluate("JSON.stringify(document.activeElement.value || '')") == words:
                return True
            self.x("key", "ctrl+a", "BackSpace")
        return False

    def key(self, name):
        self.x("key", name)

    def look(self):
        return {"busy": self.view.is_loading(), **self.evaluate(LOOK)}

    def history(self):
        pages = self.view.get_back_forward_list()
        items = [*reversed(pages.get_back_list()), pages.get_current_item(), *reversed(pages.get_forward_list())]
        return [[item.get_uri(), item.get_title() or ""] for item in items if item]

    def session(self):
        return base64.b64encode(self.view.get_session_state().serialize().get_data()).decode()

    def version(self):
        return "%d.%d.%d" % (WebKit2.get_major_version(), WebKit2.get_minor_version(), WebKit2.get_micro_version())


def told(source, _condition):
    line = source.readline()
    if not line:
        Gtk.main_quit()
        return False
    what, *values = json.loads(line)
    print(json.dumps(getattr(window, what)(*values)), flush=True)
    return True


window = Window()
GLib.io_add_watch(sys.stdin, GLib.IO_IN | GLib.IO_HUP, told)
Gtk.main()
