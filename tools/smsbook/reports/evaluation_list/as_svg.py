"""The charts of an evaluation as one picture, to be put into a report."""

from __future__ import annotations

from dataclasses import replace

from smsbook.check.evaluation import Evaluation
from smsbook.reports.drawing import Drawing, Shape, shape, svg
from smsbook.reports.evaluation_list.charts import WIDTH
from smsbook.reports.evaluation_list.drawn import STYLE, charts, escaped
from smsbook.reports.evaluation_list.words import headline

_HEAD, _BETWEEN, _MARGIN = 28.0, 24.0, 12.0


def render(evaluation: Evaluation) -> str:
    """Return the charts below each other as a file of its own."""
    shapes: list[Shape] = []
    said = []
    y = _MARGIN
    for drawing in charts(evaluation):
        shapes.append(shape("text", "sms-chart-head", drawing.title, x=_MARGIN, y=y + 14))
        shapes += (_moved(each, _MARGIN, y + _HEAD) for each in drawing.shapes)
        y += _HEAD + drawing.height + _BETWEEN
        said.append(f"{drawing.title}: {drawing.description}")
    width, height = WIDTH + 2 * _MARGIN, max(y - _BETWEEN, 0) + _MARGIN
    paper = shape("rect", "sms-chart-page", x=0, y=0, width=width, height=height)
    whole = Drawing("evaluation", headline(evaluation), " ".join(said), width, height, (paper, *shapes))
    text = svg(whole, escaped).replace("<svg ", _opening(whole), 1)
    return f"{text.replace('<desc ', f'<style>{STYLE}</style><desc ', 1)}\n"


def _opening(drawing: Drawing) -> str:
    size = f'width="{drawing.width * 1.5:.0f}" height="{drawing.height * 1.5:.0f}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} '


def _moved(each: Shape, right: float, down: float) -> Shape:
    far = {"x": right, "y": down}
    return replace(each, numbers=tuple((name, value + far.get(name, 0)) for name, value in each.numbers))
