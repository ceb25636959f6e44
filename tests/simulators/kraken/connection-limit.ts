const windowMs = 600_000;

/** Counts connection attempts of the last ten minutes. There is one address here. */
export class ConnectionLimit {
  private readonly most: number;
  private readonly attempts: number[] = [];

  constructor(most: number) {
    this.most = most;
  }

  /** False when the edge has had enough. */
  admit(): boolean {
    const now = Date.now();
    while ((this.attempts[0] ?? now) < now - windowMs) this.attempts.shift();
    this.attempts.push(now);
    return this.attempts.length <= this.most;
  }
}
