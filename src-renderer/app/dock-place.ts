/** Where a group of tabs stood, so that a panel closed there can come back to the same place. */

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export type Side = 'left' | 'right' | 'above' | 'below';

export interface Place {
  readonly side: Side;
  /** The neighbour it stood beside; absent when it filled that whole side of the window. */
  readonly beside: string | undefined;
  readonly width: number;
  readonly height: number;
}

const tolerance = 4;

const near = (a: number, b: number): boolean => Math.abs(a - b) <= tolerance;

/**
 * The neighbour that shares a whole edge comes first: put back beside it, the group fits exactly. Else the side of the
 * window that the group filled, else the right.
 */
export function placeOf(mine: Box, others: readonly (Box & { readonly id: string })[], all: Box): Place {
  const size = { width: mine.right - mine.left, height: mine.bottom - mine.top };
  for (const other of others) {
    const side = sharedEdge(mine, other);
    if (side !== undefined) return { side, beside: other.id, ...size };
  }
  return { side: filledSide(mine, all) ?? 'right', beside: undefined, ...size };
}

function sharedEdge(mine: Box, other: Box): Side | undefined {
  const isSameHeight = near(mine.top, other.top) && near(mine.bottom, other.bottom);
  const isSameWidth = near(mine.left, other.left) && near(mine.right, other.right);
  if (isSameHeight && near(mine.right, other.left)) return 'left';
  if (isSameHeight && near(mine.left, other.right)) return 'right';
  if (isSameWidth && near(mine.bottom, other.top)) return 'above';
  if (isSameWidth && near(mine.top, other.bottom)) return 'below';
  return undefined;
}

function filledSide(mine: Box, all: Box): Side | undefined {
  if (near(mine.top, all.top) && near(mine.bottom, all.bottom)) {
    if (near(mine.left, all.left)) return 'left';
    if (near(mine.right, all.right)) return 'right';
  }
  if (near(mine.left, all.left) && near(mine.right, all.right)) {
    return near(mine.top, all.top) ? 'above' : 'below';
  }
  return undefined;
}
