import type { BuiltinFunction } from '../../src-shared/pine/builtins/builtin.ts';
import { catalogue, plainName } from '../../src-shared/pine/builtins/catalogue.ts';
import {
  readSignature,
  type SignatureParameter,
  type SignatureType,
} from '../../src-shared/pine/builtins/signature.ts';

/** What the calls below may use. */
export const sampleSetting = `enum Sample
    one
    two
sampleLine = line.new(0, 1, 2, 3)
sampleOther = line.new(0, 2, 2, 4)
sampleLabel = label.new(0, 1, "a")
sampleBox = box.new(0, 2, 1, 1)
sampleTable = table.new(position.top_right, 3, 3)
sampleFill = linefill.new(sampleLine, sampleOther, color.red)
samplePoint = chart.point.from_index(0, 1.0)
samplePolyline = polyline.new(array.from(samplePoint, samplePoint))
samplePlot = plot(close)
sampleSecondPlot = plot(open)
sampleHline = hline(1)
sampleSecondHline = hline(2)
`;

/** Texts that mean something where they are taken. */
const textsByName: Readonly<Record<string, string>> = {
  timeframe: '"240"',
  timezone: '"UTC"',
  session: '"0100-0500"',
  symbol: 'syminfo.tickerid',
  tickerid: 'syminfo.tickerid',
  from_tickerid: 'syminfo.tickerid',
  datestring: '"1 Jan 2024"',
  dateString: '"1 Jan 2024"',
  location: 'location.top',
  size: 'size.small',
  format: '"#.##"',
  formatString: '"{0}"',
  type: '"Traditional"',
  order: 'order.ascending',
};

/** A call with the arguments that must be given, and with all of them. */
export function sampleCalls(builtin: BuiltinFunction, signatureIndex: number): readonly string[] {
  const { parameters } = readSignature(builtin.signatures[signatureIndex] ?? '() void');
  const needed = parameters.filter((parameter) => parameter.default === undefined);
  const all = parameters.filter((one) => one.name !== 'transp' || one.default === undefined);
  return [...new Set([callOf(builtin, needed), callOf(builtin, all)])];
}

function callOf(builtin: BuiltinFunction, parameters: readonly SignatureParameter[]): string {
  const name = plainName(builtin.name);
  const types =
    name === 'map.new' ? '<string, float>' : name === 'array.new' || name === 'matrix.new' ? '<float>' : '';
  const seen = new Map<string, number>();
  const values = parameters.map((parameter) => {
    const value = sampleOf(builtin, parameter, seen);
    return parameter.isRest ? value : `${parameter.name} = ${value}`;
  });
  // Those that take any number come last and have no name.
  const isPlain = parameters.some((parameter) => parameter.isRest);
  const texts = isPlain ? values.map((value) => value.replace(/^\w+ = /, '')) : values;
  return `${name}${types}(${texts.join(', ')})`;
}

function sampleOf(
  builtin: BuiltinFunction,
  parameter: SignatureParameter,
  seen: Map<string, number>,
): string {
  const { type, name, qualifier } = parameter;
  const isFixed = qualifier === 'const' || qualifier === 'input' || qualifier === 'simple';
  const byName = textsByName[name];
  if (byName !== undefined && isOf(type, 'string') && !(name === 'type' && !builtin.name.startsWith('ta.')))
    return byName;
  return sampleOfType(builtin, type, isFixed, seen);
}

function isOf(type: SignatureType, kind: string): boolean {
  return type.kind === 'choice'
    ? type.of.some((one) => isOf(one, kind))
    : type.kind === 'plain' && type.type.kind === kind;
}

const objectSamples: Readonly<Record<string, readonly string[]>> = {
  line: ['sampleLine', 'sampleOther'],
  label: ['sampleLabel'],
  box: ['sampleBox'],
  table: ['sampleTable'],
  linefill: ['sampleFill'],
  polyline: ['samplePolyline'],
  'chart.point': ['samplePoint'],
  plot: ['samplePlot', 'sampleSecondPlot'],
  hline: ['sampleHline', 'sampleSecondHline'],
};

function sampleOfType(
  builtin: BuiltinFunction,
  type: SignatureType,
  isFixed: boolean,
  seen: Map<string, number>,
): string {
  switch (type.kind) {
    case 'choice':
      return sampleOfType(builtin, type.of[0] ?? type, isFixed, seen);
    case 'variable':
      return type.name === 'K' ? '"k"' : '1.5';
    case 'any':
      return isFixed ? '1' : 'close';
    case 'any-enum':
      return 'Sample.two';
    case 'array':
      return arrayOf(type.element);
    case 'matrix':
      return 'matrix.new<float>(2, 2, 1.5)';
    case 'map':
      return 'map.new<string, float>()';
    case 'tuple':
      return builtin.name === 'input.enum'
        ? '[Sample.one, Sample.two]'
        : /string|session|timeframe/.test(builtin.name)
          ? '["240", "0100-0500", "x"]'
          : '[2, 3]';
    case 'plain':
      return sampleOfPlain(builtin, type.type, isFixed, seen);
  }
}

function sampleOfPlain(
  builtin: BuiltinFunction,
  type: Extract<SignatureType, { kind: 'plain' }>['type'],
  isFixed: boolean,
  seen: Map<string, number>,
): string {
  switch (type.kind) {
    case 'int':
      return '2';
    case 'float':
      return isFixed ? '2.0' : 'close';
    case 'bool':
      return isFixed ? 'true' : '(close > open)';
    case 'string':
      return '"x"';
    case 'color':
      return 'color.red';
    case 'object': {
      const samples = objectSamples[type.name] ?? [];
      const at = seen.get(type.name) ?? 0;
      seen.set(type.name, at + 1);
      return samples[Math.min(at, samples.length - 1)] ?? 'na';
    }
    case 'unique':
      return constantOf(type.name) ?? builtin.name;
    default:
      return 'na';
  }
}

function arrayOf(element: SignatureType): string {
  if (element.kind === 'plain' && element.type.kind === 'object') {
    return `array.from(${objectSamples[element.type.name]?.[0] ?? 'na'})`;
  }
  if (element.kind === 'plain' && element.type.kind === 'string') return 'array.from("a", "b", "c")';
  if (element.kind === 'plain' && element.type.kind === 'bool') return 'array.from(true, false, true)';
  return 'array.from(1.5, 2.5, 3.5)';
}

/** The first constant of a type that has no other values. */
function constantOf(type: string): string | undefined {
  for (const name of catalogue.names) {
    const variable = catalogue.findBuiltin(name)?.variable;
    if (variable?.type === `const ${type}`) return name;
  }
  return undefined;
}
