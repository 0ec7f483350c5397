"""The folder of an experiment: experiment.toml, design.csv, runs/NNNNNN.nc, failures.csv."""

import csv
import fcntl
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from muster._core import InputError
from muster.experiments import designs, files
from muster.experiments.experiment import Experiment
from muster.experiments.factors import Factor
from muster.values import shown

_FAILURES = ("point", "what")


class Folder:
    """Where an experiment's results are."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.runs = path / "runs"

    def file(self, point: int) -> Path:
        """The results file of a point."""
        return self.runs / f"{point:06}.nc"

    def done(self) -> set[int]:
        """Points whose results file is there, which is whole."""
        return {int(file.stem) for file in self.runs.glob("*.nc") if file.stem.isdigit()}

    def failures(self) -> dict[int, str]:
        """What was wrong with the points that failed."""
        try:
            with (self.path / "failures.csv").open(encoding="utf-8", newline="") as file:
                return {int(row["point"]): row["what"] for row in csv.DictReader(file)}
        except FileNotFoundError:
            return {}

    def experiment(self) -> Experiment:
        """The experiment whose folder this is."""
        file = self.path / files.NAME
        if not file.exists():
            raise InputError(f"{self.path}: is not the folder of an experiment")
        return files.read(file, self._rows)

    def prepare(self, experiment: Experiment) -> None:
        """Makes the folder, whole or not at all."""
        if self.path.exists() and (not self.path.is_dir() or any(self.path.iterdir())):
            raise InputError(
                f"{self.path}: is there already; go on with --resume (resume=True), or choose"
                " another folder"
            )
        part = self.path.with_name(f"{self.path.name}.{os.getpid()}.part")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            (part / "runs").mkdir(parents=True)
            with (part / "design.csv").open("w", encoding="utf-8", newline="") as file:
                writer = csv.writer(file)
                writer.writerow(["point", *(each.key for each in experiment.factors)])
                for point, row in enumerate(experiment.rows):
                    writer.writerow([point, *map(shown, row)])
            files.write(experiment, part / files.NAME)
            _write_failures(part / "failures.csv", {})
            part.replace(self.path)
        except OSError as error:
            raise InputError(f"{self.path}: cannot be written: {error.strerror}") from None
        finally:
            shutil.rmtree(part, ignore_errors=True)

    def check(self, experiment: Experiment) -> None:
        """Looks whether it can go on with this experiment."""
        theirs = self.experiment()
        differs = files.told_difference(experiment, theirs)
        if differs:
            raise InputError(f"{self.path}: holds another experiment: {differs}")
        written_by = files.build_of(self.path / files.NAME)
        if written_by != files.build():
            raise InputError(
                f"{self.path}: was begun by Muster {written_by or 'unknown'}, this is"
                f" {files.build()}; go on with that one, or choose another folder"
            )

    @contextmanager
    def alone(self) -> Iterator[None]:
        """For one program at a time; leaves no unfinished file behind."""
        with (self.path / files.NAME).open() as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise InputError(f"{self.path}: another program is at work here") from None
            except OSError:
                pass  # a file system without locks
            self._remove_unfinished()
            try:
                yield
            finally:
                self._remove_unfinished()

    def forget_failures(self) -> None:
        """Before all that failed is tried again."""
        _write_failures(self.path / "failures.csv", {})

    def add_failure(self, point: int, what: str) -> None:
        """Notes what was wrong with a point."""
        _write_failures(self.path / "failures.csv", {**self.failures(), point: what})

    def add_file(self, point: int, content: bytes) -> None:
        """Puts a results file from elsewhere in its place, whole or not at all."""
        part = self.file(point).with_suffix(f".nc.{os.getpid()}.part")
        try:
            part.write_bytes(content)
            part.replace(self.file(point))
        except OSError as error:
            part.unlink(missing_ok=True)
            raise InputError(f"{self.file(point)}: cannot be written: {error.strerror}") from None

    def _remove_unfinished(self) -> None:
        for part in self.runs.glob("*.part"):
            part.unlink(missing_ok=True)

    def _rows(self, factors: Sequence[Factor]) -> list[designs.Row]:
        """The points of design.csv."""
        path = self.path / "design.csv"
        try:
            with path.open(encoding="utf-8", newline="") as file:
                _, *lines = csv.reader(file)
            return [
                tuple(each.parsed(text) for each, text in zip(factors, line[1:], strict=True))
                for line in lines
            ]
        except FileNotFoundError:
            raise InputError(f"{path}: there is no such file") from None
        except ValueError as error:
            raise InputError(f"{path}: is not the design of these factors: {error}") from None


def _write_failures(path: Path, failures: dict[int, str]) -> None:
    part = path.with_suffix(".csv.part")
    try:
        with part.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(_FAILURES)
            writer.writerows(sorted(failures.items()))
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise InputError(f"{path}: cannot be written: {error.strerror}") from None
