# SPDX-License-Identifier: EUPL-1.2
"""`impegni serve`: the archive as pages, for people without a terminal."""

import datetime as dt
import importlib.util
import ipaddress
import socket
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..schema.errors import UsageError
from .command import Command
from .options import (
    PATH,
    archive_option,
    key_option,
    language_option,
    programme_option,
    setting_options,
    together,
)
from .reader import reader
from .typed import DAY

if TYPE_CHECKING:
    from ..schema.base import Language
    from ..serve.desk import Access
    from ..serve.place import Place

NEEDED = {"itsdangerous": "itsdangerous", "python_multipart": "python-multipart", "starlette": "starlette"}
NEEDED |= {"uvicorn": "uvicorn"}
"""Modules of the extra, and the packages they come in."""

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
THIS_MACHINE = ("127.0.0.1/32", "::1/128")

serve_options = together(
    archive_option(required=True),
    click.option("--host", default="127.0.0.1", show_default=True,
                 help="Where to listen. Elsewhere than on this machine only behind a sign-on: see --user-header."),
    click.option("--port", type=click.IntRange(0, 65535), default=8765, show_default=True,
                 help="0 takes a free one."),
    click.option("--user-header", metavar="NAME",
                 help="The header in which the sign-on proxy gives the name of a person; needs --people."),
    click.option("--people", type=PATH, metavar="FILE",
                 help="Who may send for which units, and reply for which parties."),
    click.option("--proxy", "proxies", multiple=True, metavar="ADDRESS",
                 help="An address or network the sign-on proxy asks from.  [default: this machine]"),
    click.option("--name", "names", multiple=True, metavar="HOST",
                 help="A further name that browsers call it by."),
    click.option("--folder", type=PATH, metavar="DIR",
                 help="Where files sent and pages made lie.  [default: the archive's name with .pages]"),
    click.option("--processes", type=click.IntRange(1, 64), default=2, show_default=True,
                 help="How many work at once."),
    click.option("--today", type=DAY, metavar="DATE", help="Take it to be this day, to try things out."),
    setting_options,
    programme_option,
    key_option,
    language_option,
)  # fmt: skip


@click.command(cls=Command)
@serve_options
def serve(
    archive: Path,
    host: str,
    port: int,
    user_header: str | None,
    people: Path | None,
    proxies: Sequence[str],
    names: Sequence[str],
    folder: Path | None,
    processes: int,
    today: dt.date | None,
    conventions: Sequence[Path],
    units: Path | None,
    rulebook: Path | None,
    programme: Path | None,
    key_file: Path | None,
    language: "Language",
) -> None:
    """Show the archive as pages: send, check, store, dossiers, agenda, rules, replies.

    On this machine alone, unless a sign-on proxy stands before it.
    """
    _check_installed()
    _check_access(host, user_header, people, proxies)
    from ..serve.place import Place

    place = Place(
        archive=archive.absolute(),
        folder=(folder or archive.with_name(f"{archive.name}.pages")).absolute(),
        conventions=tuple(path.absolute() for path in conventions),
        units=units and units.absolute(),
        rulebook=rulebook and rulebook.absolute(),
        programme=programme and programme.absolute(),
        key_file=key_file and key_file.absolute(),
        people=people and people.absolute(),
        language=language,
        today=today,
    )
    _run(place, _access(host, user_header, proxies, names), host, port, processes)


def _access(host: str, header: str | None, proxies: Sequence[str], names: Sequence[str]) -> "Access":
    """Who may come in: by which names, from where, under whose header."""
    from ..serve.desk import Access

    return Access(
        header=header,
        names=(*LOOPBACK, host.lower(), *(name.lower() for name in names)),
        addresses=tuple(proxies) or (THIS_MACHINE if header else None),
    )


def _run(place: "Place", access: "Access", host: str, port: int, processes: int) -> None:
    """Listen and serve until somebody ends it."""
    # `--help` imports every command, and would take a quarter longer with this.
    import asyncio

    from ..serve.running import run

    with _listening(host, port) as listening:
        at = listening.getsockname()[1]
        address = f"http://{f'[{host}]' if ':' in host else host}:{at}/"
        said = reader().text("Open {address} in a browser; Ctrl+C ends it.", address=address)
        asyncio.run(run(place, access, listening, processes, lambda: click.echo(said, err=True)))


def _check_installed() -> None:
    """Refuse to begin without the packages of the extra.

    Raises:
        UsageError: Naming them, and how to install them.
    """
    missing = [package for module, package in NEEDED.items() if importlib.util.find_spec(module) is None]
    if missing:
        said = reader().text(
            "needs {packages}, which are not installed; install them with: pip install 'impegni[serve]'",
            packages=", ".join(missing),
        )
        raise UsageError([f"impegni serve: {said}"])


def _check_access(host: str, header: str | None, people: Path | None, proxies: Sequence[str]) -> None:
    """Refuse to be open to others than those a sign-on has let in.

    Raises:
        UsageError: Naming the options that are missing or wrong.
    """
    words, problems = reader(), []
    if not _is_loopback(host) and (header is None or people is None):
        said = words.text(
            "got {host}; elsewhere than on this machine it listens only behind a sign-on proxy: give --user-header "
            "NAME and --people FILE, or leave --host out",
            host=host,
        )
        problems.append(f"--host: {said}")
    elif (header is None) != (people is None):
        given, lacking = (
            ("--people", "--user-header NAME") if header is None else ("--user-header", "--people FILE")
        )
        problems.append(f"{given}: {words.text('needs {option} too', option=lacking)}")
    if people is not None and not people.is_file():
        problems.append(f"--people: {words.text('there is no file {path}', path=people)}")
    for one in proxies:
        try:
            ipaddress.ip_network(one)
        except ValueError:
            said = words.text("got '{got}'; write an address or a network, for example 10.0.0.7", got=one)
            problems.append(f"--proxy: {said}")
    if problems:
        raise UsageError(problems)


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _listening(host: str, port: int) -> socket.socket:
    """Where requests come in.

    Raises:
        UsageError: Nobody can listen there.
    """
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        return socket.create_server((host, port), family=family)
    except OSError as error:
        from ..engine.system_errors import why

        said = reader().text(
            "cannot listen at {host}, port {port}: {reason}", host=host, port=port, reason=why(error)
        )
        raise UsageError([f"--port: {said}"]) from error
