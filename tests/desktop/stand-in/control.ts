import { pageOriginInChromium } from './address.ts';
import { chromium } from './application.ts';

interface Question {
  id: number;
  source: string;
  argument: unknown;
}

/**
 * Lets a spec run a function in this process with the `electron` module, over the channel of its child process. The same
 * functions run in a real Electron through Playwright.
 */
export function serveSpecs(electron: object): void {
  process.on('message', (question: Question) => {
    // The source comes from the spec that started this process.
    const task = new Function(`return (${question.source})`)() as (
      module: object,
      argument: unknown,
    ) => unknown;
    Promise.resolve()
      .then(() => task(electron, question.argument))
      .then(
        (answer) => process.send?.({ id: question.id, answer: answer ?? null }),
        (cause: unknown) => process.send?.({ id: question.id, error: String(cause) }),
      );
  });
  // A spec that is gone must not keep us.
  process.on('disconnect', () => process.exit(71));
}

/** Tells the spec where Chromium listens. */
export async function announce(): Promise<void> {
  const { address, processId } = await chromium;
  process.send?.({ kind: 'chromium', address, processId, pageOrigin: pageOriginInChromium });
}
