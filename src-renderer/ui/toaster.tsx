import { CircleAlert, Info, TriangleAlert, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from './button.tsx';
import { IconButton } from './icon-button.tsx';
import { dismissToast, type Toast, useToasts } from './toast-store.ts';

const icons = { info: Info, warn: TriangleAlert, danger: CircleAlert } as const;
const colours = { info: 'text-info', warn: 'text-warn', danger: 'text-danger' } as const;
const shownMs = 6000;
/** Time to read and to reach for the button. */
const shownWithActionMs = 12_000;

/** The corner where news appears, one per window. */
export function Toaster() {
  const toasts = useToasts((state) => state.toasts);
  return (
    <section
      aria-label="News"
      aria-live="polite"
      className="pointer-events-none fixed right-3 bottom-9 z-40 flex w-80 max-w-[calc(100vw-24px)] flex-col gap-2"
    >
      {toasts.map((toast) => (
        <ToastCard key={toast.id} toast={toast} />
      ))}
    </section>
  );
}

function ToastCard({ toast }: { toast: Toast }) {
  const [isHeld, setHeld] = useState(false);
  useEffect(() => {
    // What may concern the user's money stays until it is dismissed.
    if (isHeld || toast.level === 'danger') return;
    const timer = setTimeout(
      () => dismissToast(toast.id),
      toast.action === undefined ? shownMs : shownWithActionMs,
    );
    return () => clearTimeout(timer);
  }, [isHeld, toast]);
  const Icon = icons[toast.level];
  const { action } = toast;
  return (
    <div
      data-testid="toast"
      role={toast.level === 'danger' ? 'alert' : 'status'}
      className="floating pointer-events-auto flex items-start gap-2.5 py-2 pr-1.5 pl-3"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
    >
      <Icon size={16} strokeWidth={1.75} aria-hidden className={`mt-0.5 shrink-0 ${colours[toast.level]}`} />
      <div className="min-w-0 flex-1" data-selectable>
        <p className="text-13 font-medium">{toast.title}</p>
        {toast.text !== '' && <p className="text-12 text-text-2">{toast.text}</p>}
        {action !== undefined && (
          <Button
            size="small"
            className="mt-1.5"
            onClick={() => {
              dismissToast(toast.id);
              action.run();
            }}
          >
            {action.label}
          </Button>
        )}
      </div>
      <IconButton size="small" icon={X} label="Dismiss" onClick={() => dismissToast(toast.id)} />
    </div>
  );
}
