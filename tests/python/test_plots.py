"""Pictures: what they show, what they carry, and that nothing in them overlaps."""

import datetime
import itertools

import matplotlib

matplotlib.use("Agg")

import muster
import numpy as np
import pytest
import xarray
from matplotlib import pyplot
from matplotlib.figure import Figure
from matplotlib.text import Text
from muster import panels, plots, story
from PIL import Image


@pytest.fixture(autouse=True)
def _close():
    yield
    pyplot.close("all")


def of_nothing(n_days: int = 10, event: str = "") -> xarray.Dataset:
    """A file in which nobody does anything, in one territory without a name."""
    axes = {
        "scenario": ["nothing"],
        "replicate": [0],
        "date": np.datetime64("2020-01-01", "ns") + np.arange(n_days) * np.timedelta64(1, "D"),
        "territory": ["everywhere"],
        "stage": ["unaware", "aware", "engaged", "paused", "withdrawn"],
        "reason": ["fatigue", "other"],
        "product": ["visor"],
        "process": ["printing", "laser", "small firm"],
    }
    kinds = {
        "persons": ["territory", "stage"],
        "withdrawals": ["territory", "reason"],
        "perceived_risk": ["territory"],
        "press": ["territory"],
        "norm_salience": [],
        "units_by_process": ["process"],
        "units_delivered": ["territory", "product"],
        "need_latent": ["territory", "product"],
    }
    series = {}
    for name, categories in kinds.items():
        dims = ["scenario", "replicate", "date", *categories]
        series[name] = (dims, np.zeros([len(axes[dim]) for dim in dims]), {"units": "1"})
    series["scenario_file"] = (["scenario"], [f'schema = 1\nsummary = "Nothing"\n{event}'])
    attributes = {"muster_version": "0", "muster_revision": "unknown", "seed": 1}
    return xarray.Dataset(series, axes, attributes)


def texts(figure: Figure) -> list[str]:
    return [text.get_text() for text in figure.findobj(Text) if text.get_text()]


def test_a_plot_shows_the_median_and_four_worlds_in_five(runs: muster.Runs) -> None:
    axes = runs.plot("persons", stage="engaged")
    engaged = runs.dataset["persons"].sel(scenario="as it was", stage="engaged").sum("territory")
    np.testing.assert_allclose(axes.lines[0].get_ydata(), engaged.median("replicate"))
    low, high = engaged.quantile([0.1, 0.9], "replicate").values
    band = axes.collections[0].get_paths()[0].vertices[:, 1]
    assert band.max() == pytest.approx(high.max()) and band.min() == pytest.approx(low.min())


def test_a_plot_has_a_unit_and_a_color_for_each_scenario(runs: muster.Runs) -> None:
    axes = plots.plot(runs.dataset, "units_delivered", territory="Bretagne")
    assert axes.get_ylabel() == "unit/day"
    assert [text.get_text() for text in axes.get_legend().get_texts()] == ["as it was", "fearful"]
    assert axes.lines[0].get_color() != axes.lines[1].get_color()


def test_what_has_the_unit_1_is_averaged_over_territories(runs: muster.Runs) -> None:
    axes = runs.plot("press")
    assert max(axes.lines[0].get_ydata()) <= 1


def test_a_plot_goes_onto_axes_that_are_given(runs: muster.Runs) -> None:
    axes = Figure().add_subplot()
    assert plots.plot(runs, "press", ax=axes) is axes


@pytest.mark.parametrize(
    ("variable", "selection", "says"),
    [
        ("person", {}, "did you mean 'persons'"),
        ("persons", {"stage": "engagd"}, "did you mean 'engaged'"),
        ("persons", {"product": "visor"}, "persons has no axis 'product'"),
        ("material_stock", {}, "several units"),
    ],
)
def test_what_cannot_be_plotted_is_said(
    runs: muster.Runs, variable: str, selection: dict[str, str], says: str
) -> None:
    with pytest.raises(muster.InputError, match=says):
        runs.plot(variable, **selection)


def test_the_overview_names_scenario_worlds_version_and_events(runs: muster.Runs) -> None:
    shown = texts(plots.overview(runs))
    assert "as it was" in shown
    assert any("5 worlds, seed 1" in text and runs.version in text for text in shown)
    assert {event.name for event in runs.scenarios["as it was"].events} <= set(shown)


def test_the_overview_shows_each_territory(runs: muster.Runs) -> None:
    shown = texts(plots.overview(runs, "fearful"))
    assert set(runs.dataset["territory"].values) <= set(shown)


def test_the_overview_shows_gowns_where_there_are_some(runs: muster.Runs) -> None:
    assert "gowns delivered" in texts(plots.overview(runs))
    none = runs.dataset.assign(
        units_delivered=runs.dataset["units_delivered"].where(
            lambda units: units.product == "visor", 0
        )
    )
    assert "gowns delivered" not in texts(plots.overview(none))


