import type { DeclaredInput } from '../../../../../src-shared/contract/scripts.ts';

export interface InputLine {
  readonly key: string;
  /** More than one where the script wants them side by side. */
  readonly inputs: readonly DeclaredInput[];
}

export interface InputGroup {
  /** Empty for those that are in none. */
  readonly title: string;
  readonly lines: readonly InputLine[];
}

/** As scripts order them: groups where their first input stands, inputs of one `inline` on the line of the first. */
export function inputGroups(inputs: readonly DeclaredInput[]): readonly InputGroup[] {
  const groups = new Map<string, Map<string, DeclaredInput[]>>();
  for (const input of inputs) {
    const lines = groups.get(input.group) ?? new Map<string, DeclaredInput[]>();
    groups.set(input.group, lines);
    const key = input.inline === '' ? `input ${input.id}` : `line ${input.inline}`;
    const line = lines.get(key);
    if (line === undefined) lines.set(key, [input]);
    else line.push(input);
  }
  return [...groups].map(([title, lines]) => ({
    title,
    lines: [...lines].map(([key, members]) => ({ key, inputs: members })),
  }));
}
