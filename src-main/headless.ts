import { readFileSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { keepWasmCode } from './wasm-flags.ts';

/* The Node entry: the command line, and with `serve` the whole application without a desktop. */

keepWasmCode();
const { directory } = enableCompileCache();
// Threads read it from the environment; without it each would strip and compile its sources anew.
if (directory !== undefined) process.env.NODE_COMPILE_CACHE ??= directory;
const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  version: string;
};
const { runCommandLine } = await import('./cli/index.ts');
process.exitCode = await runCommandLine(process.argv.slice(2), version);
