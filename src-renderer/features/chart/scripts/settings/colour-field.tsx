import { useEffect, useState } from 'react';
import { classNames } from '../../../../ui/class-names.ts';
import { Popover } from '../../../../ui/popover.tsx';
import { TextField } from '../../../../ui/text-field.tsx';
import { colourText } from '../paint/script-colour.ts';
import { colourOfHex, hexOf, palette } from './palette.ts';

interface ColourFieldProps {
  readonly label: string;
  /** 0xRRGGBBAA; null for none. */
  readonly value: number | null;
  onChange(colour: number): void;
}

const fullAlpha = 0xff;

/** A swatch that opens a palette, an opacity and a field for any other colour. */
export function ColourField({ label, value, onChange }: ColourFieldProps) {
  const colour = value ?? 0;
  const alpha = value === null ? fullAlpha : colour & 0xff;
  const [text, setText] = useState(hexOf(colour));
  useEffect(() => setText(hexOf(colour)), [colour]);
  const choose = (next: number) => onChange(((next & ~0xff) | alpha) >>> 0);
  const typed = colourOfHex(text, alpha);
  return (
    <Popover
      label={label}
      className="w-56"
      trigger={
        <button
          type="button"
          aria-label={`${label}: ${value === null ? 'none' : hexOf(colour)}`}
          data-testid="colour-field"
          className="relative h-6 w-10 overflow-hidden rounded border border-line-control"
        >
          <span aria-hidden className="absolute inset-0" style={{ backgroundColor: colourText(colour) }} />
        </button>
      }
    >
      <div className="flex flex-col gap-3">
        <div className="grid grid-cols-8 gap-1">
          {palette.map((one) => (
            <button
              key={one.name}
              type="button"
              aria-label={one.name}
              data-tooltip={one.name}
              onClick={() => choose(one.colour)}
              style={{ backgroundColor: colourText(one.colour) }}
              className={classNames(
                'size-5 rounded border',
                one.colour >>> 8 === colour >>> 8 ? 'border-text-1' : 'border-line-strong',
              )}
            />
          ))}
        </div>
        <label className="flex items-center gap-2 text-12 text-text-2">
          Opacity
          <input
            type="range"
            min={0}
            max={100}
            value={Math.round((alpha / fullAlpha) * 100)}
            onChange={(event) => {
              const next = Math.round((Number(event.currentTarget.value) / 100) * fullAlpha);
              onChange(((colour & ~0xff) | next) >>> 0);
            }}
            className="min-w-0 flex-1 accent-accent"
          />
          <span className="tabular w-9 text-right">{Math.round((alpha / fullAlpha) * 100)}%</span>
        </label>
        <TextField
          label="Colour code"
          value={text}
          error={typed === undefined ? 'Six digits, such as #ff8a1f.' : undefined}
          onChange={(next) => {
            setText(next);
            const read = colourOfHex(next, alpha);
            if (read !== undefined) onChange(read);
          }}
        />
      </div>
    </Popover>
  );
}
