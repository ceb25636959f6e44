/** Runs work with the next frame, and says whether that frame is painted. */
export type FrameClock = (work: (isPainted: boolean) => void) => void;

const hiddenMs = 250;

/** Asking the browser for a frame is dear where many do, each for itself. */
const waiting: ((isPainted: boolean) => void)[] = [];
let timer: ReturnType<typeof setTimeout> | undefined;
let isWatching = false;

/** Runs work once per painted frame; in a hidden window, where nothing is painted, about four times a second. */
export function onNextFrame(work: (isPainted: boolean) => void): void {
  waiting.push(work);
  if (waiting.length > 1) return;
  if (!isWatching) {
    isWatching = true;
    // The frame that was asked for does not come as long as the window is hidden.
    document.addEventListener('visibilitychange', runSoonWhileHidden);
  }
  if (document.visibilityState === 'hidden') runSoonWhileHidden();
  else requestAnimationFrame(() => run(true));
}

function runSoonWhileHidden(): void {
  if (document.visibilityState === 'hidden' && waiting.length > 0)
    timer ??= setTimeout(() => run(false), hiddenMs);
}

function run(isPainted: boolean): void {
  clearTimeout(timer);
  timer = undefined;
  for (const work of waiting.splice(0)) {
    try {
      work(isPainted);
    } catch (error) {
      // As if each had a frame of its own: the others run all the same.
      reportError(error);
    }
  }
}
