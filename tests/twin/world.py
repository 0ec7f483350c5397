"""The state: section 2 of docs/model.md, as tables of the same names.

Columns are NumPy arrays over the entities of their kind. Whole numbers are kept in 64 bits, real
numbers in the precision of the document (float: np.float32, double: np.float64).
A unit is anybody who can make things: units are numbered persons first, then places.
"""

from dataclasses import dataclass, field

import numpy as np


class Category(int):
    """A number with a name."""


class Categories(type):
    """A class whose attributes are numbered categories; it can be gone through in their order."""

    def __new__(cls, name, bases, attributes):
        members = []
        for key, value in attributes.items():
            if isinstance(value, int):
                attributes[key] = Category(value)
                attributes[key].name = key
                members.append(attributes[key])
        return super().__new__(cls, name, bases, attributes | {"members": members})

    def __iter__(cls):
        return iter(cls.members)

    def __len__(cls):
        return len(cls.members)

    def __getitem__(cls, name):
        return getattr(cls, name)

    def __call__(cls, number):
        return cls.members[number]


class Stage(metaclass=Categories):
    unaware = 0
    aware = 1
    engaged = 2
    paused = 3
    withdrawn = 4


class Reason(metaclass=Categories):
    fatigue = 0
    legal_fear = 1
    no_material = 2
    no_demand = 3
    structure_lost = 4
    time_lost = 5
    other = 6


class Segment(metaclass=Categories):
    hospital = 0
    care_home = 1
    liberal_carer = 2
    public_job = 3


class Channel(metaclass=Categories):
    acquaintance = 0
    social_network = 1
    platform = 2


class Product(metaclass=Categories):
    visor = 0
    gown = 1


class Material(metaclass=Categories):
    filament = 0
    sheet = 1
    elastic = 2
    textile = 3


class Process(metaclass=Categories):
    printing = 0
    laser = 1
    sewing = 2
    small_firm = 3


class Kind(metaclass=Categories):
    fab_lab = 0
    makerspace = 1
    third_place = 2
    industrial_lab = 3
    small_firm = 4


class Phase(metaclass=Categories):
    closed = 0
    observing = 1
    producing = 2


class Source(metaclass=Categories):
    own_pocket = 0
    gifts = 1
    patrons = 2
    public_order = 3
    requesters = 4


REGIMES = (
    "unregulated",
    "debated",
    "instruction",
    "meeting",
    "note",
    "clarified",
    "new regime",
)
SEGMENTS = ("hospital", "care home", "liberal carer", "public-facing job")
PROCESSES = ("printing", "laser", "sewing", "small firm")
KINDS = ("fab lab", "makerspace", "third place", "industrial lab", "small firm")

NO_LAB = 2**32 - 1
NOT_YET = -1  # collectives.founded_on
NOT_DUE = -1  # certificates.due
NATIONAL = 2**32 - 1  # coordinator.scope, posts.territory
ABSENT = 2**32 - 1  # coordination.node_of
NO_PROCESS = 255  # persons.process of who owns no machine, if that is told apart


def product_of(process):
    """Each process makes one product."""
    return Product.gown if process == Process.sewing else Product.visor


def uses(segment, product):
    """Gowns are for those who care for patients."""
    return product == Product.visor or segment != Segment.public_job


def whole(n):
    return np.zeros(n, dtype=np.int64)


def real(n):
    return np.zeros(n, dtype=np.float32)


@dataclass
class Territories:
    name: list = field(default_factory=list)
    population: np.ndarray = None
    labs: np.ndarray = None
    distance: np.ndarray = None  # km, [n, n]
    by_distance: list = None
    patients: np.ndarray = None  # [n_days, n]
    salience: np.ndarray = None
    press: np.ndarray = None
    delivered_yesterday: np.ndarray = None
    useless_yesterday: np.ndarray = None

    @property
    def size(self):
        return len(self.name)


class Persons:
    def __init__(self, n):
        self.size = n
        self.territory_begin = None
        self.territory = whole(n)
        self.stage = whole(n)
        self.contacts = whole(n)
        self.engaged_contacts = whole(n)
        self.informed_contacts = whole(n)
        self.silent = whole(n)
        self.threshold = real(n)
        self.exit_hazard = real(n)
        self.engaged_on = np.full(n, -1, dtype=np.int64)
        self.process = whole(n)
        self.machines = whole(n)
        self.pace = real(n)
        self.hours = real(n)
        self.skill = real(n)
        self.tolerance = real(n)
        self.budget = whole(n)
        self.spent = whole(n)
        self.knows_carer = whole(n)
        self.fatigue = real(n)
        self.recognition = real(n)
        self.risk = real(n)
        self.rumor = whole(n)
        self.denial = whole(n)
        self.idle_days = whole(n)
        self.paused_days = whole(n)
        self.reason = np.full(n, Reason.other, dtype=np.int64)
        self.thanks = whole(n)
        self.material = np.zeros((len(Material), n), dtype=np.int64)
        self.stock = whole(n)
        self.made = whole(n)
        self.pull_at_entry = np.zeros((n, 7), dtype=np.float32)
        self.lab = np.full(n, NO_LAB, dtype=np.int64)
        self.prefers = real(n)
        self.prefers_national = whole(n)
        self.support = real(n)


