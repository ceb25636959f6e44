import { Check, ChevronRight } from 'lucide-react';
import type { ContextMenu, DropdownMenu } from 'radix-ui';
import { keyText } from './key-text.ts';
import type { MenuEntry } from './menu-entry.ts';
import { usePortalContainer } from './portal-container.tsx';

type Parts = typeof DropdownMenu | typeof ContextMenu;

/** The lines of a menu, drawn with the parts of whichever menu they are in. */
export function MenuEntries({ entries, parts }: { entries: readonly MenuEntry[]; parts: Parts }) {
  const hasMarks = entries.some(
    (entry) => entry.kind === 'check' || entry.kind === 'radio' || 'icon' in entry,
  );
  return entries.map((entry, index) => (
    <MenuLine
      key={`${entry.kind ?? 'action'}-${'label' in entry ? entry.label : index}`}
      entry={entry}
      parts={parts}
      hasMarks={hasMarks}
    />
  ));
}

interface MenuLineProps {
  readonly entry: MenuEntry;
  readonly parts: Parts;
  /** Whether any line of the menu has an icon or a tick, for which the others leave room. */
  readonly hasMarks: boolean;
}

function MenuLine({ entry, parts: Part, hasMarks }: MenuLineProps) {
  switch (entry.kind) {
    case 'separator':
      return <Part.Separator className="mx-1 my-1 h-px bg-line-strong" />;
    case 'heading':
      return <Part.Label className="px-2 pt-1.5 pb-0.5 text-11 text-text-3">{entry.label}</Part.Label>;
    case 'check':
      return (
        <Part.CheckboxItem
          className="menu-item"
          checked={entry.isChecked}
          disabled={entry.isDisabled === true}
          onCheckedChange={(checked) => entry.onChange(checked === true)}
          onSelect={(event) => event.preventDefault()}
        >
          <Tick isOn={entry.isChecked} />
          {entry.label}
        </Part.CheckboxItem>
      );
    case 'radio':
      return (
        <Part.RadioGroup value={entry.value} onValueChange={entry.onChange}>
          {entry.options.map((option) => (
            <Part.RadioItem key={option.value} value={option.value} className="menu-item">
              <Tick isOn={option.value === entry.value} />
              {option.label}
            </Part.RadioItem>
          ))}
        </Part.RadioGroup>
      );
    case 'sub':
      return <SubMenu entry={entry} parts={Part} hasMarks={hasMarks} />;
    default: {
      const Icon = entry.icon;
      return (
        <Part.Item
          className="menu-item"
          data-tone={entry.tone}
          disabled={entry.isDisabled === true}
          onSelect={() => entry.run()}
        >
          {hasMarks && (
            <span className="inline-flex size-4 items-center justify-center">
              {Icon !== undefined && <Icon size={14} strokeWidth={1.75} aria-hidden />}
            </span>
          )}
          <span className="flex-1">{entry.label}</span>
          {entry.keys !== undefined && (
            <span className="pl-4 text-11 text-text-3">{keyText(entry.keys)}</span>
          )}
        </Part.Item>
      );
    }
  }
}

interface SubMenuProps extends Omit<MenuLineProps, 'entry'> {
  readonly entry: Extract<MenuEntry, { kind: 'sub' }>;
}

function SubMenu({ entry, parts: Part, hasMarks }: SubMenuProps) {
  const container = usePortalContainer();
  return (
    <Part.Sub>
      <Part.SubTrigger className="menu-item">
        {hasMarks && <span className="size-4" />}
        <span className="flex-1">{entry.label}</span>
        <ChevronRight size={14} aria-hidden />
      </Part.SubTrigger>
      <Part.Portal container={container}>
        <Part.SubContent
          sideOffset={4}
          collisionPadding={8}
          className="floating z-50 max-h-[70vh] min-w-40 overflow-y-auto p-1"
        >
          <MenuEntries entries={entry.entries} parts={Part} />
        </Part.SubContent>
      </Part.Portal>
    </Part.Sub>
  );
}

function Tick({ isOn }: { isOn: boolean }) {
  return (
    <span className="inline-flex size-4 items-center justify-center text-accent">
      {isOn && <Check size={14} strokeWidth={2.25} aria-hidden />}
    </span>
  );
}
