"""Recipes: minutes, failures and material of one unit, by process and score of its design."""

from dataclasses import dataclass

import luck
import numpy as np
from scenario import rows
from units import f32, nearest_whole
from world import Material, Process

MATERIALS = ("filament", "sheet", "elastic", "textile")
PROCESSES = ("printing", "laser", "sewing")


@dataclass(frozen=True)
class Recipe:
    per_hour: np.float32  # units a machine-hour
    fails: float
    bill: tuple  # amount of each material, in small units


EMPTY = Recipe(f32(0), 0.0, (0,) * len(Material))


def with_score(worst, best, score):
    return worst if worst == best else luck.power(worst, 1 - score) * luck.power(best, score)


def recipe(world, process, score=0.5):
    """The recipe of a design, for the nearest of the scores 0, .01, ... 1."""
    if process == Process.small_firm:
        return EMPTY
    hundredths = int(np.floor(f32(score) * f32(100) + f32(0.5)))
    if not hasattr(world, "recipes"):
        world.recipes = {}
    if (process, hundredths) not in world.recipes:
        world.recipes[process, hundredths] = made_by(world.values, process, hundredths / 100)
    return world.recipes[process, hundredths]


def made_by(values, process, score):
    name = PROCESSES[process]

    def of(what):
        return with_score(
            values[f"production.{what}_worst"], values[f"production.{what}_best"], score
        )

    bill = [0] * len(Material)
    for row in rows(values["production.bill"]):
        if row["process"] == name:
            amount = with_score(float(row["worst"]), float(row["best"]), score)
            bill[MATERIALS.index(row["material"])] = nearest_whole(amount)
    return Recipe(f32(60 / of(name)), of("failure"), tuple(bill))


def recipe_of(world, unit):
    """The recipe of what a unit makes."""
    score = 0.5
    if world.on("design"):
        score = world.designs.score[unit]
    return recipe(world, world.unit_process(unit), score)
