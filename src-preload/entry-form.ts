/** What is to be asked; comes from the main process. */
export interface EntryForm {
  readonly title: string;
  readonly fields: readonly {
    readonly name: string;
    readonly label: string;
    readonly hint: string;
    readonly isSecret: boolean;
    readonly isMultiline: boolean;
    readonly isOptional: boolean;
    readonly isRepeated: boolean;
    readonly leastCharacters?: number;
  }[];
}

interface Actions {
  submit(values: Readonly<Record<string, string>>): void;
  cancel(): void;
}

/** Makes the form in the window's document. The fields are emptied the moment their values are handed over. */
export function buildEntryForm(
  document: Document,
  { title, fields }: EntryForm,
  { submit, cancel }: Actions,
): { answer(trouble: string): void } {
  document.title = title;
  const form = document.createElement('form');
  form.autocomplete = 'off';
  const heading = element(document, 'h1', title);
  const note = element(
    document,
    'p',
    'What you type here goes straight to where your keys are kept, and is not shown again.',
  );
  const rows = fields.map((field) => {
    const again = field.isRepeated
      ? inputOf(document, { ...field, label: `${field.label}, again`, hint: '' })
      : undefined;
    return { field, input: inputOf(document, field), again };
  });
  const trouble = element(document, 'p', '');
  trouble.setAttribute('role', 'alert');
  const footer = document.createElement('footer');
  const cancelButton = element(document, 'button', 'Cancel');
  cancelButton.type = 'button';
  const saveButton = element(document, 'button', 'Hand over');
  saveButton.type = 'submit';
  footer.append(cancelButton, saveButton);
  form.append(heading, note);
  for (const { input, again } of rows) {
    form.append(input.label);
    if (again !== undefined) form.append(again.label);
  }
  form.append(trouble, footer);
  document.body.replaceChildren(form);
  rows[0]?.input.control.focus();

  const clear = () => {
    for (const { input, again } of rows) {
      input.control.value = '';
      if (again !== undefined) again.control.value = '';
    }
  };
  cancelButton.addEventListener('click', () => {
    clear();
    cancel();
  });
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') cancelButton.click();
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const missing = rows.find(({ field, input }) => !field.isOptional && input.control.value.trim() === '');
    const short = rows.find(
      ({ field, input }) => charactersOf(input.control.value) < (field.leastCharacters ?? 0),
    );
    const different = rows.find(
      ({ input, again }) => again !== undefined && again.control.value !== input.control.value,
    );
    const wrong = missing ?? short ?? different;
    if (wrong !== undefined) {
      trouble.textContent =
        wrong === missing
          ? `${wrong.field.label} is missing.`
          : wrong === short
            ? `${wrong.field.label}: at least ${wrong.field.leastCharacters} characters.`
            : `${wrong.field.label}: the two are not the same.`;
      wrong.input.control.focus();
      return;
    }
    const values = Object.fromEntries(rows.map(({ field, input }) => [field.name, input.control.value]));
    clear();
    trouble.textContent = '';
    saveButton.disabled = true;
    submit(values);
  });
  return {
    answer(text) {
      trouble.textContent = text;
      saveButton.disabled = false;
      rows[0]?.input.control.focus();
    },
  };
}

/** As the vault counts them. */
function charactersOf(text: string): number {
  return [...text.normalize('NFC')].length;
}

function inputOf(
  document: Document,
  { label, hint, isSecret, isMultiline, isOptional }: EntryForm['fields'][number],
) {
  const wrapper = element(document, 'label', isOptional ? `${label} (may be empty)` : label);
  if (hint !== '') wrapper.append(element(document, 'small', hint));
  // A key of several lines is pasted from a file; there is no hidden kind of such a field.
  const control = isMultiline ? document.createElement('textarea') : document.createElement('input');
  if (control instanceof HTMLInputElement) control.type = isSecret ? 'password' : 'text';
  control.autocomplete = 'off';
  control.spellcheck = false;
  wrapper.append(control);
  return { label: wrapper, control };
}

function element<Name extends keyof HTMLElementTagNameMap>(
  document: Document,
  name: Name,
  text: string,
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}
