import { expect, test } from 'vitest';
import { futuresQuestion } from '../../src-shared/domain/futures-words.ts';
import { type Instrument, instrumentId } from '../../src-shared/domain/instrument.ts';
import type { Venue } from '../venues/venue.ts';
import { searchVenue } from './search-venue.ts';

const future = (id: string) =>
  ({ id: instrumentId(id), name: `${id} future`, assetClass: 'future' }) as Instrument;
const listed = ['CME:ESZ6', 'CME:ESH7', 'CME:MESZ6', 'CME:NQZ6'].map(future);

/** Knows its own spelling and nothing else, as Rithmic does. */
function ask(text: string) {
  const asked: string[] = [];
  const market = {
    searchInstruments: async (question: string) => {
      asked.push(question);
      return listed.filter(({ id }) => id.toLowerCase().includes(question.toLowerCase()));
    },
  };
  const found = searchVenue({ market } as unknown as Venue, text, futuresQuestion(text), 20);
  return found.then((some) => ({ asked, ids: some.map(({ id }) => id) }));
}

test.each([
  ['es dec 26', ['es dec 26', 'ESZ6'], ['CME:ESZ6']],
  ['ESZ26', ['ESZ26', 'ESZ6'], ['CME:ESZ6']],
  ['/ES', ['ES'], ['CME:ESZ6', 'CME:ESH7']],
  ['es mar', ['es mar', 'ESH'], ['CME:ESH7']],
])('“%s” is asked as %j', async (text, asked, ids) => {
  expect(await ask(text)).toEqual({ asked, ids });
});

test('what a venue knows at once is asked once', async () => {
  expect((await ask('ESZ6')).asked).toEqual(['ESZ6']);
  expect((await ask('ES')).asked).toEqual(['ES']);
});
