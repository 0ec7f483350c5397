// The engine as the page gets it: the same bits as the native one, and what it says of bad input.
import assert from "node:assert/strict";
import { before, describe, test } from "node:test";

import { native, newEngine, scenarioText } from "./engine.mjs";

/** A bundled scenario of a hundredth of its size. */
const small = (name) => `schema = 1\nextends = "${name}"\n[population]\nscale = 0.01\n`;

/** The message of what `make` throws. */
function refusal(make) {
  try {
    make();
  } catch (error) {
    assert.ok(error instanceof Error);
    return `${error.name}: ${error.message}`;
  }
  return assert.fail("nothing was refused");
}

let engine;
before(async () => {
  engine = await newEngine();
});

describe("the same bits as on this machine", () => {
  const theory = ["t03-torus", "t05-survivability", "t06-search", "t11-networks", "t15-chance"];
  const cases = [
    ["france-2020", small("france-2020"), 3],
    ["no-legal-text", small("no-legal-text"), 2],
    ["topology-centralized", small("topology-centralized"), 1],
    ["topology-decentralized", small("topology-decentralized"), 1],
    ["topology-distributed", small("topology-distributed"), 1],
    ["topology-superposed", small("topology-superposed"), 1],
    ...theory.map((name) => [name, scenarioText(`theory/${name}`), 1]),
  ];
  for (const [name, toml, nReplicates] of cases) {
    test(`${name} is the same world in the browser`, () => {
      const { canonical, numbers } = native(toml, "7", String(nReplicates));
      // Scenarios of the theory extend what is not in the module, but their canonical text does not.
      assert.equal(JSON.parse(engine.describe(canonical, "case.toml")).canonical, canonical);
      const layout = JSON.parse(engine.layout(canonical, "case.toml"));
      let from = 0;
      for (let replicate = 0; replicate < nReplicates; ++replicate) {
        const run = engine.run(canonical, "case.toml", 7, replicate, [], true);
        for (const [what, array] of named(run, layout)) {
          const bytes = new Uint8Array(array.buffer);
          const there = numbers.subarray(from, from + bytes.length);
          assert.ok(
            Buffer.compare(bytes, there) === 0,
            `${what} of replicate ${replicate} differs`,
          );
          from += bytes.length;
        }
      }
      assert.equal(from, numbers.length);
    });
  }

  /** All arrays of a run with what they are. */
  function named(run, layout) {
    const series = run.series.map((array, i) => [layout.observables[i].name, array]);
    const columns = run.listings.flatMap((listing, i) =>
      listing.map((column, j) => {
        const { name, columns: infos } = layout.listings[i];
        return [`${name}.${infos[j].name}`, column];
      }),
    );
    return [...series, ...columns];
  }

  test("a scenario that extends a bundled one reads as it does natively", () => {
    const { canonical } = native(small("ile-de-france-2020"), "1", "0");
    const described = JSON.parse(engine.describe(small("ile-de-france-2020"), "case.toml"));
    assert.equal(described.canonical, canonical);
  });

  test("numbers are read and written to the last digit", () => {
    for (const written of ["0.1", "1e-4", "0.30000000000000004", "0.1234567890123456", "1e-300"]) {
      const toml = `schema = 1\n[rumor]\nmisreading = ${written}\n`;
      const described = JSON.parse(engine.describe(toml, "case.toml"));
      assert.equal(described.values["rumor.misreading"], Number(written));
      assert.equal(described.canonical, native(toml, "1", "0").canonical);
    }
  });
});

describe("a run", () => {
  test("gives the series that were asked for, in that order, as arrays of their own", () => {
    const toml = small("france-2020");
    const layout = JSON.parse(engine.layout(toml, "case.toml"));
    const all = engine.run(toml, "case.toml", 1, 0, [], false);
    const some = engine.run(toml, "case.toml", 1, 0, ["units_made", "persons"], false);
    const index = (name) => layout.observables.findIndex((o) => o.name === name);
    assert.deepEqual(some.series, [all.series[index("units_made")], all.series[index("persons")]]);
    assert.deepEqual(some.listings, []);
    assert.equal(some.series[0].byteLength, some.series[0].buffer.byteLength);
    structuredClone(some, { transfer: some.series.map((array) => array.buffer) });
    assert.equal(some.series[0].length, 0);
    assert.ok(engine.run(toml, "case.toml", 1, 0, ["persons"], false).series[0].length > 0);
  });

  test("has as many numbers as its layout says", () => {
    const layout = JSON.parse(engine.layout(small("france-2020"), "case.toml"));
    const run = engine.run(small("france-2020"), "case.toml", 1, 0, [], true);
    const length = new Map(layout.dimensions.map(({ name, labels }) => [name, labels.length]));
    const widths = layout.observables.map(({ dimensions }) =>
      dimensions.reduce((product, name) => product * length.get(name), layout.nDays),
    );
    assert.deepEqual(
      run.series.map((array) => array.length),
      widths,
    );
    assert.deepEqual(
      run.listings.map((listing) => listing.length),
      layout.listings.map((listing) => listing.columns.length),
    );
  });

  test("leaves nothing in memory, and neither do errors", () => {
    const live = () => {
      for (let i = 0; i < 100; ++i) {
        const long = "x".repeat(1e5);
        engine.describe(`schema = 1\nsummary = "${i} ${long}"\n`, "x.toml");
        refusal(() => engine.describe(`schema = 1\nsummary = "${long}"\n[x]\n`, "x.toml"));
      }
      for (let i = 0; i < 3; ++i) engine.run(small("no-legal-text"), "x.toml", 1, i, [], true);
      return engine.HEAP8.length;
    };
    const size = live();
    assert.equal(live(), size);
  });
});

