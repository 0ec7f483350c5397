"""Why two worlds differ: worlds whose chain is known, and totals that add up."""

import matplotlib

matplotlib.use("Agg")

import datetime

import muster
import numpy as np
import pytest
from muster.cli import execute
from muster.why.reach import DIRECT
from muster.why.telling import HONESTY, counted, listed


def alone(mechanism: str, **values: object) -> muster.Scenario:
    """A hundred people in a line, and one mechanism."""
    given = {f"{mechanism}.{name}": value for name, value in values.items()}
    return muster.scenario("theory/nothing").with_values(
        {"population.size": 100, "acquaintance.kind": "line", f"{mechanism}.on": True, **given}
    )


@pytest.fixture(scope="module")
def news() -> muster.Scenario:
    """News that travels one tie a day from the first in the line."""
    return alone("awareness", beta=1.0, press_effect=0.0, initially=0.0, seeds={"person": [0]})


@pytest.fixture(scope="module")
def silenced(news):
    """From the sixth day on nobody tells."""
    silence = {"date": "2020-01-06", "set": {"awareness.beta": 0.0}}
    runs = muster.run({"news": news, "silence": news.with_event(name="silence", **silence)}, 2)
    return runs.why("silence")


@pytest.fixture(scope="module")
def fear(small):
    calm = small.without_event("legal text").without_event("legal text republished")
    return muster.run({"as it was": small, "no text": calm}, replicates=3, seed=1, threads=2)


@pytest.fixture(scope="module")
def told(fear):
    return fear.why("no text", worlds=2)


def test_news_that_stop_along_a_line_part_the_worlds_one_person_a_day(silenced):
    days = np.arange(100) - 1.0  # person p would have heard on day p - 1
    expected = np.where((days >= 5) & (days < 31), days, -1)
    assert silenced.walked.parted == 5
    assert silenced.walked.parted_on.tolist() == expected.tolist()
    assert {way: n for way, n in silenced.reach.items() if n} == {DIRECT: 1, "news of the call": 25}
    assert silenced.chain.loc["stage of taking part"].tolist() == [
        "persons", datetime.date(2020, 1, 6), 1, 26, datetime.date(2020, 1, 31),
    ]  # fmt: skip


def test_a_known_chain_is_told_in_words(silenced):
    text = "\n".join(silenced.sentences)
    assert "awareness.beta is 1 in “news” and 0 in “silence” from 6 Jan on" in text
    assert "Until the evening of 5 Jan the worlds are the same." in text
    assert "On 6 Jan they part: the path of 1 person differs." in text
    assert "1 was reached by the change itself, 25 only through others" in text
    assert silenced.sentences[-1] == HONESTY


def test_the_first_persons_are_those_next_in_the_line(silenced):
    first = silenced.persons.iloc[0]
    assert silenced.persons.index[0] == 6
    assert (first["how"], first["parted before"]) == ("was reached by the change itself", 0)
    assert (first["base"], first["other"]) == ("stood by", "had not heard of the call")
    assert silenced.persons.loc[7, "parted before"] == 1  # the one before her


def test_a_shock_that_changes_nothing_never_parts_the_worlds(news):
    unread = news.with_values({"rumor.half_life": 3.0})  # there is no rumor
    why = muster.run({"news": news, "unread": unread}, replicates=1).why("unread")
    assert why.walked.parted is None
    assert "The worlds never part" in why.sentences[-1]
    assert sum(why.reach.values()) == 0 and why.chain.empty and why.persons.empty
    why.plot()


def test_who_reads_a_text_is_reached_directly_and_tells_the_next_in_the_line():
    calm = alone("rumor", stifling=0.0)
    text = calm.with_event(
        name="text", date="2020-01-04", act="rumor.publish", with_={"first_readers": 10}
    )
    why = muster.run({"text": text, "calm": calm}, replicates=1).why("calm")
    read, heard = why.reach[DIRECT], why.reach["what they heard of a text"]
    assert read > 0 and heard > 0
    assert read + heard == (why.walked.parted_on >= 0).sum()
    assert (why.walked.parted_on[why.direct] == 3).all()
    tellers = why.persons[why.persons["told by"] >= 0]["told by"]
    assert len(tellers) > 0 and (abs(tellers - tellers.index) == 1).all()


def test_nobody_is_reached_directly_by_what_only_shops_have(small):
    plenty = muster.scenario("no-material-shortage").with_values({"population.scale": 0.01})
    why = muster.run({"as it was": small, "plenty": plenty}, replicates=1).why("plenty")
    text = "\n".join(why.sentences)
    assert why.walked.parted == 0 and not why.direct.any()
    assert "On 9 Mar they part, in filament on sale (" in text
    assert "nobody was reached by the change itself" in text  # though others read texts later


