"""The topology laboratory: the same people with the same luck, tied otherwise."""

from collections.abc import Mapping, Sequence
from datetime import date as Date
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any

from muster import _core
from muster._core import InputError
from muster.runs import Runs, run
from muster.scenarios import Scenario
from muster.topologies.graphs import along
from muster.values import as_date

if TYPE_CHECKING:
    import pandas

    from muster.plots import Picture

STRUCTURES = ("centralized", "decentralized", "distributed", "superposed")
LOSSES = {"none": "", "random": "random", "degree": "by degree", "betweenness": "by betweenness"}
MATCHES = ("ties", "hours")

_SOURCES = 256.0  # of shortest paths, where those between others go first


class Topologies:
    """One mobilization under several structures of coordination; of `muster.topologies`.

    Attributes
    ----------
    runs
        All runs, by label: "centralized", "centralized, random loss", …
    structures
        The scenario of each topology, without losses.
    labels
        Label of a topology under a loss, by (topology, loss).
    reference
        The topology that the others are compared with and matched to.
    match
        What was made equal: "ties", "hours" or None.
    loss_share, loss_date
        Share of the nodes that is lost, and the morning on which they are.
    """

    def __init__(
        self,
        runs: Runs,
        structures: Mapping[str, Scenario],
        labels: Mapping[tuple[str, str], str],
        reference: str,
        match: str | None,
        loss_share: float,
        loss_date: Date,
    ) -> None:
        self.runs = runs
        self.structures = dict(structures)
        self.labels = dict(labels)
        self.reference = reference
        self.match = match
        self.loss_share = loss_share
        self.loss_date = loss_date

    @cached_property
    def table(self) -> "pandas.DataFrame":
        """What came of each topology, and what each loss took from it.

        Returns
        -------
        pandas.DataFrame
            By topology, loss and measure: `unit`, `mean`, `low`, `high`, `p10`, `p90`, `n` as in
            `Runs.summary`; then, world by world, the change against another label, `against`: the
            reference where nothing is lost, and the same topology without loss where something is.
            `change`, `change_low`, `change_high`: mean of the differences and its 95 % t-interval;
            `variance_ratio` as in `Runs.difference`; `lost`: the share of `against` that is missing
            under a loss. "from … on" counts from the day of the loss: days before are the same.
        """
        from muster.topologies.tables import table

        return table(self)

    @cached_property
    def robustness(self) -> "pandas.DataFrame":
        """What was left after each loss, as a share of the same topology without it.

        Returns
        -------
        pandas.DataFrame
            By topology and loss: `visors`, those delivered from the day of the loss on, with the
            95 % interval `visors_low`, `visors_high`; `network`, the largest part whose nodes are
            still tied to each other, on that evening.
        """
        from muster.topologies.tables import robustness

        return robustness(self)

    @cached_property
    def measures(self) -> "pandas.DataFrame":
        """The coordination network over time, mean of worlds; by topology, loss and date.

        Columns are the series `network_…` of the results and `hours`, those that coordinators had;
        `mean_degree` is made of them. `attrs["units"]` and `attrs["meanings"]` say what they are.
        """
        from muster.topologies.tables import measures

        return measures(self)

    @cached_property
    def matched(self) -> "pandas.DataFrame":
        """How alike the topologies are in what they cost.

        Returns
        -------
        pandas.DataFrame
            By topology: `neighbors`, `long_ties`, `hours_given`, the values that it ran with;
            `nodes`, `ties`, `hours`, the means over days and worlds without loss; `ratio`, of ties
            (or of hours, if these were matched) to the reference; `note`, what stands in the way.
        """
        from muster.topologies.tables import matched

        return matched(self)

    def plot(self) -> "Picture":
        """One picture: each structure drawn, visors over time, what losses take, centralization."""
        from muster.topologies.panels import picture

        return picture(self)

    def __repr__(self) -> str:
        n_losses = len({loss for _, loss in self.labels}) - 1
        matched = f"matched by {self.match}" if self.match else "not matched"
        return (
            f"<Topologies: {', '.join(self.structures)}; "
            f"{n_losses} kind{'' if n_losses == 1 else 's'} of loss; {matched}; "
            f"{self.runs.n_replicates} replicates, seed {self.runs.seed}>"
        )


