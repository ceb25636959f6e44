import { X } from 'lucide-react';
import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import { classNames } from './class-names.ts';
import { IconButton } from './icon-button.tsx';
import { PortalContainer } from './portal-container.tsx';

interface DialogProps {
  readonly title: string;
  /** Escape, the cross, or a click beside it. */
  onClose(): void;
  readonly children: ReactNode;
  /** Buttons at the bottom, the primary one last. */
  readonly footer?: ReactNode;
  readonly className?: string;
  /** No header and no padding: the content is the whole dialog (palette, search). */
  readonly isBare?: boolean;
  readonly testId?: string;
  /** A click beside it does not close it: there is work inside that would be lost. */
  readonly staysOnClickBeside?: boolean;
}

/** Where typing goes at once: what asks for it, else the first text field. Else the engine chooses. */
const firstFocus = '[data-autofocus], input:not([type="radio"], [type="checkbox"])';

/** Rendered means open. The engine's own modal dialog: focus stays inside, Escape closes, the rest is inert. */
export function Dialog(props: DialogProps) {
  const { title, onClose, children, footer, className, isBare = false, testId } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  const [element, setElement] = useState<HTMLDialogElement | null>(null);
  // In the same commit that shows it, so that keys typed right after opening arrive in it.
  useLayoutEffect(() => {
    const opened = dialog.current;
    if (opened === null) return;
    const before = document.activeElement;
    opened.showModal();
    opened.querySelector<HTMLElement>(firstFocus)?.focus();
    setElement(opened);
    return () => {
      opened.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the click beside it is a shortcut for Escape
    <dialog
      ref={dialog}
      aria-label={title}
      data-testid={testId}
      className={classNames('dialog floating', className)}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (props.staysOnClickBeside === true) return;
        if (event.target === event.currentTarget && isBeside(event, event.currentTarget)) onClose();
      }}
    >
      <PortalContainer value={element}>
        {!isBare && (
          <header className="flex h-10 shrink-0 items-center justify-between border-b border-line pr-2 pl-4">
            <h2 className="text-13 font-semibold">{title}</h2>
            <IconButton icon={X} label="Close" onClick={onClose} />
          </header>
        )}
        {isBare ? children : <div className="min-h-0 flex-1 overflow-y-auto p-4">{children}</div>}
        {footer !== undefined && (
          <footer className="flex shrink-0 justify-end gap-2 border-t border-line px-4 py-3">{footer}</footer>
        )}
      </PortalContainer>
    </dialog>
  );
}

function isBeside(event: { clientX: number; clientY: number }, element: HTMLElement): boolean {
  const box = element.getBoundingClientRect();
  return (
    event.clientX < box.left ||
    event.clientX > box.right ||
    event.clientY < box.top ||
    event.clientY > box.bottom
  );
}
