interface LineRemark {
  readonly line: number;
  readonly what: string;
}

const mostNotes = 3;

/** What a conversion says of itself in a few sentences: what to look at first, then how much was changed, by an example. */
export function conversionWords(changes: readonly LineRemark[], notes: readonly LineRemark[]): string {
  const looks = notes.slice(0, mostNotes).map(({ line, what }) => `Look at line ${line}: ${what}`);
  if (notes.length > mostNotes) looks.push(`${notes.length - mostNotes} more lines to look at.`);
  // The first change is that of the version, which the title tells.
  const example = changes.find(({ what }) => !/^Version \d/.test(what)) ?? changes[0];
  if (example === undefined) return looks.join(' ');
  const count = changes.length === 1 ? 'One change' : `${changes.length} changes`;
  return [...looks, `${count}, such as on line ${example.line}: ${example.what}`].join(' ');
}
