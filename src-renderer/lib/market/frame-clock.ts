/** Runs work with the next frame, and says whether that frame is painted. */
export type FrameClock = (work: (isPainted: boolean) => void) => void;

/** Asking the browser for a frame is dear where many do, each for itself. */
let waiting: ((isPainted: boolean) => void)[] = [];

/** Runs work once per painted frame; in a hidden window, where nothing is painted, about four times a second. */
export function onNextFrame(work: (isPainted: boolean) => void): void {
  waiting.push(work);
  if (waiting.length > 1) return;
  const run = (isPainted: boolean) => {
    const due = waiting;
    waiting = [];
    for (const one of due) {
      try {
        one(isPainted);
      } catch (error) {
        // As if each had a frame of its own: the others run all the same.
        reportError(error);
      }
    }
  };
  if (document.visibilityState === 'hidden') setTimeout(() => run(false), 250);
  else requestAnimationFrame(() => run(true));
}
