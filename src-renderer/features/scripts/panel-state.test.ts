import { expect, test } from 'vitest';
import { readPanelState } from './panel-state.ts';

test('a layout that says nothing, or something else, gives what is usual', () => {
  const usual = {
    timeframe: '5m',
    formatsOnSave: false,
    showsLibrary: true,
    showsOutput: true,
    libraryWidth: 208,
    outputHeight: 190,
    open: [],
  };
  expect(readPanelState({})).toEqual(usual);
  expect(readPanelState({ timeframe: 'soon', open: 'all', showsLibrary: 0 })).toEqual(usual);
});

test('what was saved is read back', () => {
  const saved = {
    timeframe: '4h',
    formatsOnSave: true,
    showsLibrary: false,
    showsOutput: false,
    libraryWidth: 300,
    outputHeight: 120,
    open: ['a', 'b'],
  };
  expect(readPanelState(saved)).toEqual(saved);
});

test('sizes stay within their bounds', () => {
  expect(readPanelState({ libraryWidth: 7, outputHeight: 9999 })).toMatchObject({
    libraryWidth: 120,
    outputHeight: 640,
  });
});
