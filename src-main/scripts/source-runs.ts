import { compile } from '../../src-shared/pine/compile/compile.ts';
import type { Series } from '../../src-shared/pine/runtime/bars.ts';
import { ScriptError } from '../../src-shared/pine/runtime/budget.ts';
import { type Bar, createInstance, type Instance } from '../../src-shared/pine/runtime/instance.ts';
import type { PlotColumn } from '../../src-shared/pine/runtime/outputs.ts';
import type { RequestedData } from '../../src-shared/pine/runtime/requests.ts';
import { type CheckedScript, checkScript } from './checked-script.ts';
import type { SourceOrder, SourceOrders } from './worker-messages.ts';

interface SourceParts {
  readonly series: Series;
  readonly requests: RequestedData;
  /** `timenow` of history, ms UTC. */
  readonly now: number;
  clock(): number;
}

interface SourceRun {
  readonly title: string;
  readonly instance: Instance;
}

/**
 * The scripts whose plots another one reads, each a run of its own beside it, those that they read from before them. They show
 * and say nothing. Equal ones are one.
 */
export class SourceRuns {
  /** By the reader's inputs. */
  readonly columns: Readonly<Record<string, PlotColumn>>;
  readonly #parts: SourceParts;
  readonly #runs = new Map<string, SourceRun>();

  /** Compiles them; no bar runs yet. @throws ScriptError */
  constructor(sources: SourceOrders, parts: SourceParts) {
    this.#parts = parts;
    this.columns = this.#columnsOf(sources);
  }

  get instances(): readonly Instance[] {
    return [...this.#runs.values()].map(({ instance }) => instance);
  }

  /** Before whoever reads them runs on the same bar. @throws ScriptError */
  update(bar: Bar, isConfirmed: boolean, now: number): void {
    for (const { title, instance } of this.#runs.values())
      explained(title, () => instance.update(bar, isConfirmed, now));
  }

  /** Does work on one of the instances, whose faults are told with its title. @throws ScriptError */
  explaining<Result>(instance: Instance, work: () => Result): Result {
    for (const run of this.#runs.values()) if (run.instance === instance) return explained(run.title, work);
    return work();
  }

  #columnsOf(sources: SourceOrders): Record<string, PlotColumn> {
    return Object.fromEntries(
      Object.entries(sources).map(([input, order]) => [input, this.#columnOf(order)]),
    );
  }

  #columnOf(order: SourceOrder): PlotColumn {
    const { title, instance } = this.#runOf(order);
    const plot = instance.outputs.plots.find(({ id }) => id === order.plot);
    const name = plot?.columns.find((one) => one === 'value' || one === 'close');
    if (plot === undefined || name === undefined)
      throw new ScriptError(
        `Its source “${title}” has no such plot any more. Choose another one in the settings.`,
      );
    return plot.column(name);
  }

  #runOf(order: SourceOrder): SourceRun {
    const key = JSON.stringify([order.source, order.inputs, order.sources]);
    const known = this.#runs.get(key);
    if (known !== undefined) return known;
    const { series, requests, now, clock } = this.#parts;
    const outcome = checkScript(order, clock);
    if ('fault' in outcome) throw new ScriptError(`Its source does not compile: ${outcome.fault.message}`);
    const { checked } = outcome;
    const title = titleOf(checked);
    const columns = this.#columnsOf(order.sources);
    const instance = explained(title, () =>
      createInstance(compile(checked.program, { mode: 'plain' }), {
        series,
        inputs: { ...checked.inputs, ...columns },
        requests,
        now,
      }),
    );
    const run = { title, instance };
    this.#runs.set(key, run);
    return run;
  }
}

function titleOf({ program: { settings } }: CheckedScript): string {
  const { shorttitle, title } = settings;
  const text = typeof shorttitle === 'string' && shorttitle !== '' ? shorttitle : title;
  return typeof text === 'string' ? text.slice(0, 200) : '';
}

/** What goes wrong in a source has no place in the text of its reader. */
function explained<Result>(title: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof ScriptError)) throw error;
    const told = new ScriptError(`Its source “${title}” stopped: ${error.message}`);
    if (error.bar !== undefined) told.bar = error.bar;
    throw told;
  }
}
