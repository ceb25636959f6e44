import { create } from 'zustand';

export interface Toast {
  readonly id: number;
  readonly level: 'info' | 'warn' | 'danger';
  readonly title: string;
  readonly text: string;
  /** The one thing to do about it; doing it puts the toast away. */
  readonly action?: { readonly label: string; run(): void };
}

interface ToastState {
  readonly toasts: readonly Toast[];
  /** Everything since the window opened, newest first: the status bar's messages. */
  readonly history: readonly (Toast & { readonly at: number })[];
}

const mostShown = 4;
const mostKept = 100;
let lastId = 0;

export const useToasts = create<ToastState>(() => ({ toasts: [], history: [] }));

/** News. An error belongs next to where it happened; a toast may only repeat it. */
export function showToast(toast: Omit<Toast, 'id'>): number {
  lastId += 1;
  const shown: Toast = { ...toast, id: lastId };
  useToasts.setState(({ toasts, history }) => ({
    toasts: [...toasts, shown].slice(-mostShown),
    history: [{ ...shown, at: Date.now() }, ...history].slice(0, mostKept),
  }));
  return shown.id;
}

export function dismissToast(id: number): void {
  useToasts.setState(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) }));
}
