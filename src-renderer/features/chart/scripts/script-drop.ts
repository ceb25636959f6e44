import type { DragEvent } from 'react';

const kind = 'application/x-tidemark-chart-script';

/** A script of the chart is taken along by its line in the legend. */
export function carryScript(event: DragEvent, key: string): void {
  event.dataTransfer.setData(kind, key);
  event.dataTransfer.effectAllowed = 'move';
}

export function carriesScript({ dataTransfer }: DragEvent): boolean {
  return dataTransfer.types.includes(kind);
}

export function carriedScript({ dataTransfer }: DragEvent): string {
  return dataTransfer.getData(kind);
}
