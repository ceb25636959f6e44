import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { startProgram, type VaultProgram } from './keychain-matrix-protocol.ts';
import { environment, requirePrograms, startSession } from './keychain-matrix-session.ts';
import { chosenSeed, isLongRun, seededRandom } from './random.ts';

const passphrase = 'correct horse battery';
const runs = isLongRun() ? 150 : 12;
/** Some stores long: a keyring writes its file anew at each of the entries of one. */
const longestLifeMs = { keychain: 800, passphrase: 60 };
/** Three entries in the keychain, so that a record can be cut in two. */
const filling = 'x'.repeat(5000);

interface KillFigures {
  /** Stores that were answered. */
  answered: number;
  /** Runs after which the record was older than the last answer. */
  lost: number;
  /** Runs after which the record was neither the old one nor the new one. */
  mixed: number;
  /** Runs that left something half done for the next start. */
  cut: number;
  /** Runs in which the store that was never answered had not happened: the control's losses. */
  unanswered: number;
}

test.each(['keychain', 'passphrase'] as const)(
  'K5: kill -9 in the middle of storing with the %s leaves the old record or the new one, and every answered one',
  { timeout: 600_000 },
  async (provider) => {
    if (process.platform !== 'linux') {
      console.log('vault kills: NOT RUN, since a keyring of one’s own needs Linux');
      return;
    }
    requirePrograms();
    const random = seededRandom(chosenSeed());
    const [profile, home] = ['profile', 'home'].map((name) =>
      mkdtempSync(join(tmpdir(), `tidemark-${name}-`)),
    );
    if (profile === undefined || home === undefined) throw new Error('no folders');
    onTestFinished(() => {
      for (const folder of [profile, home]) rmSync(folder, { recursive: true, force: true });
    });
    const session = provider === 'keychain' ? await startSession(home, 'unlocked') : undefined;
    onTestFinished(() => session?.end());
    const env = session?.env ?? environment(home, home);

    const open = async (): Promise<VaultProgram> => {
      const program = startProgram(profile, env);
      onTestFinished(() => program.kill());
      const state = await program.value({ do: 'open' });
      if ((state as { phase: string }).phase === 'locked') await program.value({ do: 'unlock', passphrase });
      return program;
    };
    const first = await open();
    await first.value(
      provider === 'keychain' ? { do: 'choose-keychain' } : { do: 'choose-passphrase', passphrase },
    );
    let turn = 0;
    const valuesOf = (of: number) => ({ apiKey: `${of}`, filling: `${of}${filling}`, twin: `${of}` });
    await first.value({ do: 'store', id: 'a', values: valuesOf(turn) });
    await first.kill();

    const sum: KillFigures = { answered: 0, lost: 0, mixed: 0, cut: 0, unanswered: 0 };
    for (let run = 0; run < runs; run += 1) {
      const program = await open();
      const killed = sleep(random.below(longestLifeMs[provider])).then(() => program.kill());
      const answered = await storeUntilKilled(program, turn, valuesOf);
      await killed;
      sum.answered += answered - turn;
      sum.cut += leftBehind(join(profile, 'vault')) ? 1 : 0;
      const after = await open();
      const found = (await after.value({ do: 'read', id: 'a' })) as Record<string, string>;
      const at = Number(found.apiKey);
      if (found.twin !== `${at}` || found.filling !== `${at}${filling}`) sum.mixed += 1;
      if (at < answered) sum.lost += 1;
      if (at < answered + 1) sum.unanswered += 1;
      turn = at;
      await after.kill();
    }
    console.log(
      `vault kills with the ${provider}: seed ${random.seed}, ${runs} runs, ${JSON.stringify(sum)}`,
    );
    expect(sum).toMatchObject({ lost: 0, mixed: 0 });
    expect(sum.answered).toBeGreaterThan(0);
    // The controls: kills did hit the middle of stores, and one counted before its answer would have been lost.
    expect(sum.cut).toBeGreaterThan(0);
    expect(sum.unanswered).toBeGreaterThan(0);
  },
);

/** Stores one version after another; answers the last that was answered. */
async function storeUntilKilled(
  program: VaultProgram,
  from: number,
  valuesOf: (turn: number) => Readonly<Record<string, string>>,
): Promise<number> {
  for (let answered = from; ; answered += 1) {
    try {
      await program.value({ do: 'store', id: 'a', values: valuesOf(answered + 1) });
    } catch (error) {
      if (!(error as Error).message.includes('the program ended')) throw error;
      return answered;
    }
  }
}

function leftBehind(folder: string): boolean {
  const names = readdirSync(folder);
  if (names.some((name) => name.endsWith('.new') || name.endsWith('.previous'))) return true;
  const { sweep } = JSON.parse(readFileSync(join(folder, 'vault.json'), 'utf8')) as { sweep: string[] };
  return sweep.length > 0;
}
