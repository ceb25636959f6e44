import type { LucideIcon } from 'lucide-react';

interface MenuAction {
  readonly kind?: 'action';
  readonly label: string;
  readonly icon?: LucideIcon;
  readonly keys?: string | undefined;
  readonly tone?: 'danger';
  readonly isDisabled?: boolean;
  run(): void;
}

interface MenuCheck {
  readonly kind: 'check';
  readonly label: string;
  readonly isChecked: boolean;
  readonly isDisabled?: boolean;
  onChange(isChecked: boolean): void;
}

interface MenuRadio {
  readonly kind: 'radio';
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  onChange(value: string): void;
}

interface MenuSub {
  readonly kind: 'sub';
  readonly label: string;
  readonly entries: readonly MenuEntry[];
}

/** A line of a menu or context menu. */
export type MenuEntry =
  | MenuAction
  | MenuCheck
  | MenuRadio
  | MenuSub
  | { readonly kind: 'separator' }
  | { readonly kind: 'heading'; readonly label: string };
