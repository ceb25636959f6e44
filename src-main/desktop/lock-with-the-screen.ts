import type { PowerMonitor } from 'electron';

/** K4: secrets under a passphrase are locked with the screen and in sleep; connections begin anew after waking. */
export function lockWithTheScreen(
  power: PowerMonitor,
  tidemark: { lockVault(reason: string): void; onWake(): void },
): void {
  power.on('suspend', () => tidemark.lockVault('The computer went to sleep.'));
  power.on('lock-screen', () => tidemark.lockVault('The screen was locked.'));
  power.on('resume', () => tidemark.onWake());
}
