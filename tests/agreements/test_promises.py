"""What an agreement promises, in values that can be compared; or where they cannot be read."""

from __future__ import annotations

from decimal import Decimal

import pytest

import shelf
from agreements.sample import DEFAULT, OWN, SETTINGS, document, promised, sms
from smsbook.agreements.duration import Duration
from smsbook.agreements.place import place
from smsbook.agreements.promises import Own, own
from smsbook.agreements.ratio import Ratio
from smsbook.agreements.target import spots
from smsbook.source.finding import Route

COMPONENT = "kind: component\nid: CMP-store\nprovided_by: own\n"


def refused(id: str, *texts: str, settings: str = SETTINGS) -> list[tuple[str, Route, str]]:
    found = promised(sms(*texts, settings=settings), id).refusals
    return [(spot.path, spot.route, why.message) for spot, why in found]


def test_targets_are_read_with_all_that_they_say() -> None:
    found = promised(sms(DEFAULT, OWN), "SLA-compute")
    assert found.refusals == ()
    assert [(each.metric, each.priority, each.quantity.in_words) for each in found.targets] == [
        ("availability", "", "98.5 %"),
        ("response-time", "P1", "1 hour"),
        ("throughput", "", "2 Gbit/s"),
        ("response-time", "P2", "4 hours"),
        ("throughput", "", "1 Gbit/s"),
    ]
    up, first, nightly, second, _ = found.targets
    assert up.counted == "1 month of calendar time"
    assert up.promise is None
    assert nightly.share == Ratio(Decimal("0.95"))
    assert first.promise is not None
    assert first.promise.source is first
    assert first.promise.quantity == Duration(seconds=Decimal(3600))
    assert second.document.id == "SLA-default"
    assert found.about("SVC-compute", "availability") == (up,)
    assert found.about("SVC-storage") == ()


def test_an_inherited_target_runs_in_the_hours_of_the_agreement() -> None:
    *_, second, _ = promised(sms(DEFAULT, OWN), "SLA-compute").targets
    assert second.basis.in_words == "support hours Mo-Fr 08:00-18:00 (Europe/London), not on public holidays"
    *_, second, _ = promised(sms(DEFAULT, OWN), "SLA-default").targets
    assert second.basis.in_words == "support hours Mo-Fr 09:00-17:00 (Europe/London), not on public holidays"


def test_hours_are_local_and_closed_on_holidays_unless_they_say_more() -> None:
    library = sms(DEFAULT, OWN)
    found = promised(library, "SLA-compute")
    assert found.hours is not None
    assert found.hours.in_words == "24/7"
    assert found.hours.holidays is None
    elsewhere = """
kind: ua
id: UA-line
service_hours: {times: [Mo-Fr 08:00-18:00], time_zone: Europe/Oslo, holidays: {country: NO}}
support: {hours: Sa 10:00-12:00}
maintenance: {window: Mo 05:00-07:00, notice: P2W}
"""
    found = promised(sms(elsewhere), "UA-line")
    assert found.hours is not None and found.support_hours is not None and found.windows is not None
    assert found.hours.zone == "Europe/Oslo"
    assert found.hours.holidays is not None
    assert found.hours.holidays.country == "NO"
    assert found.support_hours.in_words == "Sa 10:00-12:00 (Europe/London), not on public holidays"
    assert found.windows.in_words == "Mo 05:00-07:00 (Europe/London)", "a window is one on holidays too"
    assert found.notice == Duration(days=14)


def test_without_settings_hours_have_no_place() -> None:
    bare = "name: Example\nstandards: [FitSM-1:v3.0.1]\n"
    found = promised(sms(DEFAULT, settings=bare), "SLA-default")
    assert found.support_hours is not None
    assert found.support_hours.in_words == "Mo-Fr 09:00-17:00"


def test_service_hours_that_never_end_are_calendar_time() -> None:
    always = OWN.replace("value: 98.5 %, period: P1M", "value: 98.5 %, basis: service-hours")
    (up,) = promised(sms(DEFAULT, always), "SLA-compute").about("SVC-compute", "availability")
    assert up.counted == "calendar time"
    day = always + "service_hours: Mo-Fr 08:00-20:00\n"
    (up,) = promised(sms(DEFAULT, day), "SLA-compute").about("SVC-compute", "availability")
    assert up.counted == "service hours Mo-Fr 08:00-20:00 (Europe/London), not on public holidays"


@pytest.mark.parametrize(
    ("metric", "value", "message"),
    [
        (
            "availability",
            "99.9",
            "found `99.9` without a sign, expected a share with its sign, such as 99.9 %",
        ),
        (
            "availability",
            "4 h",
            "found `4 h`, expected a share with its sign, such as 99.9 %",
        ),
        (
            "response-time",
            "soon",
            "found `soon`, expected a duration, such as 4 h, 30 min, 2 working days or PT4H",
        ),
        (
            "throughput",
            "99 %",
            "found the unit `%` in `99 %`, expected a number with its unit, "
            "such as 20 Gbit/s, 500 TB or 300 jobs/day",
        ),
    ],
)
def test_a_value_that_does_not_fit_its_metric_is_refused(metric: str, value: str, message: str) -> None:
    text = f"kind: ua\nid: UA-line\ntargets:\n- {{name: It, metric: {metric}, value: '{value}'}}\n"
    assert refused("UA-line", text) == [("agreements/UA-line.yml", ("targets", 0, "value"), message)]


