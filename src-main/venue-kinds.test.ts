import { expect, test } from 'vitest';
import { venueKinds } from './venue-kinds.ts';
import { lateKind } from './venues/late-kind.ts';
import type { VenueKind } from './venues/venue-kind.ts';

const [first] = venueKinds;
if (first === undefined) throw new Error('there are no venues');
const { description } = first;
const listing = {
  kind: 'some',
  label: 'Some',
  description,
  addressNames: [],
  hasWebLogin: true,
  hasDiscovery: false,
};

test('what a venue’s listing says is what its code has', async () => {
  const folder = new URL('./venues/', import.meta.url);
  for (const kind of venueKinds) {
    const loaded = (await import(new URL(`${kind.kind}/index.ts`, folder).href)) as Record<string, VenueKind>;
    const own = loaded[kind.kind];
    expect(own).toMatchObject({ label: kind.label, addressNames: kind.addressNames });
    expect(own?.description).toBe(kind.description);
    expect(own?.webLogin !== undefined).toBe(kind.webLogin !== undefined);
    expect(own?.discover !== undefined).toBe(kind.discover !== undefined);
    await kind.prepare?.();
    expect(kind.channels).toBe(own?.channels);
  }
});

test('the code is fetched once, when it is needed, and again after it could not be had', async () => {
  let fetched = 0;
  const code = {
    channels: ['one'],
    webLogin: { loginUrl: () => 'https://x.example' },
  } as unknown as VenueKind;
  const kind = lateKind(listing, async () => {
    fetched += 1;
    if (fetched === 1) throw new Error('the disk is gone');
    return code;
  });
  expect(kind.label).toBe('Some');
  expect(fetched).toBe(0);
  await expect(kind.prepare?.()).rejects.toMatchObject({
    kind: 'unavailable',
    message: 'The part of Tidemark for Some could not be read.',
  });
  await kind.prepare?.();
  await kind.prepare?.();
  expect(fetched).toBe(2);
  expect(kind.channels).toEqual(['one']);
  expect(kind.webLogin?.loginUrl({})).toBe('https://x.example');
});

test('what answers at once and was not prepared is told as the bug it is', () => {
  const kind = lateKind(listing, async () => {
    throw new Error('never');
  });
  expect(() => kind.sign({ credentials: {}, request: { method: 'GET', path: '/' } })).toThrow(
    'some was used before it was prepared',
  );
});
