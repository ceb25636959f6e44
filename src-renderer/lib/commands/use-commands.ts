import { useEffect } from 'react';
import { type Command, commands } from './command-registry.ts';

/** Offers commands while the component is there and `isActive`. The list must be stable or memoised. */
export function useCommands(list: readonly Command[], isActive = true): void {
  useEffect(() => (isActive ? commands.add(list) : undefined), [list, isActive]);
}
