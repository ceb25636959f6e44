import { setFlagsFromString } from 'node:v8';

/**
 * Node reads CommonJS with a small WebAssembly program. Its hot functions are compiled anew in background threads, which
 * then free the old code, and there V8 13.6 (Node 24.21) was seen to end the whole process, a few times in thousands of
 * starts on a busy machine: “Check failed: end > addr” in ThreadIsolation::UnregisterWasmAllocation. Nothing here needs WebAssembly
 * to be fast, so its code is compiled once and kept.
 */
export const wasmFlags = ['--no-wasm-dynamic-tiering', '--no-wasm-tier-up', '--no-wasm-code-gc'] as const;

/** As early as can be; flags that an engine does not know are passed over with a warning. */
export function keepWasmCode(): void {
  for (const flag of wasmFlags) setFlagsFromString(flag);
}
