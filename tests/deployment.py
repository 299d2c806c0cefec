"""The project's own rules for Dockerfile and docker-compose.yml.

Without arguments: checks them. With `settings`, `role` or `healthcheck`: prints PostgreSQL's settings, what makes the
program's role, or the program's health check, for a test that runs them natively.
"""

import json
import re
import sys
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES = COMPOSE["services"]
DOCKERFILE = re.sub(r"\\\n", " ", (ROOT / "Dockerfile").read_text())
QUIET = {
    "log_statement": "none",
    "log_min_messages": "fatal",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    "log_duration": "off",
    "log_min_duration_statement": "-1",
    "log_connections": "off",
    "log_disconnections": "off",
    "track_commit_timestamp": "off",
}
problems = []


def rule(holds, words):
    if not holds:
        problems.append(words)


def settings():
    words = SERVICES["postgres"]["command"]
    return dict(word.split("=", 1) for before, word in zip(words, words[1:]) if before == "-c")


def confined(name, service):
    rule(re.fullmatch(r"[1-9]\d*:[1-9]\d*", service.get("user", "")), f"{name}: runs as a numbered user, not root")
    rule(service.get("read_only") is True, f"{name}: its file system is read-only")
    rule(service.get("cap_drop") == ["ALL"], f"{name}: drops every capability")
    rule("no-new-privileges:true" in service.get("security_opt", []), f"{name}: gains no privileges")
    for key in ("cap_add", "privileged", "network_mode", "pid", "devices"):
        rule(key not in service, f"{name}: has no {key}")
    limits = service.get("deploy", {}).get("resources", {}).get("limits", {})
    rule({"cpus", "memory", "pids"} <= limits.keys(), f"{name}: processor, memory and processes are limited")
    rule("max-size" in service.get("logging", {}).get("options", {}), f"{name}: its log is limited")
    rule(re.search(r":\d", service.get("image", "")), f"{name}: its image has a version")
    for key, value in service.get("environment", {}).items():
        rule("PASSWORD" not in key or key.endswith("_FILE"), f"{name}: {key} puts a password into the environment")
        rule(not re.search(r"://[^/@]*:[^/@{]*@", str(value)), f"{name}: {key} has a password in its address")


def compose():
    rule(set(SERVICES) == {"proxy", "heard", "postgres"}, "three services")
    for name, service in SERVICES.items():
        confined(name, service)
        rule(("ports" in service) == (name == "proxy"), f"{name}: only the proxy can be reached from outside")
    networks = COMPOSE["networks"]
    rule(networks["front"].get("internal") and networks["back"].get("internal"), "front and back are internal")
    rule(SERVICES["proxy"]["networks"] == ["outside", "front"], "the proxy does not reach the database")
    rule(SERVICES["heard"]["networks"] == ["front", "back"], "the program does not reach the world")
    rule(SERVICES["postgres"]["networks"] == ["back"], "the database is reached by the program alone")
    mounts = dict(mount.split(":")[::-1] for mount in SERVICES["heard"]["volumes"])
    rule(mounts["/data"] != mounts["/secrets"], "data and secrets lie on different volumes")
    rule(SERVICES["postgres"]["environment"]["POSTGRES_USER"] == "postgres", "the program's role is not the superuser")
    for key, value in QUIET.items():
        rule(settings().get(key) == value, f"postgres: {key} is {value}")


def dockerfile():
    stages = re.split(r"^(?=FROM )", DOCKERFILE, flags=re.M)[1:]
    for stage in stages:
        image = stage.split()[1]
        rule(re.search(r":[\w.-]*(\d|bookworm)", image), f"Dockerfile: {image} has a version")
        rule(not re.search(r"^ADD ", stage, re.M), "Dockerfile: copies, adds nothing")
        rule(not re.search(r"\b(curl|wget|apt-get|apk)\b", re.sub(r"^#.*", "", stage, flags=re.M)), f"Dockerfile: {image}: fetches nothing")
        if "ENTRYPOINT" in stage:
            users = re.findall(r"^USER (\S+)", stage, re.M)
            rule(users and re.fullmatch(r"[1-9]\d*:[1-9]\d*", users[-1]), f"Dockerfile: {image}: runs as a user, not root")
    targets = {service["build"]["target"] for service in SERVICES.values() if "build" in service}
    rule(targets == set(re.findall(r"^FROM \S+ AS (proxy|heard)", DOCKERFILE, re.M)), "Dockerfile: has the stages that Compose builds")


if sys.argv[1:] == ["settings"]:
    print("\n".join(f"{key}={value}" for key, value in settings().items()))
    sys.exit()
if sys.argv[1:] == ["role"]:
    print(COMPOSE["configs"]["plain-role"]["content"])
    sys.exit()
if sys.argv[1:] == ["healthcheck"]:
    print(json.loads(re.search(r"HEALTHCHECK .*? CMD (\[.*\])", DOCKERFILE)[1])[2])
    sys.exit()
compose()
dockerfile()
for words in problems:
    print(f"does not hold: {words}", file=sys.stderr)
if problems:
    sys.exit(1)
print("Dockerfile, docker-compose.yml: the project's rules hold")
