import type { Node, Script } from '../tree.ts';

/** A node as a bag of members, for whoever looks at all of them alike. */
export type AnyNode = Node & { readonly kind?: string } & Readonly<Record<string, unknown>>;

export const isNode = (value: unknown): value is AnyNode =>
  typeof value === 'object' && value !== null && 'start' in value && 'end' in value;

/** The nodes directly below one, in the order of its members. */
export function* childrenOf(node: Node): Generator<AnyNode> {
  for (const [name, value] of Object.entries(node)) {
    if (name === 'comments' || name === 'annotations') continue;
    if (isNode(value)) yield value;
    else if (Array.isArray(value)) {
      for (const item of value) if (isNode(item)) yield item;
    }
  }
}

/** What is wrong with a tree's ranges: children lie inside their parents and end no earlier than they start. */
export function treeFaults(script: Script, mostDepth: number): string[] {
  const faults: string[] = [];
  const stack: { node: AnyNode; depth: number }[] = [{ node: script as Node as AnyNode, depth: 0 }];
  for (;;) {
    const entry = stack.pop();
    if (entry === undefined) return faults;
    const { node, depth } = entry;
    const at = `${node.kind} ${node.start}–${node.end}`;
    if (node.start > node.end) faults.push(`${at} ends before it starts`);
    if (depth > mostDepth) faults.push(`${at} lies ${depth} levels deep`);
    for (const child of childrenOf(node)) {
      if (child.start < node.start || child.end > node.end) {
        faults.push(`${child.kind} ${child.start}–${child.end} is not inside ${at}`);
      }
      stack.push({ node: child, depth: depth + 1 });
    }
  }
}
