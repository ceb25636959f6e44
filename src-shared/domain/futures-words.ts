import { type Instrument, symbolOf } from './instrument.ts';

/*
 * How people name futures: “/ES”, “ES”, “ESZ6”, “ESZ26”, “es dec 26”. Venues know one spelling each, so that what was typed is taken
 * apart here and asked for in the spellings there are.
 */

/** January to December, as exchanges letter them. */
const monthLetters = 'FGHJKMNQUVXZ';
const monthNames = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];

interface FutureWords {
  /** Upper case, such as `ES`. */
  readonly root: string;
  /** 1 to 12. */
  readonly month?: number;
  /** Last one, two or four digits as typed. */
  readonly year?: string;
}

export interface FuturesQuestion {
  /** What to ask venues for besides the text as it was typed. */
  readonly questions: readonly string[];
  /** Whether an answer is one of those that were meant. */
  isMeant(instrument: Instrument): boolean;
}

/** Undefined where the text does not read as a future that is spelled otherwise than venues do. */
export function futuresQuestion(text: string): FuturesQuestion | undefined {
  const typed = text.trim();
  const words = wordsOf(typed.replace(/^\//, ''));
  // A root alone is asked for as it stands, unless its stroke says that a future is meant.
  if (words === undefined || (words.month === undefined && !typed.startsWith('/'))) return undefined;
  const { root, month, year } = words;
  const letter = month === undefined ? '' : (monthLetters[month - 1] ?? '');
  const contracts = year === undefined ? [`${root}${letter}`] : [`${root}${letter}${year.slice(-1)}`];
  const spelled = typed.toUpperCase();
  return {
    questions: [...new Set([...contracts, root])].filter((one) => one !== spelled),
    isMeant: (instrument) => instrument.assetClass === 'future' && isContract(instrument, words),
  };
}

function wordsOf(text: string): FutureWords | undefined {
  const parts = text.split(/\s+/).filter((part) => part !== '');
  const [first = '', second, third] = parts;
  if (!/^[a-z0-9]{1,12}$/i.test(first) || parts.length > 3) return undefined;
  const root = first.toUpperCase();
  if (second === undefined) return contractWords(root) ?? (/[A-Z]/.test(root) ? { root } : undefined);
  const month = monthOf(second);
  if (month === undefined) return undefined;
  if (third === undefined) return { root, month };
  const year = /^['’]?(\d{1,2}|\d{4})$/.exec(third)?.[1];
  return year === undefined ? undefined : { root, month, year };
}

/** `ESZ6`, `ESZ26`, `ESZ2026`; not `NQ1` or `6E`, which have no month. */
function contractWords(symbol: string): FutureWords | undefined {
  const [, root, letter, year] = /^([A-Z0-9]{1,8}?)([FGHJKMNQUVXZ])(\d{1,2}|20\d{2})$/.exec(symbol) ?? [];
  if (root === undefined || letter === undefined || year === undefined) return undefined;
  return { root, month: monthLetters.indexOf(letter) + 1, year };
}

function monthOf(word: string): number | undefined {
  const lower = word.toLowerCase();
  if (lower.length < 3) return undefined;
  const index = monthNames.findIndex(
    (name) => name.startsWith(lower) || (lower === 'sept' && name === 'september'),
  );
  return index < 0 ? undefined : index + 1;
}

/** By the letters of its symbol where it has such, else by the month in which it expires. */
function isContract({ id, expiry }: Instrument, { root, month, year }: FutureWords): boolean {
  const symbol = symbolOf(id);
  const spelled = contractWords(symbol);
  if (spelled !== undefined) {
    return (
      spelled.root === root &&
      (month === undefined || spelled.month === month) &&
      (year === undefined || isSameYear(spelled.year ?? '', year))
    );
  }
  if (symbol === root) return month === undefined;
  if (!symbol.startsWith(root)) return false;
  if (month === undefined) return true;
  if (expiry === undefined) return false;
  const end = new Date(expiry);
  return (
    end.getUTCMonth() + 1 === month && (year === undefined || isSameYear(String(end.getUTCFullYear()), year))
  );
}

/** As far as both tell. */
function isSameYear(a: string, b: string): boolean {
  const digits = Math.min(a.length, b.length);
  return a.slice(-digits) === b.slice(-digits);
}
