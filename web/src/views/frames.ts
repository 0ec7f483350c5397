/** Draws wait for frames of the screen: as many a frame as fit, so that the page never stands still. */

const budget = 6; // milliseconds of a frame that drawing may begin in

const waiting = new Set<() => void>();
let isAsked = false;

function ask(): void {
  if (!isAsked) requestAnimationFrame(work);
  isAsked = true;
}

function work(): void {
  isAsked = false;
  const end = performance.now() + budget;
  for (const draw of waiting) {
    waiting.delete(draw);
    draw();
    if (performance.now() > end) break;
  }
  if (waiting.size > 0) ask();
}

/** Draws in one of the next frames; asked twice before, it draws once. */
export function inAFrame(draw: () => void): void {
  waiting.add(draw);
  ask();
}

export function forget(draw: () => void): void {
  waiting.delete(draw);
}
