import { deepestSource } from '../../../../src-shared/contract/script-limits.ts';
import type { DeclaredPlot, PlotSource, PlotSources } from '../../../../src-shared/contract/scripts.ts';
import type { ChartScript, SourceLink } from './chart-script.ts';

/** How a script is named to the host: saved, or as it is being typed. */
export type ScriptToRun = PlotSource['script'];

/** What goes with a run, or why it cannot be run. */
export type ResolvedSources =
  | { readonly sources: PlotSources; readonly trouble?: undefined }
  | { readonly trouble: string };

/** The plots that a script's inputs read, with all that running them needs. */
export function resolveSources(
  scripts: readonly ChartScript[],
  script: ChartScript,
  toRun: (script: string) => ScriptToRun,
  readers: readonly string[] = [],
): ResolvedSources {
  const trail = [...readers, script.key];
  const sources: Record<string, PlotSource> = {};
  for (const [input, link] of Object.entries(script.sources)) {
    const from = scripts.find(({ key }) => key === link.key);
    if (from === undefined) {
      return { trouble: `It reads “${link.title}”, which is no longer on the chart. Choose another source.` };
    }
    if (trail.includes(from.key)) {
      return { trouble: `It reads “${link.title}”, which reads from it. Choose another source.` };
    }
    if (trail.length > deepestSource) {
      return { trouble: `Only ${deepestSource} scripts may read from one another in a row.` };
    }
    const further = resolveSources(scripts, from, toRun, trail);
    if (further.trouble !== undefined) return further;
    const hasSources = Object.keys(further.sources).length > 0;
    sources[input] = {
      script: toRun(from.script),
      inputs: from.inputs,
      plot: link.plot,
      ...(hasSources ? { sources: further.sources } : {}),
    };
  }
  return { sources };
}

/** Scripts that read from this one, also by way of others. */
export function readersOf(scripts: readonly ChartScript[], key: string): readonly ChartScript[] {
  const found = new Set([key]);
  for (let size = 0; size !== found.size; ) {
    size = found.size;
    for (const one of scripts)
      if (Object.values(one.sources).some((link) => found.has(link.key))) found.add(one.key);
  }
  return scripts.filter((one) => one.key !== key && found.has(one.key));
}

export interface SourceChoice {
  readonly label: string;
  readonly link: SourceLink;
}

const readable = new Set(['plot', 'plotcandle', 'plotbar', 'plotarrow']);

/** The plots of other scripts that an input of `reader` may read: none of what itself reads from it. */
export function sourceChoices(
  scripts: readonly ChartScript[],
  reader: string,
  declared: (key: string) => { readonly title: string; readonly plots: readonly DeclaredPlot[] } | undefined,
): readonly SourceChoice[] {
  const readers = new Set(readersOf(scripts, reader).map(({ key }) => key));
  return scripts.flatMap(({ key }) => {
    const known = key === reader || readers.has(key) ? undefined : declared(key);
    const plots = known?.plots.filter(({ kind }) => readable.has(kind)) ?? [];
    return plots.map(({ id, title }, at): SourceChoice => {
      const name = title === '' ? `Plot ${at + 1}` : title;
      const label = name === known?.title ? name : `${known?.title}: ${name}`;
      return { label, link: { key, plot: id, title: label } };
    });
  });
}
