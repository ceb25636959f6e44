import { printable } from './errors.ts';
import { createLoginTurns } from './plant/login-turns.ts';
import { openPlant, type PlantParts } from './plant/plant.ts';

const limitMs = 12_000;

/**
 * Titles of the market-data agreements that the user has not accepted, from the repository plant, which lets some in whom the
 * others refuse. Undefined where it refuses as well. Nothing is ever accepted on the user's behalf.
 */
export async function unacceptedAgreements(
  parts: Omit<PlantParts, 'turns' | 'topics' | 'explainRefusal'>,
): Promise<readonly string[] | undefined> {
  const ended = Promise.withResolvers<undefined>();
  const plant = openPlant('repository', {
    ...parts,
    turns: createLoginTurns(parts),
    onForcedLogout: () => ended.resolve(undefined),
  });
  const stop = parts.after(limitMs, () => ended.resolve(undefined));
  const ready = Promise.withResolvers<void>();
  plant.onReady(() => ready.resolve());
  plant.socket.onState(({ phase }) => {
    if (phase === 'back-off' || phase === 'closed') ended.resolve(undefined);
  });
  const titles = async () => {
    await ready.promise;
    const answer = await plant.ask('RequestListUnacceptedAgreements', {});
    return answer.flatMap((one) =>
      one.name === 'ResponseListUnacceptedAgreements' && one.fields.agreement_title !== undefined
        ? [printable(one.fields.agreement_title)]
        : [],
    );
  };
  plant.socket.start();
  try {
    return await Promise.race([titles().catch(() => undefined), ended.promise]);
  } finally {
    stop();
    await plant.close();
  }
}

/** What to say of them after a refused login; undefined where there is nothing to say. */
export function agreementsSentence(titles: readonly string[] | undefined): string | undefined {
  if (titles === undefined || titles.length === 0) return undefined;
  const named = titles.map((title) => `“${title}”`).join(', ');
  return `These market-data agreements are not accepted yet: ${named}. Accept them in R|Trader Pro or on the pages of your broker.`;
}
