"""Random numbers: section 8 of docs/model.md, written again.

Every number is a function of an address: seed, replicate, process, day, entity, number.
Whole numbers here are plain Python integers, cut to 64 bits where the document says so.
"""

import decimal
import functools
import math
import struct

MASK32 = 2**32 - 1
MASK64 = 2**64 - 1


def mix(x):
    x = (x + 0x9E3779B97F4A7C15) & MASK64
    x = ((x ^ (x >> 30)) * 0xBF58476D1CE4E5B9) & MASK64
    x = ((x ^ (x >> 27)) * 0x94D049BB133111EB) & MASK64
    return x ^ (x >> 31)


@functools.cache
def name_hash(name):
    """FNV-1a of the name of a process."""
    h = 0xCBF29CE484222325
    for byte in name.encode():
        h = ((h ^ byte) * 0x100000001B3) & MASK64
    return h


@functools.cache
def process_key(seed, replicate, name):
    return mix(mix(mix(seed) ^ replicate) ^ name_hash(name))


@functools.lru_cache(maxsize=1 << 18)
def philox(key, counter0, counter1, counter2, counter3):
    """Philox 4x32-10: four words of 32 bits."""
    k0, k1 = key & MASK32, key >> 32
    c0, c1, c2, c3 = counter0, counter1, counter2, counter3
    for _ in range(10):
        p0 = 0xD2511F53 * c0
        p1 = 0xCD9E8D57 * c2
        c0, c1, c2, c3 = (p1 >> 32) ^ c1 ^ k0, p1 & MASK32, (p0 >> 32) ^ c3 ^ k1, p0 & MASK32
        k0 = (k0 + 0x9E3779B9) & MASK32
        k1 = (k1 + 0xBB67AE85) & MASK32
    return c0, c1, c2, c3


def pair(a, b):
    """The entity of an ordered pair."""
    return (int(a) << 32) + int(b)


class Stream:
    """The luck of one process on one day of one run."""

    def __init__(self, seed, replicate, name, day):
        self.process = process_key(seed, replicate, name)
        self.day = day
        self.key = mix(self.process ^ day)  # of rendezvous and rings

    def word(self, entity, number=0):
        entity, number = int(entity), int(number)
        block = entity // 4
        return philox(self.process, block & MASK32, block >> 32, self.day, number)[entity % 4]

    def uniform(self, entity, number=0):
        return uniform(self.word(entity, number))

    def unit(self, entity, number=0):
        return unit(self.word(entity, number))

    def bernoulli(self, p, entity, number=0):
        return bernoulli(p, self.word(entity, number))

    def priority(self, a, b):
        return priority(self.key, a, b)


class Luck:
    """The luck of a run."""

    def __init__(self, seed, replicate):
        self.seed, self.replicate = seed, replicate

    def stream(self, name, day=0):
        return Stream(self.seed, self.replicate, name, day)


def uniform(word):
    return (word + 0.5) * 2.0**-32


def unit(word):
    return (word >> 8) * 2.0**-24


def bernoulli(p, word):
    p = float(p)
    if p <= 0:
        return False
    return p >= 1 or word < math.ceil(p * 2.0**32)


# --- distributions: functions of one uniform number u -------------------------------------------


LN2_HI = 6.93147180369123816490e-01
LN2_LO = 1.90821492927058770002e-10


def exp(x):
    """As fdlibm computes it."""
    x = float(x)
    if x > 709.78:
        return math.inf
    if x < -745.13:
        return 0.0
    k = math.trunc(1.44269504088896338700 * x + (0.5 if x >= 0 else -0.5))
    hi = x - k * LN2_HI
    lo = k * LN2_LO
    r = hi - lo
    t = r * r
    c = r - t * (
        1.66666666666666019037e-01
        + t
        * (
            -2.77777777770155933842e-03
            + t
            * (
                6.61375632143793436117e-05
                + t * (-1.65339022054652515390e-06 + t * 4.13813679705723846039e-08)
            )
        )
    )
    return math.ldexp(1 - ((lo - (r * c) / (2 - c)) - hi), k)


def log(x):
    """As fdlibm computes it."""
    x = float(x)
    m, k = math.frexp(x)  # m in [1/2, 1)
    if struct.unpack("<Q", struct.pack("<d", m))[0] >> 32 < 0x3FE6A09E:
        m, k = 2 * m, k - 1
    f = m - 1
    s = f / (2 + f)
    z = s * s
    w = z * z
    even = w * (
        3.999999999940941908e-01 + w * (2.222219843214978396e-01 + w * 1.531383769920937332e-01)
    )
    odd = z * (
        6.666666666666735130e-01
        + w
        * (2.857142874366239149e-01 + w * (1.818357216161805012e-01 + w * 1.479819860511658591e-01))
    )
    h = 0.5 * f * f
    return (((s * (h + (even + odd)) + k * LN2_LO) - h) + f) + k * LN2_HI


def log1p(x):
    y = 1 + x
    return x if y == 1 else log(y) * (x / (y - 1))


def power(x, y):
    x, y = float(x), float(y)
    if y == 0 or x == 1:
        return 1.0
    if x == 0:
        return 0.0
    exponent = decimal.Decimal(y) * decimal.Decimal(x).ln(PRECISE)
    h = float(exponent)
    rest = float(exponent - decimal.Decimal(h))
    e = exp(h)
    return e + e * rest


PRECISE = decimal.Context(prec=60)


def normal_quantile(p):
    """The inverse of the normal distribution function by AS 241 (PPND16)."""
    q = p - 0.5
    if abs(q) <= 0.425:
        r = 0.180625 - q * q
        return q * horner(AS241_A, r) / horner(AS241_B, r)
    r = math.sqrt(-log(p if q < 0 else 1 - p))
    if r <= 5:
        value = horner(AS241_C, r - 1.6) / horner(AS241_D, r - 1.6)
    else:
        value = horner(AS241_E, r - 5) / horner(AS241_F, r - 5)
    return -value if q < 0 else value


