export interface ComboboxChoice {
  readonly value: string;
  readonly label: string;
}

/** Whether the value says more than the label: `yes` beside “Yes” does not. */
export function addsToLabel({ value, label }: ComboboxChoice): boolean {
  return value.toLowerCase() !== label.toLowerCase();
}

/** Choices that hold every typed word in their label or value; those that begin with the text first. */
export function matching(choices: readonly ComboboxChoice[], text: string): readonly ComboboxChoice[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return choices;
  const words = wanted.split(/\s+/);
  const begins = ({ label, value }: ComboboxChoice) =>
    label.toLowerCase().startsWith(wanted) || value.toLowerCase().startsWith(wanted);
  return choices
    .filter(({ label, value }) => {
      const told = `${label} ${value}`.toLowerCase();
      return words.every((word) => told.includes(word));
    })
    .toSorted((a, b) => Number(begins(b)) - Number(begins(a)));
}
