import type { ComponentType } from 'react';
import type { PanelProps } from './panel-definition.ts';
import { type Piece, piece } from './piece.tsx';

/** The body of a panel, fetched when it is first shown. */
export function panelPiece(load: () => Promise<ComponentType<PanelProps>>): Piece<PanelProps> {
  return piece(load, <div className="h-full bg-bg-1" aria-busy="true" />);
}
