"""Phase 1: what requesters want and do not hold."""

import datetime
import math

import numpy as np
from scenario import rows
from world import Product, Segment, uses

f32 = np.float32


def hospital_series(world, calendar, values):
    """Patients by day and territory, interpolated between the dates of the table."""
    lands = world.territories
    lands.patients = np.zeros((calendar.n_days, lands.size))
    for t, name in enumerate(lands.name):
        known = [
            (calendar.day(as_date(row["date"])), float(row["in_hospital"]))
            for row in rows(values["need.hospital"])
            if row["territory"] == name
        ]
        known.sort()
        if known:
            known.insert(0, (known[0][0] - 7, 0.0))
            for day in range(calendar.n_days):
                lands.patients[day, t] = interpolated(known, day)


def as_date(date):
    return datetime.date.fromisoformat(date) if isinstance(date, str) else date


def interpolated(known, day):
    if day <= known[0][0]:
        return 0.0
    for (first, before), (last, after) in zip(known, known[1:], strict=False):
        if day <= last:
            return before + (day - first) / (last - first) * (after - before)
    return known[-1][1]


def salience(patients_per_100k, at_alarm, at_least):
    share = patients_per_100k / at_alarm
    return at_least + (1 - at_least) * (share if share < 1 else 1)


def rounded_by_half(x, half):
    """By 16 bits of luck."""
    whole = math.floor(x)
    return whole + (1 if half * 2.0**-16 < float(x - f32(whole)) else 0)


def step(world):
    values, lands, them = world.values, world.territories, world.requesters
    for t in range(lands.size):
        patients = lands.patients[world.day, t] / lands.population[t] * 1e5
        lands.salience[t] = salience(patients, values["need.alarm"], values["need.floor"])

    per_staff = {
        Product.visor: values["need.visors_per_staff"],
        Product.gown: values["need.gowns_per_staff"],
    }
    lifetime = {
        Product.visor: values["need.lifetime"],
        Product.gown: values["need.gown_lifetime"],
    }
    offered = {
        Product.visor: values["need.official_supply"] + values["need.industry"],
        Product.gown: values["need.industry_gowns"],
    }
    luck = world.stream("need")
    for k in Product:
        lacking = int(them.latent[k].sum())
        refill = 0.0
        if lacking > 0:
            refill = min(1.0, offered[k] * world.country_share / lacking)
        wear, refill = f32(1 / lifetime[k]), f32(refill)
        for r in range(them.size):
            if not uses(them.segment[r], k):
                continue
            word = luck.word(r)
            low, high = word & 0xFFFF, word >> 16
            if them.segment[r] == Segment.public_job:
                urgent = values["need.public_jobs"]
            else:
                urgent = lands.salience[them.territory[r]]
            wanted = f32(urgent * per_staff[k])
            worn = rounded_by_half(f32(them.held[k][r]) * wear, low)
            arrived = rounded_by_half(f32(them.latent[k][r]) * refill, high)
            them.held[k][r] += arrived - worn
            most = math.floor(f32(them.staff[r]) * wanted)
            them.latent[k][r] = max(0, most - them.held[k][r])
