"""Examples of each command: what `--help` and the reference of the commands show."""

from __future__ import annotations

Example = tuple[str, str]  # what to type, and what it does

EXAMPLES: dict[str, tuple[Example, ...]] = {
    "init": (
        ("smsbook init", "Begin a repository in this folder; you are asked four questions."),
        ("smsbook init my-sms --defaults", "Begin one in the folder my-sms, and ask nothing."),
        (
            "smsbook init my-sms --example --host gitlab",
            "Copy the complete example instead, with jobs for GitLab.",
        ),
    ),
    "new": (
        (
            "smsbook new policy POL-backup --path sms",
            "Write the draft of a policy into sms/policies/POL-backup.yml.",
        ),
        ("smsbook new process CHM", "Write the draft of the definition of change management."),
    ),
    "import": (
        (
            "smsbook import csv services.csv --kind service --dry-run",
            "Show what the rows of a table would change.",
        ),
        (
            "smsbook import xlsx parties.xlsx --kind customer --sheet Customers",
            "Import one sheet of a workbook.",
        ),
        (
            "smsbook import csv list.csv --kind service --map Name=title --make-ids",
            "Import a table with headings of your own, and make the ids.",
        ),
    ),
    "export": (
        ("smsbook export csv --kind service --out services.csv", "Write all services into a table."),
        ("smsbook export xlsx --kind people --out people.xlsx", "Write the people into a workbook."),
    ),
    "owners": (
        ("smsbook owners", "Show whom the host would ask about which file."),
        ("smsbook owners --write", "Write that into CODEOWNERS."),
        ("smsbook owners --check", "Fail if CODEOWNERS says something else; for a job."),
    ),
    "check": (
        ("smsbook check", "Check the SMS in this folder, or in sms/ below it."),
        ("smsbook check sms/services/SVC-compute.yml", "Show only what is wrong with one file."),
        ("smsbook check sms --strict-time", "Fail also on what time brought; for a scheduled job."),
        (
            "smsbook check --changed-since origin/main --format github --format sarif --output smsbook.sarif",
            "Check a pull request: findings beside its lines, and for code scanning.",
        ),
        ("smsbook check --watch", "Stay, and check again on each save."),
    ),
    "explain": (
        ("smsbook explain", "List all that can be explained."),
        ("smsbook explain missing-document", "Explain a rule, which stands in brackets behind a finding."),
        ("smsbook explain PR3.2", "Explain a requirement, and what becomes of it in the SMS of this folder."),
        ("smsbook explain SLA-compute --path sms", "Explain how far the promises of an SLA are backed."),
    ),
    "coverage": (
        ("smsbook coverage", "Show what is documented, and what to do next."),
        ("smsbook coverage --edition v3 --group PR4", "Show one group of requirements of one edition."),
        ("smsbook coverage sms --fail-under 90", "Fail if less than 90 % are documented."),
        ("smsbook coverage sms --format csv > coverage.csv", "Write a table for a spreadsheet."),
    ),
    "status": (
        ("smsbook status", "List what waits for whom."),
        ("smsbook status --mine joao-ferreira", "List what waits for one person."),
        ("smsbook status --role SMS.owner", "List what waits for one role."),
    ),
    "due": (
        ("smsbook due", "List what is overdue, or due within 30 days."),
        ("smsbook due --within P3M --role SMS.manager", "List what one role has to do in three months."),
        ("smsbook due --within P12M --format icalendar > due.ics", "Write a calendar of the coming year."),
        ("smsbook due --open-issues github --dry-run", "Show the issues that a scheduled job would open."),
    ),
    "impact": (
        ("smsbook impact CMP-wan-link", "Show what is touched if a component falls away."),
        ("smsbook impact joao-ferreira --path sms", "Show what is touched if a person leaves."),
    ),
    "evaluate": (
        (
            "smsbook evaluate sms --data docs/measured-values.csv --period 2026-10",
            "Compare a month with all targets.",
        ),
        (
            "smsbook evaluate sms --data docs/measured-values.csv --period 2026-Q4 --format html > q4.html",
            "Write a report of a quarter, to print or to send.",
        ),
        (
            "smsbook evaluate sms --data docs/measured-values.csv --period 2026-10 --write --by lena-fischer",
            "Keep what came out as records.",
        ),
    ),
    "diff": (
        ("smsbook diff", "Tell what you changed since the last commit."),
        ("smsbook diff sms-1.0", "Tell what changed since release 1.0."),
        ("smsbook diff origin/main..HEAD --format markdown", "Tell what a branch changes, as a comment."),
    ),
    "approve": (
        ("smsbook approve POL-access-control --by marit-halvorsen", "Approve one document, and seal it."),
        ("smsbook approve --all-in-review --by marit-halvorsen --dry-run", "Show what would be approved."),
    ),
    "review": (
        (
            "smsbook review CHM --by joao-ferreira --outcome no-change",
            "Record that a document was looked at and stays as it is.",
        ),
        (
            "smsbook review CHM CONFM --by joao-ferreira --outcome revised --note 'Roles renewed.'",
            "Record one review of two documents that were revised.",
        ),
    ),
    "render": (("smsbook render sms --out build/docs", "Write the pages of the handbook as Markdown."),),
    "build": (
        ("smsbook build", "Build the handbook into build/site, and say what to open."),
        ("smsbook build sms --as-of 2026-12-31", "Build it as it would read on another day."),
    ),
    "serve": (
        ("smsbook serve", "Show the handbook in a browser, and follow each edit."),
        ("smsbook serve sms --address 127.0.0.1:8080", "Show it at another port."),
    ),
    "release": (
        ("smsbook release 1.1 --dry-run", "See whether it may be released, and what the notes would say."),
        ("smsbook release 1.1 --notes notes.md", "Release it, and keep the notes for an announcement."),
    ),
    "publish": (
        ("smsbook publish", "Publish the highest version that has a tag."),
        ("smsbook publish 1.1 --push", "Publish this version, and send the branch to the remote."),
        (
            "smsbook publish --to /var/www/handbook",
            "Write all published versions into the folder of a web server.",
        ),
    ),
    "lsp": (("smsbook lsp --stdio", "What an editor runs; by itself it shows nothing."),),
    "completion": (
        (
            "smsbook completion bash >> ~/.bashrc",
            "Complete commands, options and ids from the next terminal on.",
        ),
        ('eval "$(smsbook completion zsh)"', "Complete them in this terminal only."),
    ),
}


# When a command ends with 1; the others end with 0, or with 2 where they could not run.
FAILS: dict[str, str] = {
    "check": "something weighs as much as --fail-on says, and counts",
    "coverage": "less is documented than --fail-under asks for",
    "evaluate": "a target was missed, or a row of the data has to be mended",
    "import": "a row has to be mended; then nothing was written",
    "lsp": "the editor went without a word",
    "owners": "CODEOWNERS says something else, with --check",
    "release": "the release is refused; all reasons are told, and nothing was written",
}


def shown(name: str) -> str:
    """Return the examples of a command, and when it fails, as click shows them below its options."""
    lines = [line for words, effect in EXAMPLES.get(name, ()) for line in (f"  {words}", f"      {effect}")]
    fails = f"\n\n\b\nIt ends with 1 where:\n  {FAILS[name]}" if name in FAILS else ""
    return "\n".join(["\b", "Examples:", *lines]) + fails if lines else ""
