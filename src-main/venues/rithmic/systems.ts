import file from '../../../assets/rithmic-systems.json' with { type: 'json' };
import type { Environment, SettingChoice } from '../venue-kind.ts';

interface System {
  /** Exactly as gateways spell it. */
  readonly name: string;
  /** As the firm is called. */
  readonly label: string;
  /** No real money and nobody's rules but ours. */
  readonly isPaper?: boolean;
  /** Its prices are made up, so that its bars must not meet real ones. */
  readonly hasMadeUpPrices?: boolean;
}

interface Presets {
  readonly defaultGateway: string;
  readonly defaultSystem: string;
  readonly gateways: readonly {
    readonly address: string;
    readonly label: string;
    readonly isTest?: boolean;
  }[];
  readonly systems: readonly System[];
  /** What an empty search lists, as far as the system carries it. */
  readonly products: readonly { readonly root: string; readonly exchange: string }[];
}

/** What was known of gateways and systems when this was built; a user may type others. */
export const presets: Presets = file;

const byName = new Map(presets.systems.map((system) => [system.name, system]));

/*
 * Of a system that is not known, as a gateway may name or a person may type it, only its name can tell. Where that does not say plainly
 * that nobody's money is at stake, it counts as live: to take live for paper would be the worse mistake.
 */
const paperName = /(^|[^a-z])(paper|test)([^a-z]|$)|paper ?trading/i;
const testName = /(^|[^a-z])test([^a-z]|$)/i;

/** A prop firm's account counts as live: its rules are real even where its money is not. */
export function isPaperSystem(name: string): boolean {
  const known = byName.get(name);
  return known === undefined ? paperName.test(name) : known.isPaper === true;
}

export function hasMadeUpPrices(name: string): boolean {
  const known = byName.get(name);
  return known === undefined ? testName.test(name) : known.hasMadeUpPrices === true;
}

export function systemChoice(name: string): SettingChoice {
  const known = byName.get(name);
  const environment: Environment = isPaperSystem(name) ? 'testnet' : 'live';
  return { value: name, label: known?.label ?? name, environment };
}

export const systemChoices: readonly SettingChoice[] = presets.systems.map(({ name }) => systemChoice(name));

/** The test gateway serves Rithmic Test alone, which is a paper system; the others serve paper and live ones. */
export const gatewayChoices: readonly SettingChoice[] = presets.gateways.map(
  ({ address, label, isTest }) => ({
    value: address,
    label,
    ...(isTest === true ? { environment: 'testnet' as const } : {}),
  }),
);
