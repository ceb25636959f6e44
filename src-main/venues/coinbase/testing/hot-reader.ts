import { ByteNames, ByteScanner } from '../../connection/scan.ts';
import { BookFeed } from '../book-feed.ts';
import type { Frame } from '../decode.ts';
import { applyBook, emptyHead, readHead, readTrades } from '../hot-decode.ts';

/** Both ways of reading a frame, to what can be compared: trades as they are, books as they are afterwards. */
export function createHotReader(names: readonly string[]) {
  const scanner = new ByteScanner();
  const head = emptyHead();
  const products = new ByteNames<string>();
  const targets = new ByteNames<BookFeed>();
  const feeds = new Map<string, BookFeed>();
  const feedOf = (name: string) => {
    const feed = feeds.get(name) ?? new BookFeed(name, 8, 8);
    feeds.set(name, feed);
    targets.set(name, feed);
    return feed;
  };
  for (const name of names) {
    products.set(name, name);
    feedOf(name);
  }
  const books = () =>
    Array.from(feeds.values())
      .filter(({ isLoaded }) => isLoaded)
      .map(({ product, book }) => [product, book.top('bid', 1000), book.top('ask', 1000)]);
  return {
    /** From its bytes; undefined where the careful decoder must read it. */
    read(text: string) {
      scanner.load(Buffer.from(text, 'latin1'));
      if (!readHead(scanner, head)) return undefined;
      const { channel, time, sequence } = head;
      if (channel === 'trades') {
        const trades = readTrades(scanner, products);
        return trades && { kind: 'trades', time, sequence, trades };
      }
      const isRead = applyBook(scanner, targets, () => undefined);
      return isRead ? { kind: 'book', time, sequence, books: books() } : undefined;
    },
    slow(frame: Frame & { kind: 'trades' | 'book' }) {
      if (frame.kind === 'trades') return frame;
      for (const change of frame.changes) feedOf(change.product).apply(change);
      return { kind: 'book', time: frame.time, sequence: frame.sequence, books: books() };
    },
  };
}
