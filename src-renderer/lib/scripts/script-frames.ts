import type { ScriptFrame } from '../../../src-shared/stream/script-frame.ts';

const listeners = new Set<(frame: ScriptFrame) => void>();

/** Called by whoever reads the data plane, with every script frame. */
export function takeScriptFrame(frame: ScriptFrame): void {
  for (const listener of listeners) listener(frame);
}

export function onScriptFrame(listener: (frame: ScriptFrame) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