def topologies(
    base: Scenario,
    replicates: int = 20,
    seed: int = 1,
    match: str | None = None,
    losses: Sequence[str] = ("none", "random", "degree", "betweenness"),
    loss_share: float = 0.1,
    loss_date: Date | str | None = None,
    graphs: Mapping[str, Any] | None = None,
    reference: str = "centralized",
    threads: int | None = None,
    progress: bool | None = None,
) -> Topologies:
    """Compare structures of coordination on the same people with the same luck.

    Centralized, decentralized, distributed, superposed, and networks of your own; each without and
    with losses of nodes.

    Parameters
    ----------
    base
        The scenario; only its `coordination` is replaced.
    replicates, seed, threads, progress
        As in `muster.run`.
    match
        "ties": distributed and superposed get as many ties as the reference has on the mean day, by
        `coordination.neighbors` and `coordination.long_ties`. "hours": all coordinators together
        have as many hours, by `coordination.hours`. None: as the base has them. `matched` says
        how well it went.
    losses
        Which nodes leave the network: "random", those with most ties ("degree"), those between
        most others ("betweenness", estimated from 256 nodes). "none" is always among them.
    loss_share
        Share of the nodes of each network, units and coordinators, that is lost.
    loss_date
        When; a third of the way through the run if not given.
    graphs
        Networks of your own by name, as `Scenario.with_network` takes them.
    reference
        The topology that the others are compared with and matched to.

    Raises
    ------
    InputError
        If something is unknown or not allowed, or a graph does not fit the base.

    Examples
    --------
    >>> import muster
    >>> small = muster.scenario("france-2020").with_values({"population.scale": 0.01})
    >>> laboratory = muster.topologies(small, replicates=2, losses=["none", "degree"])
    >>> laboratory.table.loc[("distributed", "none", "visors delivered"), "against"]
    'centralized'
    >>> laboratory.plot().savefig("topologies.png")  # doctest: +SKIP
    """
    day = _day_of_loss(base, loss_date)
    _check_share(loss_share)
    wanted = ["none", *(loss for loss in losses if loss != "none")]
    for loss in wanted:
        _check_known("loss", loss, LOSSES)
    if match is not None:
        _check_known("match", match, MATCHES)
    structures = _structures(base, graphs or {})
    _check_known("reference", reference, structures)
    if match is not None:
        from muster.topologies.match import matching

        structures = matching(structures, match, reference, min(replicates, 3), seed, threads)
    labels = {
        (name, loss): _label(name, loss) for name in structures for loss in dict.fromkeys(wanted)
    }
    scenarios = {
        label: _with_loss(structures[name], loss, loss_share, day)
        for (name, loss), label in labels.items()
    }
    runs = run(scenarios, replicates, seed, threads, progress=progress)
    return Topologies(runs, structures, labels, reference, match, loss_share, day)


def _structures(base: Scenario, graphs: Mapping[str, Any]) -> dict[str, Scenario]:
    """The base under each topology, then along each graph."""
    if not base.values["coordination.on"]:
        raise InputError(f"coordination is off in '{base.name}'; coordination.on = true is needed")
    for event in base.events:
        if "coordination.topology" in event.set:
            raise InputError(
                f"the event '{event.name}' sets coordination.topology, which is to stay the same; "
                f"base.without_event('{event.name}') is allowed"
            )
    structures = {name: base.with_values({"coordination.topology": name}) for name in STRUCTURES}
    for name, graph in graphs.items():
        if not isinstance(name, str) or not name or name in STRUCTURES:
            raise InputError(
                f"a graph is named {name!r}; a text is allowed that is none of "
                f"{', '.join(STRUCTURES)}"
            )
        structures[name] = along(base, name, graph)
    return structures


def _with_loss(scenario: Scenario, loss: str, share: float, date: Date) -> Scenario:
    if loss == "none":
        return scenario
    how = {"how": LOSSES[loss], "share": share}
    if loss == "betweenness":
        how["sources"] = _SOURCES
    name = f"loss of nodes, {LOSSES[loss]}"
    return scenario.with_event(name=name, date=date, act="coordination.remove", with_=how)


def _label(topology: str, loss: str) -> str:
    if loss == "none":
        return topology
    return f"{topology}, random loss" if loss == "random" else f"{topology}, loss {LOSSES[loss]}"


def _day_of_loss(base: Scenario, given: Date | str | None) -> Date:
    if given is None:
        return base.first_day + timedelta(days=base.n_days // 3)
    day = as_date("loss_date", given)
    if not base.first_day < day <= base.last_day:
        raise InputError(
            f"loss_date = {day} is outside the run, or its first day, when there is no network "
            f"yet; {base.first_day + timedelta(days=1)} to {base.last_day} is allowed"
        )
    return day


def _check_share(share: Any) -> None:
    if isinstance(share, bool) or not isinstance(share, (int, float)) or not 0 <= share <= 1:
        raise InputError(f"loss_share = {share}; a share in [0, 1] is allowed")


def _check_known(what: str, given: Any, known: Any) -> None:
    if given not in known:
        names = list(known)
        raise InputError(
            f"{what} = {given!r} is unknown{_core.hint(str(given), names)}; "
            f"{', '.join(names)} {'are' if len(names) > 1 else 'is'} allowed"
        )
