import type { Checking } from './checking.ts';
import type { OpenVariable } from './scope.ts';

/** A variable of the program; its persistence and history are filled in as they are met. */
export function newVariable(
  checking: Checking,
  given: Pick<OpenVariable, 'name' | 'type' | 'qualifier' | 'place' | 'start' | 'end'> &
    Partial<Pick<OpenVariable, 'persistence'>>,
): OpenVariable {
  return { persistence: 'none', ...given, id: checking.nextId(), hasHistory: false };
}
