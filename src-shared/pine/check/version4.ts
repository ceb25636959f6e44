import type * as tree from '../syntax/tree.ts';
import type { Checking } from './checking.ts';
import type { Expression } from './program.ts';

/** Calls of older versions that became something else than another name; undefined for all others. */
export function checkOldCall(_checking: Checking, _node: tree.Call, _name: string): Expression | undefined {
  return undefined;
}
