import { colourText, isInvisible } from './paint/script-colour.ts';

export interface LegendValue {
  readonly title: string;
  readonly text: string;
  /** 0xRRGGBBAA; NaN for the usual one. */
  readonly colour: number;
}

/** The values of one script, written straight into the document: they change with every move of the pointer. */
export class LegendValues {
  readonly #element: HTMLElement;
  readonly #spans: HTMLElement[] = [];
  #shown: readonly LegendValue[] = [];

  constructor(element: HTMLElement) {
    this.#element = element;
    element.replaceChildren();
  }

  get shown(): readonly LegendValue[] {
    return this.#shown;
  }

  show(values: readonly LegendValue[]): void {
    while (this.#spans.length < values.length) {
      const span = document.createElement('span');
      span.className = 'tabular whitespace-nowrap';
      this.#element.append(span);
      this.#spans.push(span);
    }
    for (const [at, span] of this.#spans.entries()) {
      const value = values[at];
      const before = this.#shown[at];
      if (value === undefined) {
        span.hidden = true;
        continue;
      }
      span.hidden = false;
      if (before?.text !== value.text) span.textContent = value.text;
      if (before?.title !== value.title) span.title = value.title;
      if (before === undefined || !Object.is(before.colour, value.colour))
        span.style.color = isInvisible(value.colour) ? '' : colourText((value.colour | 0xff) >>> 0);
    }
    this.#shown = values;
  }
}
