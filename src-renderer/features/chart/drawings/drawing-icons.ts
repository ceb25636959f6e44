import {
  ArrowUpRight,
  ChartBarDecreasing,
  type LucideIcon,
  MoveVertical,
  Ruler,
  SeparatorHorizontal,
  Slash,
  Square,
  TrendingDown,
  TrendingUp,
  Type,
} from 'lucide-react';
import type { DrawingKind } from './drawing.ts';

export const drawingIcons: Readonly<Record<DrawingKind, LucideIcon>> = {
  'trend-line': Slash,
  ray: ArrowUpRight,
  'horizontal-line': SeparatorHorizontal,
  'vertical-line': MoveVertical,
  rectangle: Square,
  'fibonacci-retracement': ChartBarDecreasing,
  text: Type,
  measure: Ruler,
  'long-position': TrendingUp,
  'short-position': TrendingDown,
};
