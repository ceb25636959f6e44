import { Link2, Link2Off } from 'lucide-react';
import type { ReactNode } from 'react';
import { type LinkColour, linkColours } from '../lib/panels/panel-definition.ts';
import { IconButton } from './icon-button.tsx';
import { Menu } from './menu.tsx';

interface PanelFrameProps {
  /** For screen readers: the tab (or the window's header) above already shows it. */
  readonly title: string;
  /** The two or three actions that matter; the rest goes into a menu. */
  readonly actions?: ReactNode;
  /** Between title and actions: tabs, filters. */
  readonly middle?: ReactNode;
  readonly children: ReactNode;
  readonly testId?: string;
}

/** A panel's own header and body. The tab above it is the shell's. */
export function PanelFrame({ title, actions, middle, children, testId }: PanelFrameProps) {
  const hasHeader = hasContent(middle) || hasContent(actions);
  return (
    <section
      aria-label={title}
      className="@container flex h-full min-h-0 flex-col bg-bg-1"
      data-testid={testId}
    >
      {hasHeader && (
        <header className="flex h-(--header-height) shrink-0 items-center gap-2 border-b border-line pr-1 pl-2.5">
          <div className="flex min-w-0 flex-1 items-center">{middle}</div>
          <div className="flex shrink-0 items-center gap-0.5">{actions}</div>
        </header>
      )}
      <div className="relative min-h-0 flex-1">{children}</div>
    </section>
  );
}

function hasContent(node: ReactNode): boolean {
  return node !== undefined && node !== null && node !== false;
}

const linkNames: Readonly<Record<LinkColour, string>> = {
  orange: 'Orange',
  blue: 'Blue',
  green: 'Green',
  purple: 'Purple',
  yellow: 'Yellow',
};

/** The coloured dot that says with which panels this one shares its instrument. */
export function LinkDot({
  link,
  onChange,
}: {
  link: LinkColour | null;
  onChange(link: LinkColour | null): void;
}) {
  return (
    <Menu
      label="Link colour"
      entries={[
        { kind: 'heading', label: 'Same instrument as' },
        {
          kind: 'radio',
          value: link ?? 'none',
          options: [
            ...linkColours.map((colour) => ({ value: colour, label: `${linkNames[colour]} panels` })),
            { value: 'none', label: 'On its own' },
          ],
          onChange: (value) => onChange(linkColours.find((colour) => colour === value) ?? null),
        },
      ]}
    >
      <IconButton
        size="small"
        icon={link === null ? Link2Off : Link2}
        label={link === null ? 'Not linked' : `Linked: ${linkNames[link]}`}
        style={link === null ? undefined : { color: `var(--link-${link})` }}
      />
    </Menu>
  );
}