def horner(coefficients, x):
    value = 0.0
    for c in reversed(coefficients):
        value = value * x + c
    return value


AS241_A = (
    3.3871328727963666080e0,
    1.3314166789178437745e2,
    1.9715909503065514427e3,
    1.3731693765509461125e4,
    4.5921953931549871457e4,
    6.7265770927008700853e4,
    3.3430575583588128105e4,
    2.5090809287301226727e3,
)
AS241_B = (
    1.0,
    4.2313330701600911252e1,
    6.8718700749205790830e2,
    5.3941960214247511077e3,
    2.1213794301586595867e4,
    3.9307895800092710610e4,
    2.8729085735721942674e4,
    5.2264952788528545610e3,
)
AS241_C = (
    1.42343711074968357734e0,
    4.63033784615654529590e0,
    5.76949722146069140550e0,
    3.64784832476320460504e0,
    1.27045825245236838258e0,
    2.41780725177450611770e-1,
    2.27238449892691845833e-2,
    7.74545014278341407640e-4,
)
AS241_D = (
    1.0,
    2.05319162663775882187e0,
    1.67638483018380384940e0,
    6.89767334985100004550e-1,
    1.48103976427480074590e-1,
    1.51986665636164571966e-2,
    5.47593808499534494600e-4,
    1.05075007164441684324e-9,
)
AS241_E = (
    6.65790464350110377720e0,
    5.46378491116411436990e0,
    1.78482653991729133580e0,
    2.96560571828504891230e-1,
    2.65321895265761230930e-2,
    1.24266094738807843860e-3,
    2.71155556874348757815e-5,
    2.01033439929228813265e-7,
)
AS241_F = (
    1.0,
    5.99832206555887937690e-1,
    1.36929880922735805310e-1,
    1.48753612908506148525e-2,
    7.86869131145613259100e-4,
    1.84631831751005468180e-5,
    1.42151175831644588870e-7,
    2.04426310338993978564e-15,
)


def normal(mean, sd, u):
    return mean + sd * normal_quantile(u)


def lognormal(median, sigma, u):
    return median * exp(sigma * normal_quantile(u))


def exponential(u, mean):
    return -mean * log1p(-u)


def rounded(x, u):
    """x to a whole number by luck."""
    x = float(x)
    return math.floor(x) + (1 if u < x - math.floor(x) else 0)


LEAST_TERM = 2.0**-60


def by_terms(u, mode, up, down):
    """The smallest k whose distribution function reaches u, by terms in units of the mode's.

    `up(k)` is the term of k + 1 divided by that of k, `down(k)` that of k - 1 divided by that of k.
    """
    below, term, lowest = 0.0, 1.0, mode
    while lowest > 0 and term > LEAST_TERM:
        term *= down(lowest)
        below += term
        lowest -= 1
    above, term, k = 0.0, 1.0, mode
    while term > LEAST_TERM:
        term *= up(k)
        above += term
        k += 1
    left = u * (below + 1 + above) - below
    k, term = mode, 1.0
    if left > 0:
        while left > term and term > LEAST_TERM:
            left -= term
            term *= up(k)
            k += 1
    else:
        while left <= 0 and k > lowest:
            term *= down(k)
            k -= 1
            left += term
    return k


def poisson(mean, u):
    mean = float(mean)
    if mean <= 0:
        return 0
    if mean > 1e4:
        raise NotImplementedError("Cornish-Fisher")
    return by_terms(u, math.floor(mean), lambda k: mean / (k + 1), lambda k: k / mean)


def binomial(n, p, u):
    n, p = int(n), float(p)
    if n == 0 or p <= 0:
        return 0
    if p >= 1:
        return n
    if n * p * (1 - p) > 1e4:
        raise NotImplementedError("Cornish-Fisher")
    odds = p / (1 - p)
    return by_terms(
        u,
        min(n, math.floor((n + 1) * p)),
        lambda k: odds * (n - k) / (k + 1),
        lambda k: k / (odds * (n - k + 1)),
    )


def log_gamma_variable(shape, stream, entity, number):
    """The logarithm of a gamma variable of scale 1, after Marsaglia and Tsang."""
    if shape < 1:
        larger = log_gamma_variable(shape + 1, stream, entity, number + 2**16)
        return larger + log(stream.uniform(entity, number)) / shape
    d = shape - 1 / 3
    while True:
        z = normal_quantile(stream.uniform(entity, number))
        root = 1 + z / (3 * math.sqrt(d))
        if root > 0:
            v = root * root * root
            accepted = 0.5 * z * z + d * (1 - v + 3 * log(root))
            if log(stream.uniform(entity, number + 2**16)) < accepted:
                return log(d) + 3 * log(root)
        number += 2 * 2**16


def gamma(shape, scale, stream, entity, number=0):
    return scale * exp(log_gamma_variable(shape, stream, entity, number))


def beta(a, b, stream, entity, number=0):
    x = log_gamma_variable(a, stream, entity, number)
    y = log_gamma_variable(b, stream, entity, number + 2**15)
    return 1 / (1 + exp(y - x))


# --- choices ------------------------------------------------------------------------------------


def priority(key, a, b):
    """Rendezvous: the priority of b for a."""
    return mix(mix(mix(key) ^ int(a)) ^ int(b))


def rendezvous(key, a, alternatives):
    """The alternative of the highest priority for a."""
    return max(alternatives, key=lambda b: priority(key, a, b))


def one_of(n, word):
    """Which of n places in a list a word falls into."""
    return (word * n) >> 32
