/** Runs work with the next frame, and says whether that frame is painted. */
export type FrameClock = (work: (isPainted: boolean) => void) => void;

/** Runs work once per painted frame; in a hidden window, where nothing is painted, about four times a second. */
export function onNextFrame(work: (isPainted: boolean) => void): void {
  if (document.visibilityState === 'hidden') setTimeout(() => work(false), 250);
  else requestAnimationFrame(() => work(true));
}
