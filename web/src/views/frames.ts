/** Draws wait for frames of the screen: as many a frame as fit, so that the page never stands still. */

const budget = 6; // milliseconds of a frame that drawing may begin in

const waiting = new Set<() => void>();
let asked = 0;

function work(): void {
  asked = 0;
  const end = performance.now() + budget;
  for (const draw of waiting) {
    waiting.delete(draw);
    draw();
    if (performance.now() > end) break;
  }
  if (waiting.size > 0) asked = requestAnimationFrame(work);
}

/** Draws in one of the next frames; asked twice before, it draws once. */
export function inAFrame(draw: () => void): void {
  waiting.add(draw);
  asked ||= requestAnimationFrame(work);
}

export function forget(draw: () => void): void {
  waiting.delete(draw);
}
