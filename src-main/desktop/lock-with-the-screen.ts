import type { PowerMonitor } from 'electron';

/** Connections pause in sleep and begin anew after waking; secrets may be locked with the screen and in sleep (K4). */
export function lockWithTheScreen(
  power: PowerMonitor,
  tidemark: { lockVault(reason: string): void; onSleep(): void; onWake(): void },
): void {
  power.on('suspend', () => {
    tidemark.onSleep();
    tidemark.lockVault('The computer went to sleep.');
  });
  power.on('lock-screen', () => tidemark.lockVault('The screen was locked.'));
  power.on('resume', () => tidemark.onWake());
}
