"""What differs between scenarios, and where one comes from."""

import muster
from muster import differing


def test_values_that_differ_carry_unit_meaning_and_source() -> None:
    base = muster.scenario("france-2020")
    [one] = differing.values(base, base.with_values({"rumor.half_life": 20}))
    parameter = muster.parameters().loc["rumor.half_life"]
    assert (one.value, one.in_base, one.unit) == ("20", "10", "day")
    assert (one.meaning, one.source) == (parameter["meaning"], parameter["source"])


def test_events_that_differ_are_said_by_date_whatever_their_place() -> None:
    base = muster.scenario("france-2020")
    other = base.without_event("legal text").with_event(
        name="call", date="2020-03-20", set={"engagement.attention": 0.9}
    )
    found = [(word, event.name) for word, event in differing.events(base, other)]
    assert found == [("with", "call"), ("without", "legal text")]
    assert differing.events(base, _read_back(base)) == []  # which loses the place of each


def _read_back(scenario: muster.Scenario) -> muster.Scenario:
    from muster.scenarios import from_toml

    return from_toml(scenario.to_toml(), "again")


def test_a_changed_scenario_comes_from_the_bundled_one_it_is_most_like() -> None:
    calm = muster.scenario("no-legal-text")
    assert differing.parent(_read_back(calm)).name == "france-2020"
    slower = calm.with_values({"rumor.half_life": 20}).renamed("mine")
    assert differing.parent(slower).name == "no-legal-text"


def test_one_that_extends_nothing_has_no_parent() -> None:
    assert differing.parent(_read_back(muster.scenario("france-2020"))) is None
