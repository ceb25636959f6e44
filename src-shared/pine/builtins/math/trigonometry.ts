import type { BuiltinFunction } from '../builtin.ts';
import { pure } from './pure.ts';

const ofAngle = ['(angle: series float) strongest float'];
const perDegree = Math.PI / 180;

export const trigonometry: readonly BuiltinFunction[] = [
  pure('sin', 'Sine of an angle in radians; na for na.', ofAngle, Math.sin),
  pure('cos', 'Cosine of an angle in radians; na for na.', ofAngle, Math.cos),
  pure('tan', 'Tangent of an angle in radians; na for na.', ofAngle, Math.tan),
  pure(
    'asin',
    'The angle in radians, -pi/2 to pi/2, whose sine is given; na beyond -1 to 1.',
    ofAngle,
    Math.asin,
  ),
  pure(
    'acos',
    'The angle in radians, 0 to pi, whose cosine is given; na beyond -1 to 1.',
    ofAngle,
    Math.acos,
  ),
  pure('atan', 'The angle in radians, -pi/2 to pi/2, whose tangent is given; na for na.', ofAngle, Math.atan),
  pure(
    'toradians',
    'An angle in degrees, in radians.',
    ['(degrees: series float) series float'],
    (degrees = Number.NaN) => degrees * perDegree,
  ),
  pure(
    'todegrees',
    'An angle in radians, in degrees.',
    ['(radians: series float) series float'],
    (radians = Number.NaN) => radians / perDegree,
  ),
];
