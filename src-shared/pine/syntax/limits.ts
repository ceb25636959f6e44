export interface Limits {
  /** Bytes of source text in UTF-8. */
  readonly sourceBytes: number;
  /** Brackets, blocks and signs inside one another. */
  readonly nesting: number;
  /** Nodes from the script down to a leaf; chains of operators count too. Who walks the tree may recurse without fear. */
  readonly treeDepth: number;
  readonly diagnostics: number;
}

export const standardLimits: Limits = {
  sourceBytes: 256 * 1024,
  nesting: 256,
  treeDepth: 600,
  diagnostics: 1_000,
};
