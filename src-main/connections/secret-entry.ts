import type { SecretEntryCard } from '../../src-shared/contract/connections.ts';
import { Failure } from '../../src-shared/domain/failure.ts';
import type { Release } from '../venues/venue.ts';
import { layAnswer, removeAnswer } from './entry-answer.ts';
import { entryCommand } from './entry-command.ts';
import {
  clearEntry,
  type EntryForm,
  type EntryValues,
  layForm,
  sweepEntries,
  takeValues,
} from './secret-drop.ts';

export type EntryField = EntryForm['fields'][number];
export type { EntryValues } from './secret-drop.ts';

/** A window of its own, with its own preload and nothing else in it (K8); only the desktop has one. */
export type OpenEntryWindow = (
  form: EntryForm,
  on: { submit(values: EntryValues): Promise<{ readonly trouble: string }>; cancel(): void },
) => Release;

export interface EntryParts {
  readonly profile: string;
  readonly openWindow?: OpenEntryWindow;
  freshId(): string;
  log(event: string, fields?: Readonly<Record<string, unknown>>): void;
}

interface Entry {
  card: SecretEntryCard;
  readonly form: EntryForm;
  readonly accept: (values: EntryValues) => Promise<void>;
  readonly listeners: Set<(card: SecretEntryCard) => void>;
  readonly end: Release[];
  /** While values are being taken; whoever ends the entry meanwhile waits, so that none is left without an owner. */
  taking: Promise<string> | undefined;
  ending: Promise<void> | undefined;
}

const lifeMs = 15 * 60_000;
const lookEveryMs = 100;
/** A terminal that did not read its answer by then is gone. */
const answerLifeMs = 5 * 60_000;
/** Each may have a window of its own. */
const mostWaiting = 8;

/**
 * The one way in for secrets: a window of its own, or the terminal. Values go from here straight to whoever asked and are
 * not kept; the page only ever sees the card.
 */
export class SecretEntries {
  readonly #parts: EntryParts;
  readonly #entries = new Map<string, Entry>();

  constructor(parts: EntryParts) {
    this.#parts = parts;
  }

  async start(): Promise<void> {
    await sweepEntries(this.#parts.profile);
  }

  /** `accept` may throw a Failure, whose sentence the person reads where he typed; then he may try again. */
  async begin(
    title: string,
    fields: readonly EntryField[],
    accept: (values: EntryValues, id: string) => Promise<void>,
  ): Promise<SecretEntryCard> {
    const { profile, openWindow, freshId, log } = this.#parts;
    const waiting = [...this.#entries.values()].filter(({ card }) => card.state === 'waiting');
    if (waiting.length >= mostWaiting) {
      throw new Failure(
        'rate-limited',
        'Several entries wait for keys already. Finish or cancel them first.',
      );
    }
    const id = freshId();
    const form: EntryForm = { id, title, fields: [...fields] };
    await layForm(profile, form);
    const entry: Entry = {
      card: {
        id,
        state: 'waiting',
        place: openWindow === undefined ? 'terminal' : 'window',
        command: entryCommand(id, profile),
        isTaking: false,
        trouble: '',
      },
      form,
      accept: (values) => accept(values, id),
      listeners: new Set(),
      end: [],
      taking: undefined,
      ending: undefined,
    };
    this.#entries.set(id, entry);
    const timeout = setTimeout(() => void this.#finish(entry, 'expired'), lifeMs);
    timeout.unref();
    let isLooking = false;
    const looking = setInterval(() => {
      if (isLooking || entry.card.state !== 'waiting') return;
      isLooking = true;
      this.#look(entry)
        .catch((error: unknown) => log('entry.not-read', { error }))
        .finally(() => {
          isLooking = false;
        });
    }, lookEveryMs);
    looking.unref();
    entry.end.push(
      () => clearTimeout(timeout),
      () => clearInterval(looking),
    );
    if (openWindow !== undefined) {
      const close = openWindow(form, {
        submit: (values) =>
          this.#submit(entry, values).catch((error: unknown) => {
            log('entry.failed', { error });
            return { trouble: sentenceOf(error) };
          }),
        cancel: () => void this.#finish(entry, 'cancelled'),
      });
      entry.end.push(close);
    }
    return entry.card;
  }

  card(id: string): SecretEntryCard {
    return this.#find(id).card;
  }

  listen(id: string, listener: (card: SecretEntryCard) => void): Release {
    const { listeners } = this.#find(id);
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  async cancel(id: string): Promise<void> {
    const entry = this.#entries.get(id);
    if (entry !== undefined) await this.#finish(entry, 'cancelled');
  }

  async close(): Promise<void> {
    for (const entry of this.#entries.values()) {
      await this.#finish(entry, 'expired');
      await removeAnswer(this.#parts.profile, entry.form.id);
    }
  }

  #find(id: string): Entry {
    const entry = this.#entries.get(id);
    if (entry === undefined) throw new Failure('not-found', 'This entry is over. Begin it again.');
    return entry;
  }

  async #look(entry: Entry): Promise<void> {
    const { profile } = this.#parts;
    const { id } = entry.form;
    try {
      const values = await takeValues(profile, id);
      if (values !== undefined) await this.#submit(entry, values, (trouble) => this.#answer(id, trouble));
    } catch (error) {
      const trouble = sentenceOf(error);
      this.#change(entry, { trouble });
      await this.#answer(id, trouble);
    }
  }

  async #answer(id: string, trouble: string): Promise<void> {
    const { profile, log } = this.#parts;
    await layAnswer(profile, id, { trouble });
    setTimeout(() => {
      removeAnswer(profile, id).catch((error: unknown) => log('entry.not-cleared', { error }));
    }, answerLifeMs).unref();
  }

