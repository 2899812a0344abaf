"""The command line, as a person or a script uses it."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.postgres import reachable_folder
from tests.weights import MODELS

import continuo

SAMPLE = Path(continuo.__file__).parent / "examples" / "ana.json"


class Cli:
    """Runs commands over a folder of their own."""

    def __init__(self, folder: Path) -> None:
        own = {"CONTINUO_FOLDER": str(folder / "data"), "CONTINUO_MODELS_FOLDER": str(MODELS), "COLUMNS": "200"}
        self._environment = {k: v for k, v in os.environ.items() if not k.startswith("CONTINUO_")} | own

    def run(self, *arguments: str, status: int = 0, **settings: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "continuo", *arguments]
        done = subprocess.run(
            command, env=self._environment | settings, capture_output=True, text=True, timeout=120, check=False
        )
        assert done.returncode == status, done.stderr
        return done

    def json(self, *arguments: str) -> object:
        return json.loads(self.run(*arguments, "--json").stdout)


@pytest.fixture(scope="module")
def cli() -> Iterator[Cli]:
    with reachable_folder() as folder:
        cli = Cli(folder)
        cli.run("import", str(SAMPLE))
        yield cli


def test_an_import_run_again_stores_nothing_twice(cli: Cli) -> None:
    turns = sum(len(s["turns"]) for s in json.loads(SAMPLE.read_text(encoding="utf-8"))["sessions"])
    assert cli.json("import", str(SAMPLE)) == {"users": 1, "sessions": 6, "turns": turns}
    exported = [json.loads(row) for row in cli.run("export", "--user", "ana").stdout.splitlines()]
    assert sum(r["type"] == "turn" for r in exported) == turns


def test_a_question_is_answered_with_sources(cli: Cli) -> None:
    block = cli.json("ask", "Where do I live?", "--user", "ana", "--tokens", "200")
    assert isinstance(block, dict)
    assert "Utrecht" in block["text"]
    assert block["tokens"] <= 200
    assert all(item["sources"] for item in block["items"])
    assert "Why" in cli.run("ask", "Where do I live?", "--user", "ana", "--explain").stdout


def test_mentions_are_listed_counted_and_paged(cli: Cli) -> None:
    sessions = json.loads(SAMPLE.read_text(encoding="utf-8"))["sessions"]
    said = [turn["text"] for session in sessions for turn in session["turns"] if "Utrecht" in turn["text"]]
    first = cli.json("mentions", "utrecht", "--user", "ana", "--limit", "1", "--count-by", "month")
    assert isinstance(first, dict)
    assert first["total"] == len(said) == sum(counted["turns"] for counted in first["counts"])
    rest = cli.json("mentions", "utrecht", "--user", "ana", "--after", first["next"])
    assert isinstance(rest, dict)
    assert sorted(turn["text"] for turn in (*first["turns"], *rest["turns"])) == sorted(said)
    assert f"{len(said)} turns" in cli.run("mentions", "utrecht", "--user", "ana").stdout
    assert "--count-by" in cli.run("mentions", "--user", "ana", "--count-by", "hour", status=1).stderr


def test_facts_are_listed_as_of_a_day_and_by_their_words(cli: Cli) -> None:
    facts = cli.json("facts", "--user", "ana", "--all", "--text", "turin")
    homes = [f for f in facts if f["predicate"] == "lives_in" and f["about"] == "user"]
    assert [f["object"] for f in homes] == ["Turin"]
    then = cli.json("facts", "--user", "ana", "--as-of", homes[0]["valid_from"])
    assert "Turin" in [f["object"] for f in then if f["predicate"] == "lives_in"]
    assert cli.json("facts", "--user", "ana", "--known-at", "2020-01-01") == []
    assert "--as-of" in cli.run("facts", "--user", "ana", "--as-of", "yesterday", status=1).stderr


def test_the_profile_is_a_page_of_lines(cli: Cli) -> None:
    lines = cli.json("profile", "--user", "ana")
    assert lines
    assert all(line["facts"] or line["episodes"] for line in lines)


def test_facts_show_what_holds_and_on_request_what_held(cli: Cli) -> None:
    facts = cli.json("facts", "--user", "ana", "--all")
    assert isinstance(facts, list)
    homes = {f["object"]: f["status"] for f in facts if f["predicate"] == "lives_in" and f["about"] == "user"}
    assert homes["Utrecht"] == "current"
    assert homes["Turin"] in {"superseded", "ended"}
    assert "Turin" not in cli.run("facts", "--user", "ana").stdout


def test_a_rebuild_comes_out_the_same_and_the_doctor_is_content(cli: Cli) -> None:
    rebuilt = cli.json("rebuild")
    assert isinstance(rebuilt, dict)
    assert rebuilt["same"] is True
    examined = cli.json("doctor")
    assert isinstance(examined, dict)
    assert examined["well"] is True


def test_a_key_can_be_made_listed_and_revoked(cli: Cli) -> None:
    made = cli.json("keys", "create", "app", "--scopes", "memory:read")
    assert isinstance(made, dict)
    assert made["key"].startswith("ck_")
    cli.run("keys", "revoke", made["key_id"])
    listed = cli.json("keys", "list")
    assert isinstance(listed, list)
    assert [k["revoked_at"] is not None for k in listed if k["key_id"] == made["key_id"]] == [True]


def test_mistakes_are_named_and_end_with_status_one(cli: Cli, tmp_path: Path) -> None:
    bad = tmp_path / "bad.jsonl"
    bad.write_text(
        '{"user_id": "ana", "role": "user", "text": "fine"}\n{"user_id": "ana", "role": "robot", "text": "x"}\n'
    )
    assert "bad.jsonl:2.role" in cli.run("import", str(bad), status=1).stderr
    assert "no memory of this user" in cli.run("forget", "--user", "nobody", "--yes", status=1).stderr
    assert "unknown: all" in cli.run("keys", "create", "x", "--scopes", "all", status=1).stderr


def test_a_port_that_is_taken_is_named_before_anything_starts(cli: Cli) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        told = cli.run("demo", status=1, CONTINUO_PORT=port).stderr
    assert f"127.0.0.1:{port} cannot be listened on" in told
    assert "CONTINUO_PORT" in told


def test_what_was_forgotten_is_gone(cli: Cli) -> None:
    history = '{"user_id": "bob", "session_id": "s", "role": "user", "text": "I live in Ghent."}\n'
    with reachable_folder() as folder:
        (folder / "bob.jsonl").write_text(history)
        cli.run("import", str(folder / "bob.jsonl"))
    erased = cli.json("forget", "--user", "bob", "--yes")
    assert isinstance(erased, dict)
    assert erased["counts"]["turns"] == 1
    assert cli.json("facts", "--user", "bob") == []
    assert "no memory of this user" in cli.run("export", "--user", "bob", status=1).stderr
