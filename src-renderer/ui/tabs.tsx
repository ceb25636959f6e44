import { type KeyboardEvent, type ReactNode, useRef } from 'react';
import { classNames } from './class-names.ts';

export interface TabItem {
  readonly id: string;
  readonly label: ReactNode;
}

interface TabsProps {
  readonly label: string;
  readonly items: readonly TabItem[];
  readonly active: string;
  onSelect(id: string): void;
  /** After the last tab: a plus button. */
  readonly trailing?: ReactNode;
  readonly className?: string;
  /** Wraps a tab, for a context menu. */
  wrap?(item: TabItem, tab: ReactNode): ReactNode;
}

/** A tab strip with arrow keys. The active tab is underlined in the accent. */
export function Tabs({ label, items, active, onSelect, trailing, className, wrap }: TabsProps) {
  const strip = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined || event.altKey) return;
    event.preventDefault();
    const index = items.findIndex((item) => item.id === active);
    const next = items[(index + step + items.length) % items.length];
    if (next === undefined) return;
    onSelect(next.id);
    strip.current?.querySelector<HTMLElement>(`[data-tab="${CSS.escape(next.id)}"]`)?.focus();
  };
  return (
    <div className={classNames('flex h-7 min-w-0 items-stretch overflow-x-auto', className)} ref={strip}>
      <div role="tablist" aria-label={label} className="flex items-stretch" onKeyDown={move}>
        {items.map((item) => {
          const isActive = item.id === active;
          const tab = (
            <button
              key={item.id}
              type="button"
              role="tab"
              data-tab={item.id}
              aria-selected={isActive}
              tabIndex={isActive ? 0 : -1}
              onClick={() => onSelect(item.id)}
              className={classNames(
                'flex items-center gap-1.5 border-b-2 px-2.5 text-12 whitespace-nowrap transition-colors',
                isActive
                  ? 'border-b-accent text-text-1'
                  : 'border-b-transparent text-text-2 hover:text-text-1',
              )}
            >
              {item.label}
            </button>
          );
          return wrap === undefined ? tab : wrap(item, tab);
        })}
      </div>
      {trailing}
    </div>
  );
}
