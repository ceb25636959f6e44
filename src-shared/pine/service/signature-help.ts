import type { Catalogue } from '../builtins/catalogue.ts';
import { formsOf, parameterFor, parameterText } from './callee.ts';
import type { Cursor } from './cursor.ts';
import type { KnownSymbols } from './known-symbols.ts';
import { readableDocumentation } from './words.ts';

export interface SignatureHelp {
  readonly signatures: readonly {
    readonly label: string;
    readonly documentation: string;
    /** Where in the label each parameter stands. */
    readonly parameters: readonly {
      readonly start: number;
      readonly end: number;
      readonly documentation: string;
    }[];
  }[];
  /** The first one that has room for the argument. */
  readonly active: number;
  /** −1 where none of its parameters is meant. */
  readonly parameter: number;
}

/** How the call round a place is written. */
export function signatureHelp(
  cursor: Cursor,
  known: KnownSymbols,
  catalogue: Catalogue,
): SignatureHelp | undefined {
  const { call } = cursor;
  const forms = call === undefined ? [] : formsOf(call, known, catalogue);
  if (call === undefined || forms.length === 0) return undefined;
  const places = forms.map((form) => parameterFor(form, call));
  const active = Math.max(
    0,
    places.findIndex((place) => place >= 0),
  );
  const signatures = forms.map((form) => {
    let label = `${form.name}(`;
    const parameters = form.parameters.map((parameter, index) => {
      if (index > 0) label += ', ';
      const start = label.length;
      label += parameterText(parameter);
      return { start, end: label.length, documentation: parameter.documentation };
    });
    label += form.result === '' ? ')' : `) → ${form.result}`;
    return { label, documentation: readableDocumentation(form.documentation), parameters };
  });
  return { signatures, active, parameter: places[active] ?? -1 };
}
