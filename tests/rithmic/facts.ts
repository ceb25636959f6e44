import { readFileSync } from 'node:fs';

/** The facts about Rithmic's messages; `facts/README.md` says where they come from. */
export type FactType = 'string' | 'int32' | 'uint32' | 'uint64' | 'double' | 'bool' | 'bytes' | 'enum';

export interface FactField {
  readonly name: string;
  readonly number: number;
  readonly type: FactType;
  readonly label: 'required' | 'optional' | 'repeated';
  /** The enumeration of a field of type `enum`. */
  readonly enum?: string;
  /** The enumeration whose values are the bits of this number. */
  readonly bits?: string;
}

export interface FactMessage {
  readonly name: string;
  /** `MessageType`, which reads only the template id of any message, has none of its own. */
  readonly template_id: number | null;
  readonly direction: 'client' | 'server' | 'both';
  readonly plant: 'any' | 'ticker' | 'history' | 'order' | 'pnl' | 'repository';
  readonly multi_part: boolean;
  readonly fields: readonly FactField[];
  readonly enums: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

interface Facts {
  readonly meta: { readonly message_count: number; readonly field_count: number };
  readonly messages: readonly FactMessage[];
}

export const facts: Facts = JSON.parse(
  readFileSync(new URL('./facts/messages.json', import.meta.url), 'utf8'),
);
