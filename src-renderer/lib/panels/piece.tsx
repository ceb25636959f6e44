import { type ComponentType, type ReactNode, useSyncExternalStore } from 'react';

/** A component whose code comes in a file of its own. */
export interface Piece<Props> {
  readonly component: ComponentType<Props>;
  /** Begins fetching it, so that whoever shows it later finds it there. Settles when it is there or cannot be had. */
  fetch(): Promise<void>;
}

/**
 * What React's `lazy` and `Suspense` do together, without their pause: once React has shown a fallback it holds back what
 * takes its place until 300 ms have passed, also when that is ready after ten, and again for each one inside another. Here
 * it is shown as soon as it is there. A file that cannot be had is a fault of the component.
 */
export function piece<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  fallback: ReactNode = null,
): Piece<Props> {
  const listeners = new Set<() => void>();
  let state: { readonly Component: ComponentType<Props> } | { readonly fault: unknown } | undefined;
  let fetching: Promise<void> | undefined;
  const settle = (next: NonNullable<typeof state>) => {
    state = next;
    for (const listener of listeners) listener();
  };
  const fetch = (): Promise<void> => {
    fetching ??= load().then(
      (Component) => settle({ Component }),
      (fault: unknown) => settle({ fault }),
    );
    return fetching;
  };
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    void fetch();
    return () => listeners.delete(listener);
  };
  function Shown(props: Props) {
    const now = useSyncExternalStore(subscribe, () => state);
    if (now === undefined) {
      void fetch();
      return fallback;
    }
    if ('fault' in now) throw now.fault;
    return <now.Component {...props} />;
  }
  return { component: Shown, fetch };
}