describe("the catalog", () => {
  test("tells of every parameter what a lever needs", () => {
    const sections = JSON.parse(engine.catalog());
    const parameters = new Map(sections.flatMap((s) => s.parameters.map((p) => [p.key, p])));
    const { values } = JSON.parse(engine.describeBundled("france-2020"));
    assert.deepEqual([...parameters.keys()], Object.keys(values));
    for (const { key, type, meaning, source, allowed } of parameters.values()) {
      assert.ok(meaning && source && allowed, key);
      assert.match(type, /^(number|integer|boolean|choice|date|table)$/);
    }
    const misreading = parameters.get("rumor.misreading");
    assert.deepEqual([misreading.type, misreading.low, misreading.high], ["number", 0, 1]);
    assert.equal(misreading.fixed, false);
    const topology = parameters.get("coordination.topology");
    assert.ok(topology.options.includes(topology.initial));
    assert.deepEqual(
      sections.find((s) => s.name === "rumor").acts.map((act) => act.name),
      ["rumor.publish", "rumor.clarify"],
    );
  });
});

describe("a scenario", () => {
  test("is described with its events and outcomes", () => {
    const scenario = JSON.parse(engine.describeBundled("no-legal-text"));
    const base = JSON.parse(engine.describe('schema = 1\nextends = "france-2020"\n', "my.toml"));
    assert.equal(base.name, "my");
    assert.equal(base.firstDay, scenario.firstDay);
    const gone = base.events.filter(({ name }) => !scenario.events.some((e) => e.name === name));
    assert.ok(gone.length >= 1 && gone.every(({ date }) => /^2020-\d\d-\d\d$/.test(date)));
    assert.ok(gone.some(({ act, set }) => act !== "" || Object.keys(set).length > 0));
  });

  test("parts from another on the day of the event that differs", () => {
    const base = 'schema = 1\nextends = "france-2020"\n';
    const calm = 'schema = 1\nextends = "no-legal-text"\n';
    assert.equal(JSON.parse(engine.firstDifference(base, calm)).date, "2020-05-12");
    assert.equal(JSON.parse(engine.firstDifference(base, `${base}# the same\n`)), null);
  });

  test("that is bundled can be named, and those of the theory are not inside", () => {
    const names = JSON.parse(engine.scenarioNames());
    assert.ok(names.includes("france-2020") && names.includes("topology-superposed"));
    assert.ok(!names.some((name) => name.startsWith("theory/")));
  });
});

describe("bad input", () => {
  const sentences = [
    [
      'extends = "frnce-2020"',
      "my.toml:2: there is no scenario 'frnce-2020'; did you mean 'france-2020'?",
    ],
    ["[rumor]\nmisreading = 8", "my.toml:3: rumor.misreading = 8 share is outside [0, 1]"],
    [
      "[rumor]\nmisreadin = 0.1",
      "my.toml:3: unknown parameter 'rumor.misreadin'; did you mean 'rumor.misreading'?",
    ],
  ];
  for (const [toml, sentence] of sentences) {
    test(`${JSON.stringify(toml)} is refused with the engine's sentence`, () => {
      assert.equal(
        refusal(() => engine.describe(`schema = 1\n${toml}\n`, "my.toml")),
        `InputError: ${sentence}`,
      );
    });
  }

  test("that only a run finds is refused, and the next run is as good as ever", () => {
    const toml = small("france-2020");
    const before = engine.run(toml, "case.toml", 1, 0, ["persons"], false);
    const unknown = refusal(() => engine.run(toml, "case.toml", 1, 0, ["person"], false));
    assert.match(unknown, /^InputError: .*'person'.*did you mean 'persons'/);
    const table = `${toml}[rumor]\nseeds = "person\\n1e9"\n`;
    assert.match(
      refusal(() => engine.check(table, "case.toml")),
      /^InputError: /,
    );
    assert.deepEqual(engine.run(toml, "case.toml", 1, 0, ["persons"], false), before);
  });

  test("that is no TOML, or nothing, is refused", () => {
    for (const toml of ["", "schema = ", "\0", "schema = 1\nschema = 1"])
      assert.match(
        refusal(() => engine.describe(toml, "my.toml")),
        /^InputError: my\.toml/,
      );
  });
});

test("what it was built from is told", () => {
  const { version, revision, compiler } = JSON.parse(engine.about());
  assert.match(version, /^\d+\.\d+\.\d+$/);
  assert.ok(revision && compiler);
});
