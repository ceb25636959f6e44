import { TriangleAlert } from 'lucide-react';
import { Component, type ReactNode } from 'react';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';

interface BoundaryState {
  readonly failure: string | undefined;
}

/** A fault in one panel stays in that panel: the others go on, and this one can be started again. */
export class PanelBoundary extends Component<{ readonly children: ReactNode }, BoundaryState> {
  override state: BoundaryState = { failure: undefined };

  static getDerivedStateFromError(error: unknown): BoundaryState {
    return { failure: error instanceof Error ? error.message : String(error) };
  }

  override render() {
    const { failure } = this.state;
    if (failure === undefined) return this.props.children;
    return (
      <EmptyState
        tone="danger"
        icon={TriangleAlert}
        text={
          <>
            This panel stopped because of a fault: {failure} Nothing you stored is affected; the other panels
            go on.
          </>
        }
        action={<Button onClick={() => this.setState({ failure: undefined })}>Start it again</Button>}
      />
    );
  }
}
