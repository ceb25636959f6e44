import { DropdownMenu } from 'radix-ui';
import type { ReactNode } from 'react';
import { MenuEntries } from './menu-entries.tsx';
import type { MenuEntry } from './menu-entry.ts';
import { usePortalContainer } from './portal-container.tsx';

interface MenuProps {
  readonly entries: readonly MenuEntry[];
  /** The one element that opens it. */
  readonly children: ReactNode;
  readonly align?: 'start' | 'end';
  readonly label?: string;
}

/** A menu under a button. Not modal: the market goes on behind it, and no scroll lock styles are injected. */
export function Menu({ entries, children, align = 'start', label }: MenuProps) {
  const container = usePortalContainer();
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{children}</DropdownMenu.Trigger>
      <DropdownMenu.Portal container={container}>
        <DropdownMenu.Content
          aria-label={label}
          align={align}
          sideOffset={4}
          collisionPadding={8}
          className="floating z-50 max-h-[70vh] min-w-44 overflow-y-auto p-1"
        >
          <MenuEntries entries={entries} parts={DropdownMenu} />
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
