import muster
import pytest
import xarray
from muster.cli import execute


@pytest.fixture(scope="module")
def listed(small):
    calm = small.without_event("legal text")
    return muster.run({"as it was": small, "no text": calm}, replicates=2, tables=True)


def of(table, scenario, replicate):
    return table[(table.scenario == scenario) & (table.replicate == replicate)]


def test_series_are_the_same_with_and_without_tables(listed, small):
    without = muster.run(small, replicates=2)
    for name, series in without.dataset.items():
        if name != "scenario_file":
            mine = listed.dataset[name].sel(scenario="as it was").values
            assert (series.values[0] == mine).all(), name


def test_persons_stand_as_the_series_says_on_the_last_day(listed):
    last = listed.dataset["persons"].isel(date=-1)
    persons = listed.persons.groupby(
        ["scenario", "replicate", "territory", "stage"], observed=False
    ).size()
    for label, count in persons.items():
        axes = dict(zip(["scenario", "replicate", "territory", "stage"], label, strict=True))
        assert last.sel(axes) == count


def test_what_each_made_adds_up_to_the_series(listed):
    made = listed.dataset["units_made"].sum(["date", "territory", "product"])
    for scenario in listed.scenarios:
        for replicate in range(2):
            of_run = (of(table, scenario, replicate) for table in (listed.persons, listed.places))
            assert sum(table.made.sum() for table in of_run) == made.sel(
                scenario=scenario, replicate=replicate
            )


def test_the_log_says_when_and_why_people_withdrew(listed):
    log = listed.log
    withdrew = log[log.event == "withdrew"]
    assert withdrew.reason.notna().all()
    series = listed.dataset["withdrawals"].sum(["territory", "reason"])
    by_day = withdrew.groupby(["scenario", "replicate", "date"], observed=False).size()
    for (scenario, replicate, date), count in by_day.items():
        assert series.sel(scenario=scenario, replicate=replicate, date=date) == count
    assert len(withdrew) == series.sum()


def test_requesters_and_ties_have_their_labels(listed):
    assert set(listed.requesters.segment.cat.categories) >= {"hospital", "care home"}
    assert set(listed.ties.a_kind.cat.categories) == {"person", "place", "coordinator"}
    assert "Île-de-France" in set(listed.places.territory)


def test_any_reader_of_netcdf_finds_the_groups(listed):
    with xarray.open_dataset(listed.path, engine="h5netcdf", group="tables/places") as places:
        assert set(places.sizes) == {"row"}
        assert places["cash"].attrs["units"] == "EUR"
        assert places["phase"].attrs["flag_meanings"] == "closed observing producing"


def test_a_file_without_tables_says_how_to_get_them(runs):
    with pytest.raises(muster.InputError, match="has no final tables; muster.run"):
        _ = runs.persons


def test_the_command_writes_tables_and_a_repetition_has_them_too(tmp_path, capsys):
    first, again = tmp_path / "first.nc", tmp_path / "again.nc"
    small = ["--set", "population.scale=0.01", "--replicates", "1", "--tables"]
    assert execute(["run", "france-2020", *small, "-o", str(first)]) == 0
    assert execute(["run", str(first), "-o", str(again)]) == 0
    assert again.read_bytes() == first.read_bytes()
    assert len(muster.open(again).persons) == 1000