def test_groups_add_up_to_the_series(fear, told):
    one = fear.dataset.sel(replicate=told.replicate)
    alone = fear.why("no text", replicate=told.replicate)

    def change(data):
        return float((data.sel(scenario="no text") - data.sel(scenario="as it was")).sum())

    def total(by, measure):
        return alone.table.loc[by].xs(measure, level="measure")["mean"].sum()

    assert total("requester", "received") == change(one["units_delivered"])
    assert total("maker", "delivered") == change(one["units_delivered"])
    engaged = change(one["persons"].sel(stage="engaged"))
    for by in ("maker", "contacts", "from a coordinator"):
        assert total(by, "engaged") == engaged
    assert total("maker", "hours") == pytest.approx(change(one["hours_given"]), abs=1.0)


def test_territories_count_all_replicates_and_add_up(fear, told):
    received = told.table.loc["territory"].xs("received", level="measure")
    whole = told.table.loc["country", "all territories", "received"]
    assert (received["worlds"] == 3).all()
    assert received["mean"].sum() == pytest.approx(whole["mean"])
    units = fear.dataset["units_delivered"].sum(["date", "territory", "product"])
    change = units.sel(scenario="no text") - units.sel(scenario="as it was")
    assert whole["mean"] == pytest.approx(float(change.mean()))
    assert whole["low"] < whole["mean"] < whole["high"]


def test_several_pairs_have_intervals_one_has_none(fear, told):
    makers = told.table.loc["maker"].xs("delivered", level="measure")
    assert (makers.loc["makers with printers", ["low", "high"]].notna()).all()
    single = fear.why("no text").table.loc["maker", "makers with printers", "delivered"]
    assert single["worlds"] == 1 and np.isnan(single["low"])


def test_the_pair_is_the_one_nearest_to_the_median(fear, told):
    units = fear.dataset["units_delivered"].sum(["date", "territory", "product"]).values
    change = units[1] - units[0]
    assert change[told.replicate] == np.median(change)


def test_the_sentences_count_what_the_series_count(fear, told):
    text = "\n".join(told.sentences)
    assert "Until the evening of 11 May the worlds are the same. On 12 May they part" in text
    reasons = fear.dataset["withdrawals"].sel(replicate=told.replicate, reason="legal fear")
    mine, theirs = (reasons.sel(scenario=label).sum() for label in ("as it was", "no text"))
    assert f"{int(theirs):,} instead of {int(mine):,} for fear of the law" in text
    assert " 1 persons" not in text and " 1 units" not in text
    assert told.sentences[-1] == HONESTY
    assert all(sentence.endswith(".") for sentence in told.sentences)
    assert "<li>" in told._repr_html_() and told.sentences[0] in repr(told)


def test_the_figure_has_its_panels(told):
    figure = told.plot()
    titles = [axes.get_title(loc) for axes in figure.axes for loc in ("left", "center", "right")]
    assert sum(bool(title) for title in titles) == 4


@pytest.mark.parametrize(
    ("scenario", "options", "message"),
    [
        ("no txt", {}, "did you mean 'no text'"),
        ("as it was", {}, "is the base itself"),
        ("no text", {"base": "as it is"}, "did you mean 'as it was'"),
        ("no text", {"replicate": 3}, r"a whole number in \[0, 2\]"),
        ("no text", {"worlds": 0}, r"a whole number in \[1, 3\]"),
    ],
)
def test_what_cannot_be_told_is_one_clear_sentence(fear, scenario, options, message):
    with pytest.raises(muster.InputError, match=message):
        fear.why(scenario, **options)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"population.size": 90}, "there are 100 and 90 persons"),
        ({"population.threshold_mean": 1.0}, "100 of 100 persons differ in their threshold"),
    ],
)
def test_worlds_with_other_people_cannot_be_paired(news, values, message):
    runs = muster.run({"news": news, "others": news.with_values(values)}, replicates=1)
    with pytest.raises(muster.InputError, match=message):
        runs.why("others")


def test_numbers_and_lists_read_well():
    assert [counted(n, "person") for n in (0, 1, 1200)] == [
        "0 persons",
        "1 person",
        "1,200 persons",
    ]
    assert counted(2, "country", "countries") == "2 countries"
    assert [listed(list(parts)) for parts in ("a", "ab", "abc")] == ["a", "a and b", "a, b and c"]


def test_the_command_says_why(capsys):
    quick = ["--set", "population.scale=0.01", "--replicates", "2"]
    assert execute(["compare", "france-2020", "no-legal-text", *quick, "--why"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "Why “no-legal-text” differs from “france-2020”" in said
    assert "On 12 May they part" in said and "pairing" in said
