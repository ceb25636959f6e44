import { Search } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { DeclaredInput, ScriptInputValue } from '../../../../../src-shared/contract/scripts.ts';
import { epochMs } from '../../../../../src-shared/domain/time.ts';
import { Checkbox } from '../../../../ui/checkbox.tsx';
import { formatTime } from '../../../../ui/format.ts';
import { IconButton } from '../../../../ui/icon-button.tsx';
import { InstrumentSearch } from '../../../../ui/instrument-search.tsx';
import { Select } from '../../../../ui/select.tsx';
import { TextField } from '../../../../ui/text-field.tsx';
import { readMoment } from '../../go-to-date.tsx';
import { ColourField } from './colour-field.tsx';
import { numberError, readNumber, sessionError, timeframes } from './input-values.ts';

interface InputFieldProps {
  readonly input: DeclaredInput;
  readonly value: ScriptInputValue;
  readonly zone: string;
  onChange(value: ScriptInputValue): void;
}

/** The control of one input, by its kind. Its label stands beside it. */
export function InputField(props: InputFieldProps) {
  const { input, value, onChange } = props;
  if (input.options !== null) {
    const at = input.options.findIndex((option) => Object.is(option.value, value));
    return (
      <Select
        label={input.title}
        value={String(at)}
        options={input.options.map((option, index) => ({ value: String(index), label: option.title }))}
        onChange={(index) => onChange(input.options?.[Number(index)]?.value ?? input.defaultValue)}
      />
    );
  }
  switch (input.kind) {
    case 'bool':
      return <Checkbox label={input.title} isChecked={value === true} onChange={onChange} />;
    case 'int':
    case 'float':
    case 'price':
      return <NumberField {...props} />;
    case 'color':
      return (
        <ColourField
          label={input.title}
          value={typeof value === 'number' ? value : null}
          onChange={onChange}
        />
      );
    case 'timeframe':
      return <ChoiceField {...props} choices={timeframes} />;
    case 'time':
      return <TimeField {...props} />;
    case 'session':
      return <PlainField {...props} check={sessionError} placeholder="0930-1600" />;
    case 'symbol':
      return <SymbolField {...props} />;
    case 'text_area':
      return (
        <textarea
          aria-label={input.title}
          value={String(value ?? '')}
          rows={3}
          spellCheck={false}
          onChange={(event) => onChange(event.currentTarget.value)}
          className="w-56 rounded border border-line-strong bg-bg-2 p-2 text-12 outline-none focus:border-accent"
        />
      );
    case 'string':
    case 'source':
    case 'enum':
      return <PlainField {...props} />;
  }
}

function NumberField({ input, value, onChange }: InputFieldProps) {
  const [text, setText] = useState(String(value ?? ''));
  // A value that comes from elsewhere (defaults, cancel) replaces the text; one's own does not.
  useEffect(
    () => setText((now) => (readNumber(now, input) === value ? now : String(value ?? ''))),
    [value, input],
  );
  const step = input.step ?? (input.kind === 'int' ? 1 : 0.1);
  const move = (direction: number) => {
    const before = typeof value === 'number' ? value : 0;
    // Decimal steps would gather binary dust.
    const next = Number((before + direction * step).toPrecision(12));
    const low = input.minimum ?? Number.NEGATIVE_INFINITY;
    const high = input.maximum ?? Number.POSITIVE_INFINITY;
    onChange(Math.min(high, Math.max(low, next)));
  };
  return (
    <TextField
      label={input.title}
      isLabelHidden
      inputMode="decimal"
      className="w-32"
      value={text}
      error={numberError(text, input)}
      onChange={(typed) => {
        setText(typed);
        const number = readNumber(typed, input);
        if (number !== undefined) onChange(number);
      }}
      onKeyDown={(event) => {
        const direction = { ArrowUp: 1, ArrowDown: -1 }[event.key];
        if (direction === undefined) return;
        event.preventDefault();
        move(direction * (event.shiftKey ? 10 : 1));
      }}
    />
  );
}

interface ChoiceProps extends InputFieldProps {
  readonly choices: readonly { readonly value: string; readonly label: string }[];
}

function ChoiceField({ input, value, onChange, choices }: ChoiceProps) {
  const text = String(value ?? '');
  const isKnown = choices.some((choice) => choice.value === text);
  return (
    <Select
      label={input.title}
      value={text}
      options={isKnown ? choices : [...choices, { value: text, label: text }]}
      onChange={onChange}
    />
  );
}

interface PlainProps extends InputFieldProps {
  readonly placeholder?: string;
  check?(text: string): string | undefined;
}

function PlainField({ input, value, onChange, check, placeholder }: PlainProps) {
  const [text, setText] = useState(String(value ?? ''));
  useEffect(() => setText(String(value ?? '')), [value]);
  return (
    <TextField
      label={input.title}
      isLabelHidden
      className="w-44"
      value={text}
      placeholder={placeholder}
      error={check?.(text)}
      onChange={(typed) => {
        setText(typed);
        if (check?.(typed) === undefined) onChange(typed);
      }}
    />
  );
}

function TimeField({ input, value, zone, onChange }: InputFieldProps) {
  const written = typeof value === 'number' ? formatTime(epochMs(value), zone, 'date-minute') : '';
  const [text, setText] = useState(written);
  useEffect(() => setText(written), [written]);
  const time = readMoment(text, zone);
  return (
    <TextField
      label={`${input.title} (${zone})`}
      isLabelHidden
      className="w-44"
      value={text}
      placeholder="2024-03-12 14:35"
      error={time === undefined ? 'Write year-month-day, and hours:minutes.' : undefined}
      onChange={(typed) => {
        setText(typed);
        const read = readMoment(typed, zone);
        if (read !== undefined) onChange(read);
      }}
    />
  );
}

function SymbolField(props: InputFieldProps) {
  const [isSearching, setIsSearching] = useState(false);
  return (
    <div className="flex items-start gap-1">
      <PlainField {...props} placeholder="The chart's market" />
      <IconButton icon={Search} label="Choose a market" onClick={() => setIsSearching(true)} />
      {isSearching && (
        <InstrumentSearch
          onChoose={(found) => {
            props.onChange(found.instrument.id);
            setIsSearching(false);
          }}
          onClose={() => setIsSearching(false)}
        />
      )}
    </div>
  );
}
