import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');

/** The variables that hold for an html element with these attributes, later blocks over earlier ones. */
function tokensFor(attributes: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  const tokens = new Map<string, string>();
  for (const [, selectors = '', body = ''] of css.matchAll(/(html[^{}]*)\{([^{}]*)\}/g)) {
    const applies = selectors
      .split(',')
      .some((selector) =>
        [...selector.matchAll(/\[([\w-]+)='([^']*)'\]/g)].every(
          ([, name = '', value]) => attributes[name] === value,
        ),
      );
    if (!applies) continue;
    for (const [, name = '', value = ''] of body.matchAll(/--([\w-]+):\s*([^;]+);/g))
      tokens.set(name, value.trim());
  }
  return tokens;
}

function luminance(hex: string): number {
  const channel = (start: number) => {
    const value = Number.parseInt(hex.slice(start, start + 2), 16) / 255;
    return value <= 0.040_45 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

function contrast(a: string, b: string): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

const grounds = ['bg-0', 'bg-1', 'bg-2', 'bg-3'];
const texts = ['text-1', 'text-2', 'text-3', 'accent', 'up', 'down', 'warn', 'danger', 'info', 'paper'];
const pairs: readonly (readonly [string, string])[] = [
  ...texts.flatMap((text) => grounds.map((ground) => [text, ground] as const)),
  ['on-accent', 'accent'],
  ['on-accent', 'accent-strong'],
  ['accent', 'accent-ground'],
  ['up', 'up-ground'],
  ['down', 'down-ground'],
  ['warn', 'warn-ground'],
  ['danger', 'danger-ground'],
  ['info', 'info-ground'],
];

describe.each(['dark', 'light'])('the %s theme', (theme) => {
  it.each(['green-red', 'blue-amber', 'mono'])('keeps text at 4.5 : 1 or more with %s prices', (colours) => {
    const tokens = tokensFor({
      'data-theme': theme,
      'data-price-colours': colours,
      'data-density': 'normal',
    });
    const colour = (name: string) => tokens.get(name) ?? '';
    const tooFaint = pairs
      .map(([text, ground]) => ({ text, ground, ratio: contrast(colour(text), colour(ground)) }))
      .filter(({ ratio }) => !(ratio >= 4.5));
    expect(tooFaint).toEqual([]);
  });
  it('keeps the outlines of controls at 3 : 1 on panels', () => {
    const tokens = tokensFor({ 'data-theme': theme });
    for (const ground of ['bg-0', 'bg-1', 'bg-2']) {
      expect(contrast(tokens.get('line-control') ?? '', tokens.get(ground) ?? '')).toBeGreaterThanOrEqual(3);
    }
  });
});

it('keeps the user’s pitch-black and premium orange', () => {
  const tokens = tokensFor({ 'data-theme': 'dark' });
  expect([tokens.get('bg-0'), tokens.get('accent')]).toEqual(['#000000', '#ff8a1f']);
});
