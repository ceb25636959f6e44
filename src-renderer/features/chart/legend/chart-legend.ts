import type { Candle } from '../../../../src-shared/domain/candle.ts';
import { formatCompact, formatPercent, percentChange, unknown } from '../../../ui/format.ts';
import type { PriceText } from '../surface/price-text.ts';

/** One value of the legend, as it is written and as a screenshot paints it. */
export interface LegendPart {
  readonly label: string;
  readonly value: string;
  readonly tone: 'up' | 'down' | 'plain';
}

export function legendParts(
  bar: Candle | undefined,
  before: Candle | undefined,
  text: PriceText,
  hasVolume: boolean,
  locale: string,
): LegendPart[] {
  const reference = before?.close ?? bar?.open ?? Number.NaN;
  const change = (bar?.close ?? Number.NaN) - reference;
  // Whether the bar closed above its open; the change from the bar before may go the other way.
  const tone = bar === undefined ? 'plain' : bar.close >= bar.open ? 'up' : 'down';
  const price = (label: string, value: number | undefined): LegendPart => ({
    label,
    value: text.format(value ?? Number.NaN),
    tone,
  });
  const percent = formatPercent(percentChange(bar?.close ?? Number.NaN, reference), locale);
  const parts: LegendPart[] = [
    price('O', bar?.open),
    price('H', bar?.high),
    price('L', bar?.low),
    price('C', bar?.close),
    {
      label: '',
      value: bar === undefined ? unknown : `${text.formatChange(change)} (${percent})`,
      tone: !Number.isFinite(change) || change === 0 ? 'plain' : change > 0 ? 'up' : 'down',
    },
  ];
  if (hasVolume) parts.push({ label: 'V', value: formatCompact(bar?.volume ?? Number.NaN, locale), tone });
  return parts;
}

const tones = { up: 'text-up', down: 'text-down', plain: 'text-text-1' } as const;

/** Writes the legend's text into the document by itself, once a frame at most: ticks do not pass through React. */
export class ChartLegend {
  readonly #values: HTMLElement;
  readonly #spans: { root: HTMLElement; label: Text; head: Text; pips: HTMLElement; tail: Text }[] = [];
  #parts: readonly LegendPart[] = [];
  #text: PriceText | undefined;

  constructor(values: HTMLElement) {
    this.#values = values;
  }

  /** What is written now, for a screenshot. */
  get parts(): readonly LegendPart[] {
    return this.#parts;
  }

  show(parts: readonly LegendPart[], text: PriceText): void {
    this.#text = text;
    while (this.#spans.length < parts.length) this.#add();
    for (const [index, span] of this.#spans.entries()) {
      const part = parts[index];
      span.root.hidden = part === undefined;
      if (part === undefined) continue;
      const before = this.#parts[index];
      if (before?.value === part.value && before.label === part.label && before.tone === part.tone) continue;
      if (before?.label !== part.label) span.label.data = part.label === '' ? '' : `${part.label} `;
      const cut = part.label !== '' && part.label !== 'V' ? this.#cut(part.value) : undefined;
      span.head.data = cut?.head ?? part.value;
      const pips = cut?.pips ?? '';
      const tail = cut?.tail ?? '';
      if (span.pips.textContent !== pips) span.pips.textContent = pips;
      if (span.tail.data !== tail) span.tail.data = tail;
      if (before?.tone !== part.tone)
        (span.root.lastElementChild as HTMLElement).className = `tabular ${tones[part.tone]}`;
    }
    this.#parts = parts;
  }

  /** Emphasis is cut from the written price, so that it always says the same as the plain one. */
  #cut(value: string) {
    const sample = this.#text?.split(1);
    if (sample === undefined || sample.pips === '' || value === unknown) return undefined;
    const end = value.length - sample.tail.length;
    return { head: value.slice(0, end - 2), pips: value.slice(end - 2, end), tail: value.slice(end) };
  }

  #add(): void {
    const root = document.createElement('span');
    root.className = 'whitespace-nowrap';
    const labelHost = document.createElement('span');
    labelHost.className = 'text-text-3';
    const label = document.createTextNode('');
    labelHost.append(label);
    const value = document.createElement('span');
    const head = document.createTextNode('');
    const pips = document.createElement('span');
    pips.className = 'font-semibold';
    const tail = document.createTextNode('');
    value.append(head, pips, tail);
    root.append(labelHost, value);
    this.#values.append(root);
    this.#spans.push({ root, label, head, pips, tail });
  }
}
