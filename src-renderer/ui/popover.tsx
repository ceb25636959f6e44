import { Popover as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { usePortalContainer } from './portal-container.tsx';

interface PopoverProps {
  /** The one element that opens it. */
  readonly trigger: ReactNode;
  readonly label: string;
  readonly children: ReactNode;
  readonly isOpen?: boolean;
  onOpenChange?(isOpen: boolean): void;
  readonly align?: 'start' | 'center' | 'end';
  readonly className?: string;
}

export function Popover({
  trigger,
  label,
  children,
  isOpen,
  onOpenChange,
  align = 'start',
  className,
}: PopoverProps) {
  const container = usePortalContainer();
  return (
    <Radix.Root
      {...(isOpen === undefined ? {} : { open: isOpen })}
      {...(onOpenChange === undefined ? {} : { onOpenChange })}
    >
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal container={container}>
        <Radix.Content
          aria-label={label}
          align={align}
          sideOffset={4}
          collisionPadding={8}
          className={classNames('floating z-50 p-3', className)}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
