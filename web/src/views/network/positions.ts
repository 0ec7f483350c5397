import type { Node } from "./sample";

/** Where nodes stand: each territory is a disk near its place on the map, the country in the middle. */

export interface Point {
  x: number;
  y: number;
}

interface Disk extends Point {
  radius: number;
}

/** Between the middles of two neighbors in a disk. */
const step = 1;
const golden = Math.PI * (3 - Math.sqrt(5));

const radiusOf = (n: number): number => step * Math.sqrt(n) * 0.72 + step;

/** Moves disks apart until none lies on another; the same ones always end the same way. */
export function pushApart(disks: readonly Disk[]): Disk[] {
  const moved = disks.map((disk) => ({ ...disk }));
  for (let round = 0; round < 300; ++round)
    for (const [i, a] of moved.entries())
      for (const [j, b] of moved.slice(0, i).entries()) {
        const [dx, dy] = [a.x - b.x || 0.01 * (i - j), a.y - b.y || 0.01];
        const distance = Math.hypot(dx, dy);
        const missing = a.radius + b.radius + step * 0.6 - distance;
        if (missing <= 0) continue;
        const by = missing / distance / 2;
        a.x += dx * by;
        a.y += dy * by;
        b.x -= dx * by;
        b.y -= dy * by;
      }
  return moved;
}

/** `seats`: where the territories lie, any unit; north is up, so y falls to the north. */
export function positionsOf(nodes: readonly Node[], seats: readonly Point[]): Point[] {
  const counts = new Map<number, number>();
  for (const { territory } of nodes) counts.set(territory, (counts.get(territory) ?? 0) + 1);
  const groups = [...counts.keys()].sort((a, b) => a - b);
  const whole =
    Math.sqrt([...counts.values()].reduce((sum, n) => sum + radiusOf(n) ** 2, 0)) * 1.15;
  const [xs, ys] = [seats.map(({ x }) => x), seats.map(({ y }) => y)];
  const span = Math.max(Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys)) || 1;
  const middle = {
    x: (Math.max(...xs) + Math.min(...xs)) / 2,
    y: (Math.max(...ys) + Math.min(...ys)) / 2,
  };
  const disks = pushApart(
    groups.map((group) => {
      const seat = seats[group] ?? middle;
      return {
        x: (2 * whole * (seat.x - middle.x)) / span,
        y: (2 * whole * (seat.y - middle.y)) / span,
        radius: radiusOf(counts.get(group) ?? 0),
      };
    }),
  );
  const used = new Map<number, number>();
  return nodes.map(({ territory }) => {
    const disk = disks[groups.indexOf(territory)] ?? { x: 0, y: 0, radius: 1 };
    const k = used.get(territory) ?? 0;
    used.set(territory, k + 1);
    const r = step * 0.72 * Math.sqrt(k);
    return { x: disk.x + r * Math.cos(k * golden), y: disk.y + r * Math.sin(k * golden) };
  });
}
