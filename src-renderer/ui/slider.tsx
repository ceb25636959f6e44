import type { CSSProperties } from 'react';
import { classNames } from './class-names.ts';

interface SliderProps {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step?: number;
  /** Said by screen readers in place of the number: `2h 14m`. */
  readonly valueText?: string;
  onChange(value: number): void;
  /** After dragging ends, for work that is too heavy to do on the way. */
  onCommit?(value: number): void;
  readonly isDisabled?: boolean;
  readonly className?: string;
}

export function Slider({
  label,
  value,
  min,
  max,
  step = 1,
  valueText,
  onChange,
  onCommit,
  isDisabled = false,
  className,
}: SliderProps) {
  const filled = max > min ? ((value - min) / (max - min)) * 100 : 0;
  const commit = (target: HTMLInputElement) => onCommit?.(Number(target.value));
  return (
    <input
      type="range"
      aria-label={label}
      aria-valuetext={valueText}
      className={classNames('slider', className)}
      style={{ '--filled': `${filled}%` } as CSSProperties}
      min={min}
      max={max}
      step={step}
      value={value}
      disabled={isDisabled}
      onChange={(event) => onChange(Number(event.currentTarget.value))}
      onPointerUp={(event) => commit(event.currentTarget)}
      onKeyUp={(event) => commit(event.currentTarget)}
    />
  );
}
