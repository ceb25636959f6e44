import type { BuiltinVariable } from '../builtin.ts';

function constant(name: string, value: number, documentation: string): BuiltinVariable {
  return {
    kind: 'variable',
    name: `math.${name}`,
    since: 5,
    type: 'const float',
    documentation,
    implementation: { kind: 'constant', value },
  };
}

export const mathConstants: readonly BuiltinVariable[] = [
  constant('e', Math.E, 'Euler’s number, 2.71828…, the base of natural logarithms.'),
  constant('phi', 1.618033988749895, 'The golden ratio, 1.61803…'),
  constant('pi', Math.PI, 'Half the circumference of a circle of radius 1, 3.14159…'),
  constant('rphi', 0.6180339887498948, 'The golden ratio less 1, which is also 1 divided by it: 0.61803…'),
];
