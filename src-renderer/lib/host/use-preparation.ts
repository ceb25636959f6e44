import type { Host } from './host.ts';
import { useHostEvents } from './host-context.tsx';

/** How far the first start's import of bundled markets has come. */
export interface Preparation {
  readonly done: number;
  readonly total: number;
  readonly doing: string;
}

const openPreparation = ({ rpc }: Host, signal: AbortSignal) => rpc.system.preparation({}, { signal });

/** Null until the host has told. */
export function usePreparation(): Preparation | null {
  return useHostEvents<Preparation | null>(openPreparation, null);
}
