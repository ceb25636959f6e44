import { spawnSync } from 'node:child_process';
import { defineConfig } from 'vitest/config';
import { wasmFlags } from './src-main/wasm-flags.ts';

/** An engine that does not know a flag would not start with it. */
const knowsFlags = spawnSync(process.execPath, [...wasmFlags, '--eval', '0']).status === 0;

/** Everything that needs no browser. Fault tests start processes and take long, so files do not share a core's time. */
export default defineConfig({
  test: {
    include: [
      'src-*/**/*.test.ts',
      'src-*/**/*.test.tsx',
      'scripts/**/*.test.ts',
      'tests/conformance/**/*.test.ts',
      'tests/faults/**/*.test.ts',
      'tests/pine/**/*.test.ts',
      'tests/rithmic/**/*.test.ts',
      'tests/simulators/**/*.test.ts',
    ],
    environment: 'node',
    // Long forms take minutes; what hangs still ends.
    testTimeout: process.env.TIDEMARK_LONG === '1' ? 1_800_000 : 30_000,
    hookTimeout: 30_000,
    maxWorkers: 2,
    execArgv: knowsFlags ? [...wasmFlags] : [],
  },
});
