import { ChevronsUpDown } from 'lucide-react';
import { Popover as Radix } from 'radix-ui';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { classNames } from './class-names.ts';
import { addsToLabel, type ComboboxChoice, matching } from './combobox-choices.ts';
import { usePortalContainer } from './portal-container.tsx';

interface ComboboxProps {
  readonly label: string;
  readonly value: string;
  readonly choices: readonly ComboboxChoice[];
  /** Something else than the choices may be typed. */
  readonly isFree: boolean;
  readonly placeholder?: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  /** Stands at the end of the label's line. */
  readonly action?: ReactNode;
  onChange(value: string): void;
  readonly testId?: string;
}

/** A text with a list of what it may be: type to narrow it down, arrow keys and Enter to take one. */
export function Combobox(props: ComboboxProps) {
  const { label, value, choices, isFree, placeholder, hint, error, action, onChange, testId } = props;
  const id = useId();
  const container = usePortalContainer();
  const list = useRef<HTMLDivElement>(null);
  const [isOpen, setOpen] = useState(false);
  /** What is being typed; null while the value stands as it is. */
  const [typed, setTyped] = useState<string | null>(null);
  const [cursor, setCursor] = useState(0);
  const shown = matching(choices, typed ?? '');
  const at = Math.min(cursor, Math.max(0, shown.length - 1));
  const chosen = choices.find((choice) => choice.value === value);
  const note = error ?? hint;
  const isListed = isOpen && shown.length > 0;

  useEffect(() => {
    if (isListed) list.current?.querySelector(`[data-index="${at}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [at, isListed]);

  const open = () => {
    setCursor(
      Math.max(
        0,
        choices.findIndex((choice) => choice.value === value),
      ),
    );
    setOpen(true);
  };
  const close = () => {
    setOpen(false);
    setTyped(null);
  };
  const take = (choice: ComboboxChoice) => {
    onChange(choice.value);
    close();
  };
  const type = (text: string) => {
    setTyped(text);
    setCursor(0);
    setOpen(true);
    if (isFree) onChange(text);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      if (isOpen) setCursor(Math.min(Math.max(0, at + step), Math.max(0, shown.length - 1)));
      else open();
    } else if (event.key === 'Enter' && isListed) {
      event.preventDefault();
      const one = shown[at];
      // A text of one's own stays as it was typed when one leaves the field instead.
      if (one !== undefined) take(one);
    } else if (event.key === 'Escape' && isOpen) {
      event.preventDefault();
      event.stopPropagation();
      close();
    }
  };
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <div className="flex min-h-6 items-end justify-between gap-2">
        <label htmlFor={id} className="text-12 text-text-2">
          {label}
        </label>
        {action}
      </div>
      <Radix.Root open={isListed} onOpenChange={(next) => (next ? open() : close())}>
        <Radix.Anchor asChild>
          <div
            className={classNames(
              'flex h-7 items-center gap-1.5 rounded border bg-bg-2 px-2 focus-within:border-accent',
              error === undefined ? 'border-line-strong' : 'border-danger',
            )}
          >
            <input
              id={id}
              role="combobox"
              data-testid={testId}
              aria-expanded={isListed}
              aria-controls={`${id}-list`}
              aria-activedescendant={isListed ? `${id}-${at}` : undefined}
              aria-invalid={error !== undefined}
              aria-describedby={note === undefined ? undefined : `${id}-note`}
              placeholder={placeholder}
              value={typed ?? chosen?.label ?? value}
              onChange={(event) => type(event.currentTarget.value)}
              onClick={() => (isOpen ? undefined : open())}
              onBlur={close}
              onKeyDown={onKeyDown}
              className="h-full min-w-0 flex-1 bg-transparent text-13 outline-none"
              spellCheck={false}
              autoComplete="off"
            />
            {typed === null && chosen !== undefined && addsToLabel(chosen) && (
              <span className="max-w-[45%] shrink-0 truncate text-12 text-text-3">{chosen.value}</span>
            )}
            {choices.length > 0 && <ChevronsUpDown size={13} aria-hidden className="text-text-3" />}
          </div>
        </Radix.Anchor>
        <Radix.Portal container={container}>
          <Radix.Content
            align="start"
            sideOffset={4}
            collisionPadding={8}
            onOpenAutoFocus={(event) => event.preventDefault()}
            onCloseAutoFocus={(event) => event.preventDefault()}
            className="floating z-50 max-h-64 w-(--radix-popover-trigger-width) overflow-y-auto p-1"
          >
            <div ref={list} id={`${id}-list`} role="listbox" aria-label={label}>
              {shown.map((choice, index) => (
                // biome-ignore lint/a11y/useKeyWithClickEvents: keys go to the field, which names the active one
                <div
                  key={choice.value}
                  id={`${id}-${index}`}
                  role="option"
                  tabIndex={-1}
                  aria-selected={choice.value === value}
                  data-index={index}
                  data-selected={index === at}
                  className="menu-item"
                  onPointerMove={() => setCursor(index)}
                  // Before the field loses its focus, which closes the list.
                  onPointerDown={(event) => event.preventDefault()}
                  onClick={() => take(choice)}
                >
                  <span className="truncate">{choice.label}</span>
                  {addsToLabel(choice) && (
                    <span className="ml-auto truncate pl-3 text-text-3">{choice.value}</span>
                  )}
                </div>
              ))}
            </div>
          </Radix.Content>
        </Radix.Portal>
      </Radix.Root>
      {note !== undefined && note !== '' && (
        <p
          id={`${id}-note`}
          className={classNames('text-12', error === undefined ? 'text-text-3' : 'text-danger')}
        >
          {note}
        </p>
      )}
    </div>
  );
}
