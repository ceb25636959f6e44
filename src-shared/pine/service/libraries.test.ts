import { expect, test } from 'vitest';
import { createLanguageService } from './index.ts';

const library = `//@version=6
library("Tools")
export type Level
    float price = 0
//@function Half of it.
export half(float x) => x / 2
export enum Side
    long
    short
`;
const script = '//@version=6\nindicator("S")\nimport jo/Tools/1 as t\nplot(t.half(close))\nplot(t.)';

test('libraries come when they are there, and go', () => {
  const service = createLanguageService();
  service.update(script.replace('\nplot(t.)', ''));
  const codes = () => service.diagnostics().map(({ code }) => code);
  expect(codes()).toEqual(['P601']);
  service.useLibraries({ 'jo/Tools/1': library });
  expect(codes()).toEqual([]);
  service.useLibraries({});
  expect(codes()).toEqual(['P601']);
});

test('what a library exports is completed, explained and not renamed', () => {
  const service = createLanguageService();
  service.update(script);
  service.useLibraries({ 'jo/Tools/1': library });
  const labels = service.complete(script.length - 1).items.map(({ label }) => label);
  expect(labels).toEqual(expect.arrayContaining(['Level', 'half', 'Side']));
  const members = script.replace('plot(t.)', 'plot(t.Side.)');
  service.update(members);
  expect(service.complete(members.length - 1).items.map(({ label }) => label)).toEqual(['long', 'short']);
  service.update(script);
  const place = script.indexOf('half') + 1;
  expect(JSON.stringify(service.hover(place))).toContain('Half of it.');
  expect(service.rename(place, 'third')).toEqual({
    refusal: '`half` is declared in a library and is renamed there.',
  });
});
