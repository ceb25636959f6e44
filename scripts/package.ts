import { fileURLToPath } from 'node:url';
import { buildPage } from './build-page.ts';
import { runStep, runTool } from './run-step.ts';

/*
 * npm run package: installers for this system into release/. Needs Electron's binary, which electron-builder fetches from
 * outside the package registry.
 */
await buildPage();
const bundled = await runStep(process.execPath, [
  fileURLToPath(new URL('./bundle-desktop.ts', import.meta.url)),
]);
process.exitCode =
  bundled.code === 0 ? (await runTool('electron-builder/cli.js', process.argv.slice(2))).code : bundled.code;
