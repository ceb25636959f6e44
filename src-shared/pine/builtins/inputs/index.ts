import type { Builtin, BuiltinFunction } from '../builtin.ts';
import { declarations } from './declarations.ts';

function input(name: string, signatures: readonly string[], documentation: string): BuiltinFunction {
  return { kind: 'function', name, signatures, documentation, implementation: { kind: 'language' } };
}

/** What a person may set. The checker reads their arguments; values come from the host. */
export const inputBuiltins: readonly Builtin[] = [
  ...declarations,
  input(
    'input',
    [
      '(defval: const any, title: const string = ?, tooltip: const string = "", inline: const string = "", group: const string = "", display: const plot_display = ?, active: input bool = true) input any',
    ],
    'A setting whose kind follows its default: a number, a text, a colour, a check box, or a price series to choose from.',
  ),
  input(
    'input.bool',
    [
      '(defval: const bool, title: const string = ?, tooltip: const string = "", inline: const string = "", group: const string = "", confirm: const bool = false, display: const plot_display = display.none, active: input bool = true) input bool',
    ],
    'A check box.',
  ),
  input(
    'input.color',
    [
      '(defval: const color, title: const string = ?, tooltip: const string = "", inline: const string = "", group: const string = "", confirm: const bool = false, display: const plot_display = display.none, active: input bool = true) input color',
    ],
    'A colour to choose.',
  ),
  input(
    'input.enum',
    [
      '(defval: const any, title: const string = ?, options: const tuple = ?, tooltip: const string = "", inline: const string = "", group: const string = "", confirm: const bool = false, display: const plot_display = display.all, active: input bool = true) input any',
    ],
    'One of an enum’s members, chosen by their titles.',
  ),
  input(
    'input.float',
    [
      '(defval: const int|float, title: const string = ?, options: const tuple = ?, tooltip: const string = "", inline: const string = "", group: const string = "", confirm: const bool = false, display: const plot_display = display.all, active: input bool = true) input float',
      '(defval: const int|float, title: const string = ?, minval: const int|float = ?, maxval: const int|float = ?, step: const int|float = 1, tooltip: const string = "", inline: const string = "", group: const string = "", confirm: const bool = false, display: const plot_display = display.all, active: input bool = true) input float',
    ],
    'A number, within limits or from a list.',
  ),
  input(
    'input.int',
    [
      '(defval: const int, title: const string = ?, options: const tuple = ?, tooltip: const string = "", inline: const string = "", group: const string = "", confirm: const bool = false, display: const plot_display = display.all, active: input bool = true) input int',
      '(defval: const int, title: const string = ?, minval: const int = ?, maxval: const int = ?, step: const int = 1, tooltip: const string = "", inline: const string = "", group: const string = "", confirm: const bool = false, display: const plot_display = display.all, active: input bool = true) input int',
    ],
    'A whole number, within limits or from a list.',
  ),
  input(
    'input.price',
    [
      '(defval: const int|float, title: const string = ?, tooltip: const string = "", inline: const string = "", group: const string = "", confirm: const bool = false, display: const plot_display = display.all, active: input bool = true) input float',
    ],
    'A price, which may be dragged on the chart.',
  ),
  input(
    'input.session',
    [
      '(defval: const string, title: const string = ?, options: const tuple = ?, tooltip: const string = "", inline: const string = "", group: const string = "", confirm: const bool = false, display: const plot_display = display.all, active: input bool = true) input string',
    ],
    'Hours of a day, `HHMM-HHMM`, with days behind a colon.',
  ),
  input(
    'input.source',
    [
      '(defval: series float, title: const string = ?, tooltip: const string = "", inline: const string = "", group: const string = "", display: const plot_display = display.all, active: input bool = true, confirm: const bool = false) series float',
    ],
    'A price series, or a plot of another script.',
  ),
  input(
    'input.string',
    [
      '(defval: const string, title: const string = ?, options: const tuple = ?, tooltip: const string = "", inline: const string = "", group: const string = "", confirm: const bool = false, display: const plot_display = display.all, active: input bool = true) input string',
    ],
    'A line of text, or one of a list.',
  ),
  input(
    'input.symbol',
    [
      '(defval: const string, title: const string = ?, tooltip: const string = "", inline: const string = "", group: const string = "", confirm: const bool = false, display: const plot_display = display.all, active: input bool = true) input string',
    ],
    'A market, as a symbol text.',
  ),
  input(
    'input.text_area',
    [
      '(defval: const string, title: const string = ?, tooltip: const string = "", group: const string = "", confirm: const bool = false, display: const plot_display = display.none, active: input bool = true) input string',
    ],
    'Text of several lines.',
  ),
  input(
    'input.time',
    [
      '(defval: const int, title: const string = ?, tooltip: const string = "", inline: const string = "", group: const string = "", confirm: const bool = false, display: const plot_display = display.none, active: input bool = true) input int',
    ],
    'A moment, in milliseconds UTC.',
  ),
  input(
    'input.timeframe',
    [
      '(defval: const string, title: const string = ?, options: const tuple = ?, tooltip: const string = "", inline: const string = "", group: const string = "", confirm: const bool = false, display: const plot_display = display.all, active: input bool = true) input string',
    ],
    'A timeframe; an empty text is the chart’s.',
  ),
];
