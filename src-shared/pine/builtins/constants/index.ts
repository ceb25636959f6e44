import type { Builtin } from '../builtin.ts';
import { colors } from './colors.ts';
import { currencies } from './currencies.ts';
import { drawingStyles } from './drawing-styles.ts';
import { plotStyles } from './plot-styles.ts';
import { settings } from './settings.ts';
import { strategySettings } from './strategy-settings.ts';
import { textStyles } from './text-styles.ts';

/** All named constants; `true` and `false` are literals, `math` has its own. */
export const constantBuiltins: readonly Builtin[] = [
  ...settings,
  ...colors,
  ...currencies,
  ...plotStyles,
  ...drawingStyles,
  ...textStyles,
  ...strategySettings,
];
