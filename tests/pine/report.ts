import { createHash } from 'node:crypto';
import { compile } from '../../src-shared/pine/compile/compile.ts';
import type { Diagnostic } from '../../src-shared/pine/diagnostic.ts';
import type { Library } from '../../src-shared/pine/libraries/library.ts';
import type { Series } from '../../src-shared/pine/runtime/bars.ts';
import { ScriptError } from '../../src-shared/pine/runtime/budget.ts';
import {
  type BoxDrawing,
  Drawings,
  type LabelDrawing,
  type LineDrawing,
  type PolylineDrawing,
  type TableDrawing,
} from '../../src-shared/pine/runtime/drawings.ts';
import { createInstance, type Instance } from '../../src-shared/pine/runtime/instance.ts';
import { type LineMap, lineMap } from '../../src-shared/pine/syntax/line-map.ts';
import { checked } from './running.ts';

/** So many values are written out; longer columns are told by their hash and samples. */
const wholeColumn = 40;
const wholeDrawings = 12;

/**
 * All that a script tells and shows, as lines of text: diagnostics with their places, columns, drawings, alerts, logs, and the
 * mistake that stopped it.
 */
export function reportOf(text: string, series: Series, libraries?: ReadonlyMap<string, Library>): string {
  const { program, diagnostics } = checked(text, libraries);
  const map = lineMap(text);
  const lines = diagnostics.map((one) => diagnosticLine(one, map));
  if (program === undefined) return finished([...lines, 'does not run']);
  const instance = createInstance(compile(program), { series, now: 0 });
  try {
    instance.runHistory();
  } catch (error) {
    if (!(error instanceof ScriptError)) throw error;
    const place = error.start === undefined ? '' : ` ${placeOf(error.start, map)}`;
    lines.push(`stops on bar ${error.bar}${place} ${error.message}`);
  }
  return finished([...lines, ...columnLines(instance), ...drawingLines(instance), ...eventLines(instance)]);
}

function finished(lines: readonly string[]): string {
  return `${lines.join('\n')}\n`;
}

function diagnosticLine({ severity, code, start, end, message }: Diagnostic, map: LineMap): string {
  return `${severity} ${code} ${placeOf(start, map)}-${placeOf(end, map)} ${message}`;
}

function placeOf(offset: number, map: LineMap): string {
  const { line, column } = map.positionOf(offset);
  return `${line}:${column}`;
}

function columnLines(instance: Instance): string[] {
  const { count } = instance.series.bars;
  return instance.outputs.plots.flatMap((plot) => {
    const name = `${plot.kind} ${JSON.stringify(plot.title)}`;
    if (plot.columns.length === 0) return [`${name}${optionText(plot.options, ['price', 'plot1', 'plot2'])}`];
    return plot.columns.map((column) => {
      const values = plot.column(column).values.subarray(0, count);
      const isColor = /color/.test(column) || plot.kind === 'bgcolor' || plot.kind === 'barcolor';
      const what = column === 'value' ? name : `${name} ${column}`;
      return `${what}: ${columnText(values, isColor ? colorText : numberText)}`;
    });
  });
}

function optionText(options: Readonly<Record<string, unknown>>, names: readonly string[]): string {
  return names.flatMap((name) => (options[name] === undefined ? [] : [` ${name}=${options[name]}`])).join('');
}

function columnText(values: Float64Array, text: (value: number) => string): string {
  const all = [...values].map(text);
  if (all.length <= wholeColumn) return all.join(' ');
  const hash = createHash('sha256').update(all.join(' ')).digest('hex').slice(0, 16);
  const places = [0, 0.1, 0.35, 0.6, 0.85].map((part) => Math.floor(part * all.length));
  const samples = [...places, all.length - 1].map((bar) => `[${bar}] ${all[bar]}`);
  const present = all.filter((value) => value !== 'na').length;
  return `${present} of ${all.length}, ${hash}; ${samples.join(', ')}`;
}

/** To ten digits, since the last ones are rounding's. */
function numberText(value: number): string {
  if (Number.isNaN(value)) return 'na';
  const rounded = Number(value.toPrecision(10));
  return String(Object.is(rounded, -0) || Math.abs(rounded) < 1e-12 ? 0 : rounded);
}

function colorText(value: number): string {
  return Number.isNaN(value) ? 'na' : `#${value.toString(16).padStart(8, '0')}`;
}

function drawingLines(instance: Instance): string[] {
  const drawings = Drawings.of(instance.context);
  return [
    ...listed('line', drawings.all('line').map(lineText)),
    ...listed('label', drawings.all('label').map(labelText)),
    ...listed('box', drawings.all('box').map(boxText)),
    ...listed(
      'linefill',
      drawings.all('linefill').map(({ color }) => colorText(color)),
    ),
    ...listed('polyline', drawings.all('polyline').map(polylineText)),
    ...listed('table', drawings.all('table').map(tableText)),
  ];
}

function listed(kind: string, texts: readonly string[]): string[] {
  if (texts.length <= wholeDrawings) return texts.map((text) => `${kind} ${text}`);
  const hash = createHash('sha256').update(texts.join('\n')).digest('hex').slice(0, 16);
  return [`${texts.length} × ${kind}, ${hash}; the last: ${texts.at(-1)}`];
}

function lineText({ x1, y1, x2, y2, color, style, width, extend }: LineDrawing): string {
  return `${point(x1, y1)} → ${point(x2, y2)} ${colorText(color)} ${style} ${width} ${extend}`;
}

function labelText({ x, y, text, style, color, textColor }: LabelDrawing): string {
  return `${point(x, y)} ${JSON.stringify(text)} ${style} ${colorText(color)} ${colorText(textColor)}`;
}

function boxText({ left, top, right, bottom, background, text }: BoxDrawing): string {
  return `${point(left, top)} → ${point(right, bottom)} ${colorText(background)} ${JSON.stringify(text)}`;
}

function polylineText({ points, isClosed, isCurved }: PolylineDrawing): string {
  const shown = points.slice(0, wholeDrawings).map(({ x, y }) => point(x, y));
  return `${points.length} points${isClosed ? ' closed' : ''}${isCurved ? ' curved' : ''}: ${shown.join(' ')}`;
}

function tableText({ position, columns, rows, cells }: TableDrawing): string {
  const texts = [...cells]
    .sort(([a], [b]) => a - b)
    .map(([at, cell]) => `${at % columns},${Math.floor(at / columns)} ${JSON.stringify(cell.text)}`);
  return `${position} ${columns}×${rows}: ${texts.join('; ')}`;
}

function point(x: number, y: number): string {
  return `${numberText(x)},${numberText(y)}`;
}

function eventLines({ outputs }: Instance): string[] {
  return [
    ...listed(
      'alert',
      outputs.alerts.map(({ bar, message, frequency }) => `${bar} ${frequency} ${JSON.stringify(message)}`),
    ),
    ...listed(
      'log',
      outputs.logs.map(({ bar, level, message }) => `${bar} ${level} ${JSON.stringify(message)}`),
    ),
    ...listed(
      'order',
      outputs.orders.map(({ bar, command, values }) => `${bar} ${command} ${JSON.stringify(values)}`),
    ),
  ];
}
