"""Every verb of the command line."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer

from continuo import __version__
from continuo.cli.screen import note
from continuo.settings import Settings

Result = TypeVar("Result")

application = typer.Typer(
    name="continuo",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    help="A memory for AI applications.",
)
keys = typer.Typer(no_args_is_help=True, help="Make, list and revoke API keys.")
application.add_typer(keys, name="keys")

Json = Annotated[bool, typer.Option("--json", help="Print one JSON document instead of tables.")]
User = Annotated[str, typer.Option("--user", "-u", help="Whose memory.")]


def settings() -> Settings:
    """Return the settings as the environment has them."""
    return Settings()


def run(work: Coroutine[Any, Any, Result]) -> Result:
    """Do asynchronous work on the loop that the server uses."""
    import uvloop

    return uvloop.run(work) if uvloop else asyncio.run(work)


@application.callback(invoke_without_command=True)
def version(show: Annotated[bool, typer.Option("--version", help="Print the version.")] = False) -> None:
    """A memory for AI applications."""
    if show:
        typer.echo(__version__)
        raise typer.Exit


@application.command()
def up(
    demo: Annotated[bool, typer.Option("--demo", help="Remember and ask a sample conversation first.")] = False,
) -> None:
    """Start database, API and worker, and serve until stopped."""
    from continuo.cli.supervising import supervise

    run(supervise(settings(), demo=demo, stay=True))


@application.command()
def demo(as_json: Json = False) -> None:
    """Start everything, remember a sample conversation, ask three questions of it, print the context, and stop."""
    from continuo.cli.supervising import supervise

    run(supervise(settings(), demo=True, stay=False, as_json=as_json))


@application.command("serve-http", hidden=True)
def serve_http() -> None:
    """Serve the HTTP door alone."""
    from continuo.cli.serving import serve_api

    run(serve_api(settings()))


@application.command("serve-worker", hidden=True)
def serve_worker() -> None:
    """Do jobs alone."""
    from continuo.cli.serving import serve_jobs

    run(serve_jobs(settings()))


@application.command("import")
def import_file(
    file: Annotated[Path, typer.Argument(help="JSON, or JSON lines of turns.", exists=True, dir_okay=False)],
    user: Annotated[str | None, typer.Option("--user", "-u", help="Whose memory, where the file does not say.")] = None,
    wait: Annotated[bool, typer.Option(help="Wait until everything has become memory.")] = True,
    as_json: Json = False,
) -> None:
    """Bring in a history of conversations with their original times."""
    from continuo.cli.importing import import_history

    run(import_history(settings(), file, user, wait=wait, as_json=as_json))


@application.command()
def ask(
    question: str,
    user: User,
    tokens: Annotated[int, typer.Option(help="Size of the context at most.")] = 500,
    explain: Annotated[bool, typer.Option(help="Say why each memory was found.")] = False,
    as_json: Json = False,
) -> None:
    """Print the context that a model would be given for a question, with sources."""
    from continuo.cli.reading import ask_question

    run(ask_question(settings(), user, question, tokens=tokens, explain=explain, as_json=as_json))


@application.command()
def mentions(
    user: User,
    words: Annotated[list[str] | None, typer.Argument(help="Words that a turn has, whatever their endings.")] = None,
    any_of: Annotated[bool, typer.Option("--any", help="One of the words is enough.")] = False,
    phrase: Annotated[str, typer.Option(help="Words that follow one another.")] = "",
    entity: Annotated[str, typer.Option(help="A name of somebody or something that is spoken of.")] = "",
    when: Annotated[str, typer.Option(help='A time in words: "last Tuesday", "in March".')] = "",
    since: Annotated[str | None, typer.Option(help="Said then or later: 2026-05-01, or a time with its zone.")] = None,
    until: Annotated[str | None, typer.Option(help="Said before then.")] = None,
    session: Annotated[str | None, typer.Option(help="Said in this session.")] = None,
    speaker: Annotated[str, typer.Option(help="Said by somebody of this name.")] = "",
    role: Annotated[str | None, typer.Option(help="Said by: user, assistant, tool or system.")] = None,
    newest: Annotated[bool, typer.Option("--newest", help="The newest first.")] = False,
    count_by: Annotated[str | None, typer.Option(help="Count by day, week, month or session.")] = None,
    after: Annotated[str, typer.Option(help="Where the next page begins, as the page before says.")] = "",
    limit: Annotated[int, typer.Option(help="Turns on a page.", min=1, max=500)] = 50,
    as_json: Json = False,
) -> None:
    """List and count the turns that mention something: all of them, page by page."""
    from continuo.cli.reading import moment_of
    from continuo.cli.searching import list_mentions, page_of, roles_of
    from continuo.domain.mentions import MentionFilter

    wanted = MentionFilter(
        words=tuple(words or ()),
        any_of=any_of,
        phrase=phrase,
        entity=entity,
        when=when,
        since=moment_of("--since", since),
        until=moment_of("--until", until),
        session=session,
        speaker=speaker,
        roles=roles_of(role),
    )
    page = page_of(limit, after, count_by, newest=newest)
    run(list_mentions(settings(), user, wanted, page, as_json=as_json))


@application.command()
def facts(
    user: User,
    every: Annotated[bool, typer.Option("--all", help="Also what no longer holds.")] = False,
    as_of: Annotated[str | None, typer.Option(help="What was true then: 2026-05-01, or a time with its zone.")] = None,
    known_at: Annotated[str | None, typer.Option(help="As it was known then.")] = None,
    text: Annotated[str, typer.Option(help="Only facts with these words.")] = "",
    as_json: Json = False,
) -> None:
    """List what is held to be true of a user, or was at another time."""
    from continuo.cli.reading import Looked, list_facts, moment_of

    looked = Looked(every, moment_of("--as-of", as_of), moment_of("--known-at", known_at), text)
    run(list_facts(settings(), user, looked, as_json=as_json))


@application.command()
def profile(user: User, as_json: Json = False) -> None:
    """Merge what says the same, and print what counts of a user at present, on one page."""
    from continuo.cli.reading import show_profile

    run(show_profile(settings(), user, as_json=as_json))


@application.command()
def watch(
    session: str,
    user: User,
    after: Annotated[int | None, typer.Option(help="Begin behind this position; 0 shows all.", min=0)] = None,
    as_json: Json = False,
) -> None:
    """Print what is said in a session, and what becomes of it, as it happens, until stopped."""
    from continuo.cli.watching import watch_session

    run(watch_session(settings(), user, session, after, as_json=as_json))


@application.command()
def export(
    user: User,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="A file instead of standard output.")] = None,
    as_json: Json = False,
) -> None:
    """Write everything that is stored of a user as JSON lines (with --json, as one document)."""
    from continuo.cli.reading import export_person

    run(export_person(settings(), user, output, as_json=as_json))


@application.command()
def forget(
    user: User,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    as_json: Json = False,
) -> None:
    """Erase everything of a user, for good."""
    from continuo.cli.reading import erase_person

    if not yes:
        typer.confirm(f"Erase everything that is known of {user!r}? This cannot be undone.", abort=True)
    run(erase_person(settings(), user, as_json=as_json))


@application.command()
def doctor(as_json: Json = False) -> None:
    """Examine the installation: database walls, roles, keys, embedder."""
    from continuo.cli.examining import examine_installation

    if not run(examine_installation(settings(), as_json=as_json)):
        raise typer.Exit(1)


@application.command()
def rebuild(
    user: Annotated[str | None, typer.Option("--user", "-u", help="Whose memory; everybody's unless given.")] = None,
    as_json: Json = False,
) -> None:
    """Drop all projections and make them again from the journal; the digest before and after tells if they agree."""
    from continuo.cli.examining import rebuild_people

    if not run(rebuild_people(settings(), user, as_json=as_json)):
        raise typer.Exit(1)


@keys.command("create")
def create_key(
    name: str,
    scopes: Annotated[str, typer.Option(help="Comma-separated; empty gives all.")] = "",
    days: Annotated[int | None, typer.Option(help="Valid for so many days; without end unless given.", min=1)] = None,
    as_json: Json = False,
) -> None:
    """Make an API key and print it, this once."""
    from continuo.cli.keeping import make_key

    run(make_key(settings(), name, [s for s in scopes.split(",") if s], days, as_json=as_json))


@keys.command("list")
def list_keys(as_json: Json = False) -> None:
    """List API keys."""
    from continuo.cli.keeping import show_keys

    run(show_keys(settings(), as_json=as_json))


@keys.command("revoke")
def revoke_key(key_id: str) -> None:
    """Make an API key worthless."""
    from continuo.cli.keeping import drop_key

    run(drop_key(settings(), key_id))
    note(f"key {key_id} is refused from now on, everywhere within 5 seconds")
