"""Phase 2: attention of the press rises with deliveries and fades."""

from luck import exp


def attention_next(attention, deliveries, gain_per, fade_rate):
    kept = attention * (1 - fade_rate)
    return kept + (1 - kept) * (1 - exp(-gain_per * deliveries))


def step(world):
    values, lands = world.values, world.territories
    national = values["press.national"]
    everywhere, inhabitants = 0.0, 0.0
    for t in range(lands.size):
        everywhere += float(lands.delivered_yesterday[t])
        inhabitants += float(lands.population[t])
    for t in range(lands.size):
        local = float(lands.delivered_yesterday[t]) / float(lands.population[t])
        heard = (1 - national) * local + national * everywhere / inhabitants
        lands.press[t] = attention_next(
            float(lands.press[t]),
            heard * (1e5 / world.scale),
            values["press.gain"],
            values["press.fade"],
        )


def campaign(world, act):
    press = world.territories.press
    for t in range(len(press)):
        press[t] += (1 - press[t]) * act["impact"]