  /** Answers what is wrong, empty when it was taken; `tell` hears it before the entry is cleared away. */
  async #submit(
    entry: Entry,
    values: EntryValues,
    tell: (trouble: string) => Promise<void> = async () => undefined,
  ): Promise<{ readonly trouble: string }> {
    if (entry.card.state !== 'waiting' || entry.ending !== undefined) {
      return this.#refuse('This entry is over.', tell);
    }
    if (entry.taking !== undefined) return this.#refuse('What was entered before is being taken.', tell);
    // Whoever ends the entry meanwhile, as a page does that has no more use for it, waits until it was told as well.
    entry.taking = (async () => {
      // After `taking` is known: taking may itself lead to the end of the entry.
      await Promise.resolve();
      const found = await this.#take(entry, values);
      await tell(found);
      return found;
    })();
    const trouble = await entry.taking.finally(() => {
      entry.taking = undefined;
    });
    if (trouble === '') await this.#finish(entry, 'entered');
    return { trouble };
  }

  async #refuse(trouble: string, tell: (trouble: string) => Promise<void>) {
    await tell(trouble);
    return { trouble };
  }

  async #take(entry: Entry, values: EntryValues): Promise<string> {
    this.#change(entry, { isTaking: true, trouble: '' });
    try {
      await entry.accept(complete(entry.form, values));
      this.#change(entry, { isTaking: false });
      return '';
    } catch (error) {
      const trouble = sentenceOf(error);
      this.#change(entry, { isTaking: false, trouble });
      if (!(error instanceof Failure)) this.#parts.log('entry.failed', { error });
      return trouble;
    }
  }

  #finish(entry: Entry, state: SecretEntryCard['state']): Promise<void> {
    entry.ending ??= this.#end(entry, state);
    return entry.ending;
  }

  /** Whoever reads that it is over finds nothing of it left. */
  async #end(entry: Entry, wanted: SecretEntryCard['state']): Promise<void> {
    // What is being taken just now counts, whoever wished to end it meanwhile.
    const taken = await entry.taking?.catch(() => undefined);
    const state = taken === '' ? 'entered' : wanted;
    for (const end of entry.end) end();
    await clearEntry(this.#parts.profile, entry.form.id).catch((error: unknown) =>
      this.#parts.log('entry.not-cleared', { error }),
    );
    this.#change(entry, { state, trouble: '' });
  }

  #change(entry: Entry, change: Partial<SecretEntryCard>): void {
    entry.card = { ...entry.card, ...change };
    for (const listener of entry.listeners) listener(entry.card);
  }
}

/** Exactly the form's fields, trimmed. @throws Failure `invalid` naming what is missing. */
function complete({ fields }: EntryForm, values: EntryValues): EntryValues {
  const entries = fields.map(({ name, label, isOptional, isMultiline }) => {
    const raw = values[name] ?? '';
    // Some portals hand keys out with the line ends written as \n.
    const value = isMultiline ? raw.replaceAll('\\n', '\n').trim() : raw.trim();
    if (value === '' && !isOptional) throw new Failure('invalid', `${label} is missing.`);
    return [name, value] as const;
  });
  return Object.fromEntries(entries.filter(([, value]) => value !== ''));
}

function sentenceOf(error: unknown): string {
  return error instanceof Failure ? error.message : 'Something went wrong. The log has the details.';
}
