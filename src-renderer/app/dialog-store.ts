import { create } from 'zustand';

export type OpenDialog =
  | { readonly kind: 'palette'; readonly text: string }
  | { readonly kind: 'rename-workspace'; readonly id: string }
  | { readonly kind: 'reset-workspace'; readonly id: string }
  | { readonly kind: 'remove-workspace'; readonly id: string };

/** The shell's own dialog that is open in this window. */
export const useDialogs = create<{ readonly dialog: OpenDialog | null }>(() => ({ dialog: null }));

export function closeDialog(): void {
  useDialogs.setState({ dialog: null });
}
