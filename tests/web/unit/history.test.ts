import { expect, test } from "vitest";
import { History } from "../../../web/src/worlds/history";

test("undo and redo go back and forth, and a new change forgets what was undone", () => {
  const history = new History("a");
  history.go("b");
  history.go("c");
  history.undo();
  expect(history.now.value).toBe("b");
  history.redo();
  expect(history.now.value).toBe("c");
  history.undo();
  history.go("d");
  expect(history.canRedo.value).toBe(false);
  history.undo();
  expect(history.now.value).toBe("b");
});

test("a drag is one step, however far it goes", () => {
  const history = new History(0);
  for (const value of [1, 2, 3, 4]) history.go(value, true);
  history.go(4);
  expect(history.now.value).toBe(4);
  history.undo();
  expect(history.now.value).toBe(0);
  expect(history.canUndo.value).toBe(false);
});

test("two drags are two steps", () => {
  const history = new History(0);
  history.go(1, true);
  history.go(1);
  history.go(2, true);
  history.go(2);
  history.undo();
  expect(history.now.value).toBe(1);
});

test("a drag that ends where it began leaves no step", () => {
  const history = new History(0);
  history.go(1, true);
  history.go(0, true);
  history.go(0);
  expect(history.canUndo.value).toBe(false);
});

test("the same state again is no step", () => {
  const history = new History(7);
  history.go(7);
  history.go(7, true);
  history.go(7);
  expect(history.canUndo.value).toBe(false);
});

test("a step after a drag that was never ended is a step of its own once the drag is settled", () => {
  const history = new History(0);
  history.go(1, true);
  history.settle();
  history.go(2);
  history.undo();
  expect(history.now.value).toBe(1);
});

test("a replay shows what was before, and changes nothing", () => {
  const history = new History("before");
  history.go("after");
  history.replaying.value = true;
  expect(history.now.value).toBe("before");
  expect(history.latest.value).toBe("after");
  history.replaying.value = false;
  expect(history.now.value).toBe("after");
});

test("whoever changes something during a replay ends it", () => {
  const history = new History("before");
  history.go("after");
  history.replaying.value = true;
  history.go("later");
  expect(history.now.value).toBe("later");
  history.undo();
  expect(history.now.value).toBe("after");
});
