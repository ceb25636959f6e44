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

/**
 * A prop firm's account counts as live: its rules are real even where its money is not. So does a system that is not known, whatever
 * its name says: to take live for paper would be the worse mistake.
 */
export function isPaperSystem(name: string): boolean {
  return byName.get(name)?.isPaper === true;
}

export function hasMadeUpPrices(name: string): boolean {
  return byName.get(name)?.hasMadeUpPrices === true;
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