def test_events_are_dated_at_the_head_of_each_column(runs: muster.Runs) -> None:
    drawn = plots.overview(runs).texts
    names = {event.name for event in runs.scenarios["as it was"].events}
    heads: dict[float, Text] = {}
    for text in drawn:
        if text.get_text() in names:
            x, y = text.get_position()
            if x not in heads or y > heads[x].get_position()[1]:
                heads[x] = text
    dated = {text.get_position()[1] for text in drawn if text.get_text()[0].isdigit()}
    assert {head.get_position()[1] for head in heads.values()} <= dated
    for x, head in heads.items():
        y = head.get_position()[1]
        assert any(0 < x - t.get_position()[0] < 0.05 and t.get_position()[1] == y for t in drawn)


def test_an_unknown_scenario_is_said(runs: muster.Runs) -> None:
    with pytest.raises(muster.InputError, match="did you mean 'fearful'"):
        plots.overview(runs, "feerful")
    with pytest.raises(muster.InputError, match="no scenario 'x'"):
        plots.compare(runs, base="x")


def test_a_saved_picture_says_what_it_was_made_from(runs: muster.Runs, tmp_path) -> None:
    for name, picture in [
        ("overview", plots.overview(runs)),
        ("compare", plots.compare(runs)),
        ("plot", runs.plot("press").figure),
    ]:
        picture.savefig(tmp_path / f"{name}.png")
        with Image.open(tmp_path / f"{name}.png") as image:
            assert "as it was" in image.info["Title"] and "5 replicates" in image.info["Title"]
            assert runs.version in image.info["Creator"] and runs.revision in image.info["Creator"]


@pytest.mark.parametrize("form", ["svg", "pdf"])
def test_other_formats_say_it_too(runs: muster.Runs, tmp_path, form: str) -> None:
    runs.plot("press").figure.savefig(tmp_path / f"press.{form}")
    content = (tmp_path / f"press.{form}").read_bytes().decode("latin-1")
    for said in ("as it was, fearful: 5 replicates, seed 1", f"Muster {runs.version}"):
        assert said in content


def test_a_format_without_metadata_is_written_without(runs: muster.Runs, tmp_path) -> None:
    runs.plot("press").figure.savefig(tmp_path / "press.jpg")
    with Image.open(tmp_path / "press.jpg") as image:
        assert image.format == "JPEG"


def test_the_overview_has_the_size_of_a_screen(runs: muster.Runs, tmp_path) -> None:
    plots.overview(runs).savefig(tmp_path / "overview.png")
    with Image.open(tmp_path / "overview.png") as image:
        assert image.size == (1600, 1112)


def test_no_texts_overlap(runs: muster.Runs) -> None:
    for picture in (plots.overview(runs), plots.compare(runs)):
        picture.draw_without_rendering()
        boxes = {
            text: text.get_window_extent().padded(-1)
            for text in picture.findobj(Text)
            if text.get_text() and text.get_visible()
        }
        for one, other in itertools.combinations(boxes, 2):
            if (
                one.axes is not None
                and other.axes is one.axes
                and _is_tick(one)
                and _is_tick(other)
            ):
                continue  # those outside the limits exist, but are not drawn
            assert not boxes[one].overlaps(boxes[other]), (one.get_text(), other.get_text())


def _is_tick(text: Text) -> bool:
    axes = text.axes
    return text in [*axes.get_xticklabels(which="both"), *axes.get_yticklabels(which="both")]


def test_jupyter_is_given_a_png(runs: muster.Runs) -> None:
    assert plots.overview(runs)._repr_png_().startswith(b"\x89PNG")


def test_a_world_in_which_nothing_happens_can_be_drawn(recwarn: pytest.WarningsRecorder) -> None:
    shown = texts(plots.overview(of_nothing()))
    assert "nobody withdrew" in shown and "everywhere" in shown
    assert "Events" not in shown and not recwarn.list


def test_events_outside_the_run_are_left_out() -> None:
    events = "".join(
        f'[[event]]\nname = "{name}"\ndate = {date}\n'
        for name, date in [("before", "2019-12-31"), ("within", "2020-01-05")]
    )
    shown = texts(plots.overview(of_nothing(event=events)))
    assert "within" in shown and "before" not in shown


def test_one_scenario_cannot_be_compared() -> None:
    with pytest.raises(muster.InputError, match="compare two or more"):
        plots.compare(of_nothing())


def test_many_events_in_a_row_are_staggered() -> None:
    days = [datetime.date(2020, 1, 1) + datetime.timedelta(days=i) for i in range(6)]
    axes = Figure().add_subplot()
    panels.events(axes, [story.Happening(i, date, "") for i, date in enumerate(days)], 119)
    heights = [text.get_position()[1] for text in axes.texts]
    assert len(set(heights)) == 6
