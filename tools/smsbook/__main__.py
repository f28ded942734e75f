"""Where smsbook starts, as `smsbook` and as `python -m smsbook`."""

import sys

from smsbook import __version__


def run() -> None:
    """Run the command line. The version is told without loading anything else: hooks ask for it often."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        print(f"smsbook {__version__}")
        return
    from smsbook.cli.main import run as run_commands

    run_commands()


if __name__ == "__main__":
    run()