class Certificates:
    def __init__(self, n):
        self.held = whole(n)
        self.due = np.full(n, NOT_DUE, dtype=np.int64)


def purse():
    """Money in cents by source."""
    return [0] * len(Source)


class Collectives:
    """Number 0 for the whole country, then one for each territory."""

    def __init__(self, n):
        self.size = n
        self.founded_on = np.full(n, NOT_YET, dtype=np.int64)
        self.founders = real(n)
        self.governance = real(n)
        self.health = real(n)
        self.members = whole(n)
        self.hours_asked = real(n)
        self.hours_there = real(n)
        self.certificates = Certificates(n)
        self.pot = []  # of purses; empty while money is off
        self.incoming = []


class Places:
    def __init__(self, n):
        self.size = n
        self.territory = whole(n)
        self.process = whole(n)
        self.machines = whole(n)
        self.phase = whole(n)
        self.patience = whole(n)
        self.rank = real(n)
        self.observed = real(n)
        self.kind = whole(n)
        self.governance = real(n)
        self.fragility = real(n)
        self.health = real(n)
        self.shut = whole(n)
        self.open = whole(n)
        self.members = []
        self.certificates = Certificates(n)
        self.cash = whole(n)
        self.material = np.zeros((len(Material), n), dtype=np.int64)
        self.stock = whole(n)
        self.made = whole(n)


class Requesters:
    def __init__(self, n):
        self.size = n
        self.territory = whole(n)
        self.segment = whole(n)
        self.staff = whole(n)
        self.held = np.zeros((len(Product), n), dtype=np.int64)
        self.latent = np.zeros((len(Product), n), dtype=np.int64)
        self.expected = np.zeros((len(Product), n), dtype=np.int64)
        self.knows = whole(n)
        self.n_orders = whole(n)
        self.n_parcels = whole(n)
        self.tied_persons = [[] for _ in range(n)]  # makers they know, by requester
        self.territory_begin = None
        self.segment_begin = None


@dataclass
class Refill:
    territory: int
    material: int
    amount: int
    arrives_on: int


class Suppliers:
    def __init__(self, n):
        self.stock = np.zeros((len(Material), n), dtype=np.int64)
        self.base = np.zeros((len(Material), n), dtype=np.int64)
        self.donated = np.zeros((len(Material), n), dtype=np.int64)
        self.short = np.zeros((len(Material), n), dtype=np.int64)  # of today
        self.in_transit = []


@dataclass
class Order:
    requester: int
    open: int
    placed_on: int
    channel: int
    number: int
    product: int
    hops: int = 0
    at: int = ABSENT


@dataclass
class Shipment:
    requester: int
    maker: int
    units: int
    ordered_on: int
    sent_on: int
    channel: int
    number: int
    product: int


@dataclass
class Delivery:
    """A parcel that was accepted."""

    requester: int
    number: int


@dataclass
class Norm:
    regime: int = 0
    controversy: float = 0.0
    certification: float = 0.0
    may_give: float = 1.0
    may_sell: bool = True
    asks_approval: list = field(default_factory=lambda: [False, False])


@dataclass
class World:
    luck: object
    scale: float
    country_share: float
    territories: Territories = None
    persons: Persons = None
    places: Places = None
    collectives: Collectives = None
    requesters: Requesters = None
    suppliers: Suppliers = None
    acquaintance: list = None  # of each person: who she knows, in order of number
    coordination: object = None  # the author of coordination says what it is
    designs: object = None
    orders: list = field(default_factory=list)
    shipments: list = field(default_factory=list)
    served_yesterday: list = field(default_factory=list)
    norm: Norm = field(default_factory=Norm)
    norm_salience: float = 0.0
    strictness: float = 0.0
    rumor_started: bool = False
    rumor_severity: float = 0.0
    rumor_relief: float = 0.0
    handed_out: list = field(default_factory=list)  # of purses [n_units]; empty until needed
    today: dict = field(default_factory=dict)  # flows of the day, by name

    # --- of the day, not of the document's tables
    day: int = 0
    values: dict = None  # parameters of the day

    @property
    def n_units(self):
        return self.persons.size + self.places.size

    def stream(self, name, day=None):
        """Luck of a process today (or on another day: 0 for what is drawn once and for all)."""
        return self.luck.stream(name, self.day if day is None else day)

    def on(self, phase):
        return bool(self.values[f"{phase}.on"])

    def is_place(self, unit):
        return unit >= self.persons.size

    def unit_territory(self, unit):
        if self.is_place(unit):
            return int(self.places.territory[unit - self.persons.size])
        return int(self.persons.territory[unit])

    def unit_process(self, unit):
        if self.is_place(unit):
            return int(self.places.process[unit - self.persons.size])
        return int(self.persons.process[unit])
