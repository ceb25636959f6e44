import { app, powerMonitor } from 'electron';

/**
 * How long the way out may take. What a page was told is stored had been committed before it was told (J3), so running
 * out of time loses nothing that was acknowledged: it only leaves work for the next start's check.
 */
export const quitLimitMs = 5000;

/**
 * Every way out goes through here: the first wish to quit stops the application, which flushes its writer, and then ends
 * the process. A second wish meanwhile changes nothing.
 */
export function quitCleanly(stop: () => Promise<void>): void {
  let isStopping = false;
  app.on('before-quit', (event) => {
    event.preventDefault();
    if (isStopping) return;
    isStopping = true;
    void endOf(stop).then((code) => app.exit(code));
  });
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  powerMonitor.on('shutdown', () => app.quit());
}

/** The exit code: 0 stopped in time, 1 stopping failed, 3 it took too long. */
async function endOf(stop: () => Promise<void>): Promise<number> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<number>((resolve) => {
    timer = setTimeout(() => resolve(3), quitLimitMs);
  });
  try {
    return await Promise.race([stop().then(() => 0), late]);
  } catch (cause) {
    process.stderr.write(`tidemark: stopping failed: ${String(cause)}\n`);
    return 1;
  } finally {
    clearTimeout(timer);
  }
}