def test_a_refused_value_is_told_where_it_stands() -> None:
    bad = DEFAULT.replace("value: PT4H", "value: fast")
    ((path, route, _),) = refused("SLA-compute", bad, OWN)
    assert (path, route) == ("agreements/SLA-default.yml", ("targets", 3, "value"))


def test_hours_that_cannot_be_read_are_refused_once() -> None:
    bad = OWN.replace("hours: Mo-Fr 08:00-18:00", "hours: office hours")
    ((path, route, message),) = refused("SLA-compute", DEFAULT, bad)
    assert (path, route) == ("agreements/SLA-compute.yml", ("support", "hours"))
    assert message.startswith("found the days in `office hours`")
    assert not promised(sms(DEFAULT, bad), "SLA-compute").about("SVC-compute", "response-time")


def test_the_part_of_hours_that_cannot_be_read_is_named() -> None:
    window = "maintenance: {window: {times: [Mo 05:00-07:00], exceptions: [{from: 02-30}]}}\n"
    ((_, route, _),) = refused("SLA-compute", DEFAULT, OWN + window)
    assert route == ("maintenance", "window", "exceptions", 0, "from")


def test_a_target_needs_the_hours_that_it_counts_in() -> None:
    text = """
kind: ua
id: UA-line
targets:
- {name: Answer, metric: response-time, value: PT1H, basis: support-hours}
"""
    assert refused("UA-line", text) == [
        (
            "agreements/UA-line.yml",
            ("targets", 0, "basis"),
            "found `support-hours` as the basis, and no such hours in the agreement, "
            "expected hours under `support.hours`",
        )
    ]


def test_a_supplier_promises_the_whole_unless_it_says_otherwise() -> None:
    text = """
kind: ola
id: OLA-hall
supports: [CMP-hall]
targets:
- {name: Power, metric: availability, value: 99.9 %}
- {name: Racks, metric: availability, value: 99.9 %, covers: itself}
"""
    assert [each.whole for each in promised(sms(text), "OLA-hall").targets] == [True, False]
    assert not any(each.whole for each in promised(sms(DEFAULT), "SLA-default").targets)


def test_a_component_of_our_own_states_its_availability() -> None:
    library = sms(COMPONENT + "availability: {value: 99.8 %, period: P1M}\n")
    found = own(library, document(library, "CMP-store"))
    assert found.refusals == ()
    assert found.target is not None
    assert found.target.quantity == Ratio(Decimal("0.998"))
    assert found.target.counted == "1 month of calendar time"
    assert not found.target.whole
    assert spots(found.target)[0].route == ("availability", "value")
    library = sms(COMPONENT + "availability: {value: 99.8 %, covers: whole}\n")
    target = own(library, document(library, "CMP-store")).target
    assert target is not None and target.whole
    library = sms(COMPONENT)
    assert own(library, document(library, "CMP-store")) == Own()


def test_a_component_may_count_in_its_service_hours() -> None:
    basis = COMPONENT + "availability: {value: 99.8 %, basis: service-hours}\n"
    library = sms(basis + "service_hours: Mo-Fr 08:00-20:00\n")
    found = own(library, document(library, "CMP-store"))
    assert found.hours is not None
    assert found.target is not None
    assert found.target.counted.startswith("service hours Mo-Fr 08:00-20:00")
    library = sms(basis)
    found = own(library, document(library, "CMP-store"))
    assert found.target is None
    assert [spot.route for spot, _ in found.refusals] == [("availability", "basis")]
    library = sms(basis + "service_hours: by day\n")
    found = own(library, document(library, "CMP-store"))
    assert found.target is None
    assert [spot.route for spot, _ in found.refusals] == [("service_hours",)]


def test_an_availability_of_our_own_that_is_unclear_is_refused() -> None:
    library = sms(COMPONENT + "availability: {value: '99'}\n")
    found = own(library, document(library, "CMP-store"))
    assert found.target is None
    assert [spot.route for spot, _ in found.refusals] == [("availability", "value")]


def test_the_place_of_the_provider_is_read_once() -> None:
    found = place(sms())
    assert found.zone == "Europe/London"
    assert found.holidays is not None
    wrong = (
        "name: Example\nstandards: [FitSM-1:v3.0.1]\ntime_zone: London\nholidays: {country: GB, region: XX}\n"
    )
    found = place(sms(settings=wrong))
    assert (found.zone, found.holidays) == ("", None)
    assert [(spot.path, spot.route) for spot, _ in found.refusals] == [
        ("sms.yml", ("time_zone",)),
        ("sms.yml", ("holidays", "region")),
    ]


def test_what_has_a_wrong_shape_is_said_once() -> None:
    wrong = COMPONENT + "availability: [99.8 %]\nservice_hours: [by day]\n"
    library, findings = shelf.library(shelf.documents(wrong))
    assert len(findings) == 2
    found = own(library, document(library, "CMP-store"))
    assert (found.target, found.hours, found.refusals) == (None, None, ())
