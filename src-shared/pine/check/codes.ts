import type { Severity } from '../diagnostic.ts';

interface CodeEntry {
  readonly severity: Severity;
  /** What the code stands for, in one sentence. */
  readonly meaning: string;
}

const error = (meaning: string): CodeEntry => ({ severity: 'error', meaning });
const warning = (meaning: string): CodeEntry => ({ severity: 'warning', meaning });
const hint = (meaning: string): CodeEntry => ({ severity: 'hint', meaning });

/** Every judgement the checker can make. Codes are never given a second meaning. */
export const checkCodes = {
  P201: error('A name is not known here.'),
  P202: error('A name is declared twice in one scope.'),
  P203: warning('A local name hides a global or built-in one.'),
  P204: error('A name is used before the line that declares it.'),
  P205: error('A namespace has no such member.'),
  P206: error('A type is not known.'),
  P207: error('An object, type or enum has no such field, member or method.'),
  P208: error('What is assigned to cannot be assigned to.'),
  P209: error('`_` is read.'),
  P210: error('A namespace or type is used as if it were a value.'),
  P211: error('A function is used as if it were a value.'),
  P212: error('A variable is called as if it were a function.'),

  P301: error('A value has another type than its place needs.'),
  P302: error('An operator does not work on these types.'),
  P303: error('The branches of a structure have no common type.'),
  P304: error('na needs a type.'),
  P305: error('A condition is not a bool.'),
  P306: error('A value is used where there is none.'),
  P307: error('A tuple has another number of items than its names, or stands where none may.'),
  P308: error('A value changes later than the declared qualifier allows.'),
  P309: error('A collection or map holds what it cannot hold.'),
  P310: error('The history operator is used where it cannot be.'),
  P311: error('What is looped over is no collection.'),
  P312: error('A literal or constant is wrong where it stands.'),

  P401: error('A required argument is missing.'),
  P402: error('A call names a parameter that does not exist.'),
  P403: error('A call has too many arguments.'),
  P404: error('An argument has a wrong type.'),
  P405: error('An argument may change more often than its parameter allows.'),
  P406: error('A parameter is given twice.'),
  P407: error('A positional argument follows a named one.'),
  P408: error('A function calls itself.'),
  P409: error('An input or setting is not written as a constant.'),
  P410: warning('A parameter or name is outdated.'),
  P411: error('A type in angle brackets is missing or too much.'),
  P413: warning('An argument is weaker bound than on the reference platform.'),

  P501: error('The script does not say its version.'),
  P502: error('The script has no declaration such as indicator().'),
  P503: error('The script has several declarations.'),
  P504: error('What only global code may do is done in a block or function.'),
  P505: warning('What remembers past bars is not evaluated on each bar.'),
  P506: error('A function assigns a global variable.'),
  P507: error('A loop variable, parameter or constant is assigned.'),
  P508: hint('A variable, parameter or function is not used.'),
  P509: warning('Code is never reached.'),
  P510: warning('var in a loop is initialised once only.'),
  P511: error('break or continue stands outside a loop.'),
  P512: error('A statement belongs into global code only.'),
  P514: hint('A condition is always the same.'),
  P515: error('A strategy function is used in a script that is no strategy.'),
  P516: error('An exported function breaks a rule of libraries.'),
  P517: warning('A statement does nothing.'),
  P518: warning('Something is compared with na.'),

  P601: error('An imported library is not there.'),
  P602: error('A built-in is known but not to be had here.'),
  P603: warning('A built-in came with a later version of the language.'),
  P607: warning('A built-in cannot know here what it is asked, and says what it answers instead.'),
  P605: error('An imported library has a mistake of its own.'),
  P604: error('A built-in is gone from this version of the language.'),

  P701: error('The script is nested too deeply for the checker, or makes too many versions of one function.'),
} as const satisfies Readonly<Record<string, CodeEntry>>;

export type CheckCode = keyof typeof checkCodes;
