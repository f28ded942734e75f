"""The report as JUnit XML: each document is a test, and each finding one that does not pass."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from smsbook.check.report import Report
from smsbook.reports.hosts import in_repository
from smsbook.reports.visible import one_line
from smsbook.source.finding import Finding

_NONE_IN_XML = re.compile("[\ufffe\uffff]")
_OLD = "was there already and does not count"
_ENDING = re.compile(r"\.ya?ml\Z", re.IGNORECASE)


def render(report: Report) -> str:
    """Return one suite for each folder, with a test for each finding and each document without any.

    A finding that makes the check fail is a failure; another one is skipped, with what it says.
    """
    whole = Element("testsuites", name="smsbook check")
    tests = sorted(_tests(report), key=lambda item: item[0])
    for path, members in groupby(tests, key=lambda item: item[0].rpartition("/")[0]):
        suite = SubElement(whole, "testsuite", name=_text(in_repository(report.library, path) or "."))
        for _, test in members:
            suite.append(test)
        _count(suite)
    _count(whole)
    indent(whole)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(whole, encoding="unicode")}\n'


def _tests(report: Report) -> Iterator[tuple[str, Element]]:
    ids = {document.path: document.id for document in report.library.documents}
    found = {finding.spot.path for finding in report.findings}
    for path, id in ids.items():
        if path not in found:
            yield path, _test(report, path, id)
    seen: Counter[tuple[str, str]] = Counter()
    for finding in report.findings:
        path = finding.spot.path
        name = _name(finding, ids.get(path) or _ENDING.sub("", path.rpartition("/")[2]))
        seen[path, name] += 1
        again = f" ({seen[path, name]})" if seen[path, name] > 1 else ""
        yield path, _finding(report, finding, f"{name}{again}")


def _name(finding: Finding, id: str) -> str:
    """Return a name that stays when lines move: readers know a test again by it."""
    keys = [step for step in finding.spot.route if isinstance(step, str)]
    place = ".".join(keys)
    return f"{id}: {finding.rule}{f' in {place}' if place else ''}"


def _test(report: Report, path: str, name: str) -> Element:
    file = _text(in_repository(report.library, path))
    return Element("testcase", classname=_ENDING.sub("", file).replace("/", "."), name=_text(name), file=file)


def _finding(report: Report, finding: Finding, name: str) -> Element:
    test = _test(report, finding.spot.path, name)
    position, shown = finding.position, in_repository(report.library, finding.spot.path)
    test.set("line", str(position.line or 1))
    message = _text(finding.message)
    if report.blocks(finding):
        failure = SubElement(test, "failure", type=finding.rule, message=message)
        place = _text(f"{shown}:{position.line}:{position.column}")
        failure.text = f"{place}\n{message}\n-> {_text(finding.mend)}"
    else:
        why = str(report.weight(finding)) if report.counts(finding) else _OLD
        SubElement(test, "skipped", message=f"{why}: {message} -> {_text(finding.mend)}")
    return test


def _count(element: Element) -> None:
    for name, tag in (("tests", "testcase"), ("failures", "failure"), ("skipped", "skipped")):
        element.set(name, str(sum(1 for _ in element.iter(tag))))
    element.set("errors", "0")


def _text(text: str) -> str:
    return _NONE_IN_XML.sub("\ufffd", one_line(text))
