"""`smsbook publish`: put a version where people read it."""

from __future__ import annotations

from pathlib import Path

import click

from smsbook.cli.common import AT_PATH, CLEAN, write


@click.command()
@click.argument("version", default="")
@click.option(
    "--alias",
    metavar="NAME",
    default="",
    help="Another name for this version.  [default: latest, unless a later version is published]",
)
@click.option("--title", default="", help="What the version selector shows.  [default: VERSION]")
@click.option(
    "--branch",
    metavar="NAME",
    default="gh-pages",
    show_default=True,
    help="The branch of published versions.",
)
@click.option(
    "--to",
    type=click.Path(path_type=Path),
    help="A folder for a web server, which gets all published versions.",
)
@click.option("--push", is_flag=True, help="Send the branch to the remote.")
@click.option(
    "--remote", metavar="NAME", default="origin", show_default=True, help="Where `--push` sends it."
)
@click.option("--replace", is_flag=True, help="Publish a version anew that was published before.")
@AT_PATH
def publish(  # noqa: PLR0913, PLR0917
    version: str,
    alias: str,
    title: str,
    branch: str,
    to: Path | None,
    push: bool,
    remote: str,
    replace: bool,
    path: Path,
) -> int:
    """Publish VERSION, which has the tag sms-VERSION, beside the others; without VERSION, the highest."""
    from smsbook.site.publish import Wish
    from smsbook.site.publish import publish as run

    write(f"{run(path, Wish(version, alias, title, branch, to, push, remote, replace)).message}\n")
    return CLEAN
