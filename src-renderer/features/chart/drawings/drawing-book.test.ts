import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { instrumentId } from '../../../../src-shared/domain/instrument.ts';
import type { RpcClient } from '../../../lib/host/rpc-client.ts';
import type { Drawing } from './drawing.ts';
import { DrawingBook } from './drawing-book.ts';
import { emptyDocument, writeDrawingDocument } from './drawing-document.ts';

const euro = instrumentId('CME:6EH4');
const line = (id: string, price = 1): Drawing => ({
  id,
  kind: 'horizontal-line',
  anchors: [{ time: 0, price }],
  style: { colour: 'accent', width: 1, line: 'solid' },
  text: '',
  isLocked: false,
});
const json = (...drawings: Drawing[]) => writeDrawingDocument({ ...emptyDocument, drawings });
const copy = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

function openBook(stored: unknown = null) {
  const saved: unknown[] = [];
  const rpc = {
    get: async ({ instrument }: { instrument: string }) => ({ instrument, document: copy(stored) }),
    save: async ({ document }: { document: unknown }) => {
      saved.push(copy(document));
      return {};
    },
  } as unknown as RpcClient['drawings'];
  const book = new DrawingBook(rpc);
  book.open(euro);
  return { book, saved, rpc };
}
const ids = (book: DrawingBook) => book.drawings.map(({ id }) => id);
const settle = () => vi.advanceTimersByTimeAsync(500);

describe('DrawingBook', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('loads what is stored for the instrument', async () => {
    const { book } = openBook(json(line('a'), line('b')));
    await settle();
    expect(ids(book)).toEqual(['a', 'b']);
  });

  it('saves soon after an edit, once for edits that come together', async () => {
    const { book, saved } = openBook();
    await settle();
    book.add(line('a'));
    book.change({ ...line('a'), text: 'high of the day' });
    await settle();
    expect(saved).toEqual([json({ ...line('a'), text: 'high of the day' })]);
  });

  it('undoes and redoes one gesture after the other', async () => {
    const { book } = openBook();
    await settle();
    book.add(line('a'));
    book.add(line('b'));
    book.remove('a');
    expect(ids(book)).toEqual(['b']);
    book.undo();
    expect(ids(book).sort()).toEqual(['a', 'b']);
    book.undo();
    expect(ids(book)).toEqual(['a']);
    book.redo();
    expect(ids(book)).toEqual(['a', 'b']);
    book.add(line('c'));
    book.redo();
    expect(ids(book)).toEqual(['a', 'b', 'c']);
  });

  it('takes over what another window has drawn, and leaves it alone when undoing', async () => {
    const { book } = openBook();
    await settle();
    book.add(line('mine'));
    await settle();
    book.hear(euro, json(line('mine')));
    book.hear(euro, json(line('mine'), line('theirs')));
    expect(ids(book)).toEqual(['mine', 'theirs']);
    book.undo();
    expect(ids(book)).toEqual(['theirs']);
  });

  it('does not let the echo of an earlier save undo what was drawn since', async () => {
    const { book } = openBook();
    await settle();
    book.add(line('a'));
    await settle();
    book.add(line('b'));
    await settle();
    book.hear(euro, json(line('a')));
    expect(ids(book)).toEqual(['a', 'b']);
    book.hear(euro, json(line('a'), line('b')));
    expect(ids(book)).toEqual(['a', 'b']);
  });

  it('keeps locked drawings where they are', async () => {
    const { book } = openBook(json({ ...line('a'), isLocked: true }, line('b')));
    await settle();
    book.remove('a');
    book.removeAll();
    expect(ids(book)).toEqual(['a']);
  });

  it('never saves over a document of a newer version', async () => {
    const { book, saved } = openBook({ format: 'tidemark-drawings', version: 9, drawings: [] });
    await settle();
    book.add(line('a'));
    await settle();
    expect(saved).toEqual([]);
    expect(ids(book)).toEqual([]);
  });

  it('says so when a save fails, keeps the drawing and saves it when asked again', async () => {
    const { book, saved, rpc } = openBook();
    await settle();
    const save = rpc.save;
    rpc.save = (() => Promise.reject(new Error('gone'))) as unknown as typeof save;
    book.add(line('a'));
    await settle();
    expect(book.state.getState().fault).toMatch(/could not be saved/);
    book.reload();
    await settle();
    expect(ids(book)).toEqual(['a']);
    rpc.save = save;
    book.retry();
    await settle();
    expect(saved).toEqual([json(line('a'))]);
    expect(book.state.getState().fault).toBe('');
  });

  it('saves what is pending before it turns to another instrument', async () => {
    const { book, saved } = openBook();
    await settle();
    book.add(line('a'));
    book.open(instrumentId('CME:6BH4'));
    await settle();
    expect(saved).toEqual([json(line('a'))]);
    expect(ids(book)).toEqual([]);
  });
});
