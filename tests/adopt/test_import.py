"""`smsbook import`: rows become drafts or changes, every wrong row is told, and nothing else is touched."""

from __future__ import annotations

from difflib import ndiff
from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adopt.tables import TODAY, faults, imported, small_sms, table, texts, told
from conftest import smsbook
from gold import hold
from smsbook.adopt.begin import begin
from smsbook.adopt.tables.cells import joined, split
from smsbook.adopt.tables.ids import slug
from smsbook.adopt.wish import Wish
from smsbook.check.run import check
from smsbook.schema import flaws as of_schema
from smsbook.source import flaws as of_source
from smsbook.source.finding import Rule
from smsbook.source.folder import CouldNotRun

HERE = Path(__file__).parent
FLAWS = {
    rule.id for module in (of_schema, of_source) for rule in vars(module).values() if isinstance(rule, Rule)
}
TABLES = {
    "service": "id,title,lifecycle,customer_facing,customers,offer.price,owner\n"
    "SVC-mail,Mail,live,yes,CUS-town;CUS-port,free,SPM.owner\nSVC-web,Web pages,Planned,no,,,\n",
    "customer": "Id;Title;Type;Needs\nCUS-town;Town;Public body;Mail that works\nCUS-port;Port;;\n",
    "supplier": "id\ttitle\ttype\tdelivers\nSUP-lines\tLines & Co\texternal\tlines; repairs\n",
    "component": "id,title,provided_by,supplier,type\nCMP-line,Line,external-supplier,SUP-lines,network\n",
    "people": "id,name,email,handles.github\nann-lee,Ann Lee,ann@town.example,annlee\n",
    "assignments": "role,person,since,for\nSMS.owner,ann-lee,2026-01-31,\n"
    "SPM.owner,ann-lee,2026-01-31,SVC-mail\n",
}
LAID_OUT = """# what we know of Lines
kind: supplier   # do not touch
id: SUP-lines
title:   "Lines & Co"
version: "0.3"
status: draft
owner: SRM.manager

type: external  # since 2019
delivers: [ lines, repairs ]
channels: {escalation: 'call them'}
# the end
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return small_sms(
        tmp_path,
        {
            "parties/SUP-lines.yml": {"kind": "supplier", "title": "Lines & Co", "type": "external"},
            "roles/people.yml": {
                "kind": "people",
                "people": [{"id": "ann-lee", "name": "Ann Lee"}, {"id": "bo-ek", "name": "Bo Ek"}],
            },
            "roles/assignments.yml": {
                "kind": "assignments",
                "assignments": [
                    {"role": "SPM.owner", "person": "ann-lee", "since": "2026-01-31", "for": ["SVC-a"]},
                    {"role": "SPM.owner", "person": "ann-lee", "since": "2026-01-31", "for": ["SVC-b"]},
                    {"role": "SMS.owner", "person": "bo-ek", "since": "2026-01-31"},
                ],
            },
        },
    )


def test_sensible_tables_give_sound_documents_and_importing_twice_changes_nothing(tmp_path: Path) -> None:
    begin(tmp_path, Wish(TODAY, "Harbour College IT"))
    root = tmp_path / "sms"
    for kind, text in TABLES.items():
        file = table(tmp_path / f"{kind}.csv", text)
        before = texts(root)
        planned = imported(root, kind, file, dry_run=True)
        assert texts(root) == before, "a dry run writes nothing"
        brought = imported(root, kind, file)
        assert faults(brought) == []
        assert told(brought) == told(planned)
        assert "leave" not in told(brought).values()
        after = texts(root)
        assert after != before
        again = imported(root, kind, file)
        assert {*told(again).values()} == {"leave"}
        assert texts(root) == after
    found = check(root, TODAY)
    assert {finding.rule for finding in found.findings} & FLAWS == set()
    library = found.library
    mail, web = library.document("SVC-mail"), library.document("SVC-web")
    assert mail is not None
    assert web is not None
    assert (mail.head.status, mail.head.version, mail.head.owner) == ("draft", "0.1", "SPM.owner")
    assert (mail.get("customer_facing"), mail.get("customers")) == (True, ["CUS-town", "CUS-port"])
    assert (web.get("lifecycle"), web.get("customer_facing")) == ("planned", False)
    assert "# What the customer gains." in mail.text, "the notes of the skeleton stay"
    assert mail.text.startswith("# yaml-language-server: $schema=../../schemas/service.schema.json")


def test_all_wrong_rows_are_told_and_nothing_is_written(scratch: Path) -> None:
    table(
        scratch / "services.csv",
        "id,title,lifecycle,customer_facing,offer.documentation,customers,status,Notes\n"
        "SVC-new,N,live,yes,nope,CUS-a,draft,x\n"
        "compute,Other,live,maybe,,,,\n"
        "SVC-x,Extra,Livee,no,https://x.example,CUS-lifesci,approved,\n"
        "\n"
        "SVC-x,Extra,live,no,,,,\n"
        ",No id,live,,,,,\n"
        "SVC-compute,Batch computing,retiring,,,,,\n"
        "CUS-lifesci,Foo,live,,,,,\n"
        'SVC-odd,"Odd\x07",live,,,,,\n'
        "SVC-long,Long,live,,,,,x,1,2\n"
        "SVC-fine,Fine,live,,,,,\n",
    )
    before = texts(scratch / "sms")
    run = smsbook("import", "csv", "services.csv", "--kind", "service", cwd=scratch)
    assert run.returncode == 1
    hold(run.stdout, HERE / "import-refused.txt")
    assert texts(scratch / "sms") == before


def test_what_is_done_is_told(scratch: Path) -> None:
    table(
        scratch / "people.csv",
        "id,name,phone,left\njoao-ferreira,João Ferreira,ext. 1,2026-12-31\n"
        "callum-reid,Callum Reid,-,\nnew-one,New One,,\n",
    )
    words = ("import", "csv", "people.csv", "--kind", "people")
    refused = smsbook(*words, cwd=scratch)
    assert refused.returncode == 1
    assert "`people` is approved" in refused.stdout
    planned = smsbook(*words, "--change-approved", "--dry-run", cwd=scratch)
    hold(planned.stdout, HERE / "import-planned.txt")
    before = texts(scratch / "sms")
    done = smsbook(*words, "--change-approved", cwd=scratch)
    assert done.returncode == 0
    assert done.stdout.startswith("changed people (sms/roles/people.yml), 3 rows\n")
    assert "smsbook approve people --by marit-halvorsen" in done.stdout
    path = "roles/people.yml"
    lines = [side[path].decode().splitlines() for side in (before, texts(scratch / "sms"))]
    assert [line for line in ndiff(*lines) if line[0] in "+-"] == [
        "-     phone: ext. 4112",
        "+     phone: ext. 1",
        "+     left: 2026-12-31",
        "-     phone: ext. 4120",
        "+   - id: new-one",
        "+     name: New One",
    ]
    checked = smsbook("check", "sms", cwd=scratch)
    assert checked.returncode == 1
    assert "broken-seal" in checked.stdout, "the check demands that it is approved again"


def test_a_row_may_take_an_approval_back_and_raise_the_version(scratch: Path) -> None:
    file = table(scratch / "x.csv", "id,lifecycle,status,version\nSVC-compute,retiring,in-review,1.6\n")
    assert faults(imported(scratch / "sms", "service", file)) == []
    assert "broken-seal" not in smsbook("check", "sms", cwd=scratch).stdout


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_comments_quotes_and_layout_stay(root: Path, end: str) -> None:
    path = root / "parties/SUP-lines.yml"
    path.write_bytes(LAID_OUT.replace("\n", end).encode())
    names = "id,title,type,delivers,channels.escalation,description"
    text = f"{names}\nSUP-lines,Lines: all of them,internal,lines,,Many\n"
    brought = imported(root, "supplier", table(root.parent / "t.csv", text))
    assert faults(brought) == []
    assert path.read_bytes().decode() == (
        LAID_OUT.replace('title:   "Lines & Co"', 'title: "Lines: all of them"')
        .replace("type: external", "type: internal")
        .replace("[ lines, repairs ]", "[lines]")
        .replace("# since 2019\n", "# since 2019\ndescription: Many\n")
        .replace("\n", end)
    )


def test_entries_are_recognised_by_what_names_them(root: Path) -> None:
    rows = "role,person,since,for,deputy\nSPM.owner,ann-lee,2026-01-31,SVC-b,bo-ek\nSMS.owner,,,,ann-lee\n"
    brought = imported(root, "assignments", table(root.parent / "t.csv", rows))
    assert faults(brought) == []
    (outcome,) = brought.outcomes
    assert outcome.words == (
        "SPM.owner, ann-lee, 2026-01-31: deputy: nothing -> `bo-ek` (row 2)",
        "SMS.owner: deputy: nothing -> `ann-lee` (row 3)",
    )
    unclear = "role,person,since,deputy\nSPM.owner,ann-lee,2026-01-31,bo-ek\n"
    (fault,) = faults(imported(root, "assignments", table(root.parent / "t.csv", unclear)))
    assert fault.startswith("2 : 2 entries fit it, and it is not clear which is meant; tell them apart")
    later = "role,person,since\nSMS.owner,bo-ek,2027-01-31\n"
    (outcome,) = imported(root, "assignments", table(root.parent / "t.csv", later)).outcomes
    assert outcome.words == ("adds to assignments: SMS.owner, bo-ek, 2027-01-31 (row 2)",)
    twice = "id,name\nann-lee,Ann Lee\nann-lee,Ann Lee-Ek\n"
    assert faults(imported(root, "people", table(root.parent / "t.csv", twice))) == [
        "3 : it is about the same as row 2; take one away"
    ]


def test_rows_may_hold_the_entries_of_a_document(root: Path) -> None:
    rows = (
        "id,title,contacts[].name,contacts[].email\nCUS-port,Port,Ann,ann@port.example\n"
        "CUS-port,Port,Bo,bo@port.example\n"
    )
    assert told(imported(root, "customer", table(root.parent / "t.csv", rows))) == {"CUS-port": "create"}
    again = rows.replace("bo@port", "bo.ek@port").replace("Port,", ",")
    brought = imported(root, "customer", table(root.parent / "t.csv", again))
    (outcome,) = brought.outcomes
    assert outcome.words == ("Bo: contacts[].email: `bo@port.example` -> `bo.ek@port.example` (row 3)",)
    unlike = rows.replace("Port,Bo", "Harbour,Bo")
    (fault,) = faults(imported(root, "customer", table(root.parent / "t.csv", unlike)))
    assert fault.startswith("3 title: found another value than in row 2")


def test_contacts_without_a_name_are_added_once(root: Path) -> None:
    rows = "id,title,contacts[].email\nCUS-port,Port,a@port.example\nCUS-port,Port,b@port.example\n"
    file = table(root.parent / "t.csv", rows)
    assert told(imported(root, "customer", file)) == {"CUS-port": "create"}
    assert told(imported(root, "customer", file)) == {"CUS-port": "leave"}


def test_a_name_in_the_table_is_taken_by_its_own_id(root: Path) -> None:
    file = table(root.parent / "t.csv", "id,name\ncy,Cy Ü\n,Cy Ü\n")
    assert faults(imported(root, "people", file, make_ids=True)) == [
        "3 : it is about the same as row 2; take one away"
    ]


def test_an_entry_without_what_it_needs_is_refused_with_its_row(root: Path) -> None:
    rows = "id,name,email\nnew-one,New,\nbo-ek,-,b@x.example\ncy-u,,c@x.example\n"
    first, second = faults(imported(root, "people", table(root.parent / "t.csv", rows)))
    assert first.startswith("3 : `name` in item 2 of `people` is missing")
    assert second.startswith("4 : `name` in item 4 of `people` is missing")


def test_ids_are_made_of_names_only_if_somebody_wants_that(root: Path) -> None:
    file = table(root.parent / "t.csv", "title,type\nÅse & Ørsted's «Lines»,external\nLines & Co,external\n")
    with pytest.raises(CouldNotRun, match="--make-ids"):
        imported(root, "supplier", file)
    brought = imported(root, "supplier", file, make_ids=True)
    assert told(brought) == {"SUP-ase-orsteds-lines": "create", "SUP-lines": "leave"}, "one has an id already"
    assert told(imported(root, "supplier", file, make_ids=True)) == dict.fromkeys(told(brought), "leave")
    people = table(root.parent / "p.csv", "id,name\n,Ann Lee\n,Cy Ü\n,漢字\n,Bo-Ek\n")
    assert faults(imported(root, "people", people, make_ids=True)) == [
        "4 id: no id can be made of `漢字`; write one into a column `id`",
        "5 id: the id `bo-ek` is that of «Bo Ek»; write another one into a column `id`",
    ]


@given(st.text(max_size=80))
def test_an_id_made_of_a_name_is_one(name: str) -> None:
    made = slug(name)
    assert made == slug(made)
    assert all(word.isascii() and word.isalnum() and word == word.lower() for word in made.split("-") if made)


def test_a_damaged_document_is_not_changed(root: Path) -> None:
    path = root / "parties/SUP-lines.yml"
    path.write_text(path.read_text(encoding="utf-8") + "\nunknown: x\n", encoding="utf-8")
    (fault,) = faults(
        imported(root, "supplier", table(root.parent / "t.csv", "id,type\nSUP-lines,internal\n"))
    )
    assert "found the unknown key `unknown`" in fault
    path.write_text("kind: [\n", encoding="utf-8")
    (fault,) = faults(
        imported(root, "supplier", table(root.parent / "t.csv", "id,type\nSUP-lines,internal\n"))
    )
    assert "mend that first" in fault


def test_an_id_of_something_else_is_refused(root: Path) -> None:
    (root / "parties/SUP-other.yml").write_text("kind: supplier\nid: SUP-else\n", encoding="utf-8")
    (fault,) = faults(imported(root, "supplier", table(root.parent / "t.csv", "id,title\nSUP-other,Other\n")))
    assert "is there already" in fault


def test_rows_about_one_document_under_two_ids_do_not_undo_each_other(root: Path) -> None:
    path = root / "parties/SUP-lines.yml"
    path.write_text(path.read_text(encoding="utf-8") + "aliases: [SUP-old]\n", encoding="utf-8")
    rows = "id,type,summary\nSUP-lines,internal,\nSUP-old,,About lines\n"
    assert faults(imported(root, "supplier", table(root.parent / "t.csv", rows))) == [
        "3 id: `SUP-lines` stands in row 2 already, expected each id once; take one away"
    ]


def test_no_file_is_written_outside_the_sms(root: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (root / "services").symlink_to(tmp_path / "elsewhere")
    rows = f"id,title,lifecycle\nSVC-x,X 1,live\nSVC-../../x,X 2,live\nSVC-{'x' * 300},X 3,live\n"
    found = faults(imported(root, "service", table(tmp_path / "t.csv", rows)))
    assert [fault.split(":")[0] for fault in found] == ["2 id", "3 id", "4 id"]
    assert list((tmp_path / "elsewhere").iterdir()) == []


MAPPED = "Nr,Firm,What,Interval\nSUP-a,A & B,external,P1M\n"


def test_columns_are_mapped_on_the_command_line_and_in_a_file(root: Path) -> None:
    file = table(root.parent / "t.csv", MAPPED)
    pairs = {"Nr": "id", "Firm": "title", "what": "type", "Interval": "evaluation.interval"}
    one = imported(
        root, "supplier", file, maps=[f"{name}={field}" for name, field in pairs.items()], dry_run=True
    )
    lines = "".join(f"{name}: {field}\n" for name, field in pairs.items())
    named = root.parent / "map.yml"
    named.write_text(lines, encoding="utf-8")
    other = imported(root, "supplier", file, maps=[str(named)], dry_run=True)
    assert [outcome.writing for outcome in one.outcomes] == [outcome.writing for outcome in other.outcomes]
    (outcome,) = one.outcomes
    assert outcome.writing is not None
    assert b"evaluation:\n  interval: P1M\n" in outcome.writing.after


@pytest.mark.parametrize(
    ("maps", "expected"),
    [
        (["Nr"], 'expected `--map "COLUMN=FIELD"` or a YAML file'),
        (["Firma=title"], "there is no column «firma» in the file; did you mean «Firm»?"),
        (["Firm=titel"], "there is no field `titel` of a supplier; did you mean `title`?"),
        (["Firm=title", "What=title"], "both hold `title`"),
        (["Firm=approval.by"], "`approval.by` cannot be imported: `smsbook approve` writes it"),
        (["nowhere.yml"], "nowhere.yml cannot be read"),
    ],
)
def test_what_cannot_be_mapped_is_told(root: Path, maps: list[str], expected: str) -> None:
    with pytest.raises(CouldNotRun) as told:
        imported(root, "supplier", table(root.parent / "t.csv", MAPPED), maps=["Nr=id", *maps])
    assert expected in str(told.value)


def test_columns_that_hold_no_field_are_named(root: Path) -> None:
    file = table(root.parent / "t.csv", "id,Interval,Titel,kind,,type\nSUP-a,P1M,x,supplier,y,external\n")
    assert imported(root, "supplier", file).notes == (
        "column «Interval» may mean `review.interval` or `evaluation.interval`; say which with "
        '`--map "Interval=FIELD"`; it is not imported',
        'column «Titel» is not imported; to import it, add `--map "Titel=title"`',
        'column «kind» is not imported; to import it, add `--map "kind=FIELD"`',
    )


items = st.text(
    st.sampled_from("ab;\\ \n") | st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=8
).filter(lambda text: text.strip() == text == normalize("NFC", text))


@given(st.lists(items, max_size=4))
@settings(max_examples=300)
def test_a_list_in_a_cell_is_read_as_it_was_written(texts: list[str]) -> None:
    assert split(joined(texts)) == texts


def test_lists_are_parted_as_people_part_them() -> None:
    assert split("a; b ;;c;") == ["a", "b", "c"]
    assert split("a\nb\n") == ["a", "b"], "one item a line, where there is no semicolon"
    assert split(r"a\;b; c") == ["a;b", "c"]
    assert split("a, b; c", ",") == ["a", "b; c"]


def test_the_wrong_kind_or_file_is_told(root: Path) -> None:
    run = smsbook("import", "csv", "none.csv", "--kind", "servce", "--path", str(root), cwd=root)
    assert run.returncode == 2
    assert "there is no kind `servce`; did you mean service?" in run.stderr
    run = smsbook("import", "csv", "none.csv", "--kind", "service", cwd=root)
    assert (run.returncode, run.stderr) == (
        2,
        "smsbook: none.csv cannot be read: no such file or directory\n",
    )
