import { defineConfig } from 'playwright/test';
import { installedBrowser } from '../../scripts/system-packages.ts';

const executablePath = installedBrowser();
if (executablePath === undefined) throw new Error('No browser of the Chromium family is installed.');

/** The whole application as its user has it: the real web host, a profile of its own for each test, a real browser. */
export default defineConfig({
  testDir: './specs',
  testMatch: '*.spec.ts',
  outputDir: '../../test-results/e2e',
  workers: 2,
  fullyParallel: true,
  // A busy machine can make one late; `npm test` names every one that needed the second try.
  retries: 1,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: 'list',
  use: {
    viewport: { width: 1440, height: 900 },
    launchOptions: {
      executablePath,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
