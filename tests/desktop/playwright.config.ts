import { defineConfig } from 'playwright/test';
import { electronBinary } from './desktop.ts';

const hasElectron = electronBinary() !== undefined;
// Once, from the runner and not from its workers.
if (!hasElectron && process.env.TEST_WORKER_INDEX === undefined) {
  console.log('desktop specs on the real Electron: not run (no binary)');
}

export default defineConfig({
  testDir: './specs',
  testMatch: '*.spec.ts',
  globalSetup: './build.ts',
  outputDir: '../../test-results/desktop',
  workers: 2,
  fullyParallel: true,
  // A busy machine can make one late; `npm test` names every one that needed the second try.
  retries: 1,
  timeout: 60_000,
  reporter: 'list',
  projects: [{ name: 'stand-in' }, ...(hasElectron ? [{ name: 'electron' }] : [])],
});
