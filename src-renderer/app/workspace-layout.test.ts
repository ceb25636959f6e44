import { describe, expect, it } from 'vitest';
import { freeName, readWorkspaceLayout, reorder } from './workspace-layout.ts';
import { workspaceTemplates } from './workspace-templates.ts';

describe('a saved workspace', () => {
  it('is read without trust', () => {
    const empty = { version: 1, template: null, dock: null, links: {} };
    expect(readWorkspaceLayout(null)).toEqual(empty);
    expect(readWorkspaceLayout({ dock: { grid: 4 }, links: { orange: 'nonsense' }, template: 1 })).toEqual(
      empty,
    );
  });
  it('keeps its dock, template and links', () => {
    const dock = { grid: { root: { type: 'branch' } }, panels: {} };
    expect(readWorkspaceLayout({ template: 'default', dock, links: { orange: 'CME:6EH4' } })).toEqual({
      version: 1,
      template: 'default',
      dock,
      links: { orange: 'CME:6EH4' },
    });
  });
});

describe('names and places', () => {
  it('finds a name that is free', () => {
    expect(freeName('Scalping', ['Default'])).toBe('Scalping');
    expect(freeName('Scalping', ['Scalping', 'Scalping 2'])).toBe('Scalping 3');
    expect(freeName('  ', [])).toBe('Workspace');
  });
  it('moves one and counts the places afresh', () => {
    const list = ['a', 'b', 'c'].map((id, position) => ({ id, position }));
    expect(reorder(list, 'c', 0)).toEqual([
      { id: 'c', position: 0 },
      { id: 'a', position: 1 },
      { id: 'b', position: 2 },
    ]);
    expect(reorder(list, 'a', 99).map((entry) => entry.id)).toEqual(['b', 'c', 'a']);
    expect(reorder(list, 'x', 0)).toBe(list);
  });
});

it('every ready-made workspace places its panels beside ones that exist, under ids of their own', () => {
  for (const { panels } of workspaceTemplates) {
    const placed = new Set<string>();
    for (const panel of panels) {
      expect(placed.has(panel.id)).toBe(false);
      if (panel.beside !== undefined) expect(placed.has(panel.beside)).toBe(true);
      placed.add(panel.id);
    }
  }
});
