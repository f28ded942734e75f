"""Run smsbook as `python -m smsbook`."""

from smsbook.cli.main import run

if __name__ == "__main__":
    run()
