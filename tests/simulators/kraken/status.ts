import type { Faults } from '../exchange/faults.ts';

export type SystemStatus = 'online' | 'maintenance' | 'cancel_only' | 'post_only';

/** A notice of work that is planned, as the status channel tells it. */
export type MaintenanceNotice = Record<string, unknown>;

/** What the whole venue is doing, and who wants to know when that changes. */
export class VenueStatus {
  notices: MaintenanceNotice[] = [];
  private readonly faults: Faults;
  private state: SystemStatus = 'online';
  private readonly listeners = new Set<() => void>();

  constructor(faults: Faults) {
    this.faults = faults;
  }

  get system(): SystemStatus {
    return this.faults.maintenance ? 'maintenance' : this.state;
  }

  set(state: SystemStatus): void {
    this.state = state;
    this.tell();
  }

  announce(notice: MaintenanceNotice): void {
    this.notices = [...this.notices, notice];
    this.tell();
  }

  onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}
