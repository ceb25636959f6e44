import { FileCode } from 'lucide-react';
import { Button } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';

/** Over the editor while no script is open. */
export function EmptyEditor({ onNew }: { onNew(): void }) {
  return (
    <div className="absolute inset-0 bg-bg-1">
      <EmptyState
        icon={FileCode}
        text="Scripts draw their own indicators, signals and alerts on any chart. Open a sample from the library, or begin one."
        action={
          <Button tone="primary" onClick={onNew} data-testid="script-new">
            New script
          </Button>
        }
      />
    </div>
  );
}
