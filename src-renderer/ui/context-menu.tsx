import { ContextMenu as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { MenuEntries } from './menu-entries.tsx';
import type { MenuEntry } from './menu-entry.ts';
import { usePortalContainer } from './portal-container.tsx';

interface ContextMenuProps {
  readonly entries: readonly MenuEntry[];
  /** The one element that is right-clicked (or Shift+F10 while focused). */
  readonly children: ReactNode;
  onOpenChange?(isOpen: boolean): void;
}

export function ContextMenu({ entries, children, onOpenChange }: ContextMenuProps) {
  const container = usePortalContainer();
  return (
    <Radix.Root modal={false} {...(onOpenChange === undefined ? {} : { onOpenChange })}>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal container={container}>
        <Radix.Content
          collisionPadding={8}
          className="floating z-50 max-h-[70vh] min-w-44 overflow-y-auto p-1"
        >
          <MenuEntries entries={entries} parts={Radix} />
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
