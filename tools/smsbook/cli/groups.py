"""How `smsbook --help` shows the commands: by what people are about to do."""

from __future__ import annotations

import click

# Each command stands in one group; a test holds that none is left out.
GROUPS: dict[str, tuple[str, ...]] = {
    "Begin, and bring in what you have": ("init", "new", "import", "export", "owners"),
    "See what is wrong, and what is missing": ("check", "explain", "coverage"),
    "See what waits, and what something means": ("status", "due", "impact", "evaluate", "diff"),
    "Keep documents under control": ("approve", "review", "release"),
    "Make the handbook": ("serve", "build", "render", "publish"),
    "At your desk": ("lsp", "completion"),
}
EXIT_CODES = """\b
Exit codes:
  0  clean, or done
  1  findings: something is wrong, missing or missed
  2  could not run, or refused; nothing was written

`smsbook COMMAND --help` shows examples of a command."""


class Grouped(click.Group):
    """The commands of smsbook, in groups."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write each group with a line for each of its commands."""
        width = max(map(len, self.commands))
        for title, names in GROUPS.items():
            with formatter.section(title):
                formatter.write_dl(
                    [(name.ljust(width), self.commands[name].get_short_help_str(100)) for name in names]
                )
