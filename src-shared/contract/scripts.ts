import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import {
  epochMsSchema,
  identifierSchema,
  instrumentIdSchema,
  nameSchema,
  priceSideSchema,
  timeframeSchema,
} from './schemas.ts';
import { deepestSource, largestDrawings, largestScript, mostRunBars, mostSources } from './script-limits.ts';

/*
 * Scripts: the library they are kept in, and their runs over a market's bars. What a run plots comes over the data plane
 * (frame kind 3, `src-shared/stream/layout.ts`); everything else it says comes as events here.
 */

const none = z.object({});
/** The user's own are plain identifiers; samples, which come with the program and cannot be changed, are `sample:…`. */
const scriptIdSchema = identifierSchema;
const versionSchema = z.int().min(1);
const sourceSchema = z.string().max(largestScript);
/** Levels parted by `/`; empty for none. */
const folderSchema = z
  .string()
  .max(200)
  .regex(/^[^\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}]*$/u, 'a folder has only characters that can be seen');
const noteSchema = z.string().max(500);
const scriptKinds = ['indicator', 'strategy', 'library', 'unknown'] as const;

export const scriptSummarySchema = z.object({
  id: scriptIdSchema,
  name: nameSchema,
  folder: folderSchema,
  /** As far as the source says at a glance; `unknown` where it does not. */
  kind: z.enum(scriptKinds),
  /** What the declaration calls it; empty where it says nothing. */
  title: z.string().max(200),
  description: z.string().max(500),
  /** The newest one. */
  version: versionSchema,
  updatedAt: epochMsSchema,
  isFavourite: z.boolean(),
  isSample: z.boolean(),
});
export type ScriptSummary = z.output<typeof scriptSummarySchema>;

export const scriptSchema = scriptSummarySchema.extend({
  /** Of the version that was asked for, which `version` then names. */
  source: sourceSchema,
});
export type StoredScript = z.output<typeof scriptSchema>;

const scriptVersionSchema = z.object({
  version: versionSchema,
  savedAt: epochMsSchema,
  note: noteSchema,
  characters: z.int(),
});
export type ScriptVersion = z.output<typeof scriptVersionSchema>;

export const scripts = {
  /** Samples and the user's own, sources left out. */
  list: oc.input(none).output(z.array(scriptSummarySchema).readonly()),
  /** The newest version, or the one that is named. */
  get: oc
    .input(z.object({ id: scriptIdSchema, version: versionSchema.exactOptional() }))
    .output(scriptSchema),
  /**
   * Without an id a new script. A source that differs from the newest version's becomes a version of its own. A sample
   * cannot be saved: leave its id out, and the copy is the user's.
   */
  save: oc
    .input(
      z.object({
        id: scriptIdSchema.exactOptional(),
        name: nameSchema,
        folder: folderSchema,
        source: sourceSchema,
        note: noteSchema.exactOptional(),
      }),
    )
    .output(scriptSummarySchema),
  /** Another name or folder, the source as it was. */
  move: oc
    .input(z.object({ id: scriptIdSchema, name: nameSchema, folder: folderSchema }))
    .output(scriptSummarySchema),
  /** With all its versions. */
  remove: oc.input(z.object({ id: scriptIdSchema })).output(z.object({ removed: z.boolean() })),
  /** Newest first. */
  versions: oc.input(z.object({ id: scriptIdSchema })).output(z.array(scriptVersionSchema).readonly()),
  setFavourite: oc
    .input(z.object({ id: scriptIdSchema, isFavourite: z.boolean() }))
    .output(scriptSummarySchema),
  /** A script as it is after a change in any window; null where it was removed. */
  changes: oc
    .input(none)
    .output(eventIterator(z.object({ id: scriptIdSchema, script: scriptSummarySchema.nullable() }))),
  /**
   * The texts of the saved libraries that a source imports, and of those that they import, by `user/name/version`. What is
   * not saved is left out.
   */
  libraries: oc.input(z.object({ source: sourceSchema })).output(z.record(z.string().max(200), sourceSchema)),
};

const inputNumber = z.number().nullable();
/** Colours are numbers 0xRRGGBBAA, times ms UTC, an enum's member its place; null is na. */
const inputValueSchema = z.union([z.number(), z.string().max(4096), z.boolean(), z.null()]);
export type ScriptInputValue = z.output<typeof inputValueSchema>;

export const scriptInputsSchema = z
  .record(z.string().max(200), inputValueSchema)
  .refine((inputs) => Object.keys(inputs).length <= 500, 'too many inputs');
/** Settings by the inputs' ids. One that is missing or does not fit is the script's default. */
export type ScriptInputValues = z.output<typeof scriptInputsSchema>;

const scriptToRunSchema = z.union([
  z.object({ id: scriptIdSchema, version: versionSchema.exactOptional() }),
  z.object({ source: sourceSchema }),
]);

/**
 * Another script's plot that a source input reads, run over the same bars with inputs, and perhaps sources, of its own. So
 * written it cannot read from itself.
 */
export interface PlotSource {
  readonly script: z.output<typeof scriptToRunSchema>;
  readonly inputs: ScriptInputValues;
  /** Its plot, by its id. */
  readonly plot: string;
  readonly sources?: PlotSources;
}
/** By the inputs' ids; where one is named, `inputs` counts for nothing. */
export type PlotSources = Readonly<Record<string, PlotSource>>;

const plotSourceSchema: z.ZodType<PlotSource> = z.lazy(() =>
  z.object({
    script: scriptToRunSchema,
    inputs: scriptInputsSchema,
    plot: z.string().max(40),
    sources: sourcesSchema.exactOptional(),
  }),
);
const sourcesSchema = z.record(z.string().max(200), plotSourceSchema);

function areBounded(sources: PlotSources): boolean {
  let count = 0;
  let level = Object.values(sources);
  for (let depth = 0; level.length > 0; depth += 1) {
    count += level.length;
    if (depth >= deepestSource || count > mostSources) return false;
    level = level.flatMap((one) => Object.values(one.sources ?? {}));
  }
  return true;
}

const channelSchema = z.int().min(1).max(0xffff_ffff);
const offsetSchema = z.int().min(0).max(largestScript);
const range = { start: offsetSchema, end: offsetSchema };

export const scriptInputKinds = [
  'int',
  'float',
  'bool',
  'string',
  'text_area',
  'color',
  'price',
  'time',
  'session',
  'symbol',
  'timeframe',
  'source',
  'enum',
] as const;

const declaredInputSchema = z.object({
  id: z.string().max(200),
  kind: z.enum(scriptInputKinds),
  title: z.string().max(500),
  defaultValue: inputValueSchema,
  /** What the run was started with: the default, or what fitted it. */
  value: inputValueSchema,
  /** The only values that may be chosen, and what they are called; null where any may. */
  options: z
    .array(z.object({ value: inputValueSchema, title: z.string().max(500) }))
    .max(500)
    .nullable(),
  minimum: inputNumber,
  maximum: inputNumber,
  step: inputNumber,
  tooltip: z.string().max(4096),
  /** Inputs of one such name stand on one line. */
  inline: z.string().max(500),
  group: z.string().max(500),
  confirm: z.boolean(),
  ...range,
});
export type DeclaredInput = z.output<typeof declaredInputSchema>;

const optionsSchema = z.record(
  z.string().max(80),
  z.union([z.number(), z.string().max(4096), z.boolean(), z.null()]),
);

const declaredPlotSchema = z.object({
  id: z.string().max(40),
  kind: z.enum([
    'plot',
    'plotshape',
    'plotchar',
    'plotarrow',
    'plotcandle',
    'plotbar',
    'hline',
    'fill',
    'bgcolor',
    'barcolor',
    'alertcondition',
  ]),
  title: z.string().max(4096),
  /** By the built-in's parameter names; colours as 0xRRGGBBAA. A fill's `plot1` and `plot2` are ids of plots. */
  options: optionsSchema,
  /** Its columns in the run's frames: those of the first plot come first, in this order, then the next plot's. */
  columns: z.array(z.string().max(40)).max(16).readonly(),
  ...range,
});
export type DeclaredPlot = z.output<typeof declaredPlotSchema>;

const diagnosticSchema = z.object({
  code: z.string().max(12),
  severity: z.enum(['error', 'warning', 'hint']),
  message: z.string().max(2000),
  ...range,
});
export type ScriptDiagnostic = z.output<typeof diagnosticSchema>;

const barSchema = z.object({ index: z.int().min(0), time: epochMsSchema });

const faultFields = {
  message: z.string().max(2000),
  bar: barSchema.nullable(),
  /** Where in the source, if that is known. */
  place: z.object(range).nullable(),
  /** All of them, where it does not compile. */
  diagnostics: z.array(diagnosticSchema).max(500).readonly(),
};
const faultSchema = z.object(faultFields);
/** Why a run has ended, with a sentence for the person at the screen. */
export type ScriptFault = z.output<typeof faultSchema>;

const timingFields = {
  parseMs: z.number(),
  checkMs: z.number(),
  compileMs: z.number(),
  /** All of history, waiting for others left out. */
  runMs: z.number(),
  bars: z.int().min(0),
  /** The mean of the updates since the last event of this kind, 0 for none. */
  updateUs: z.number(),
  updates: z.int().min(0),
};
const timingsSchema = z.object(timingFields);
export type ScriptTimings = z.output<typeof timingsSchema>;

const declarationFields = {
  script: z.enum(['indicator', 'strategy', 'library']),
  version: z.union([z.literal(4), z.literal(5), z.literal(6)]),
  title: z.string().max(4096),
  shortTitle: z.string().max(4096),
  /** In the price's pane; else in one of its own. */
  isOverlay: z.boolean(),
  /** Arguments of the declaration by parameter name: format, precision, scale, max_lines_count … */
  settings: optionsSchema,
  inputs: z.array(declaredInputSchema).max(2000).readonly(),
  plots: z.array(declaredPlotSchema).max(64).readonly(),
  /** Warnings and hints. */
  diagnostics: z.array(diagnosticSchema).max(500).readonly(),
};
const declarationSchema = z.object(declarationFields);
export type ScriptDeclaration = z.output<typeof declarationSchema>;

const tracedBarSchema = z.object({
  bar: barSchema,
  values: z
    .array(
      z.object({
        ...range,
        /** Of a variable; null for an expression. */
        name: z.string().max(200).nullable(),
        /** As people read it. In loops the last one. */
        text: z.string().max(500),
        /** How often it was evaluated on that bar. */
        count: z.int(),
      }),
    )
    .max(20_000)
    .readonly(),
});
export type TracedBar = z.output<typeof tracedBarSchema>;

const profiledRunSchema = z.object({
  bars: z.int(),
  ms: z.number(),
  statements: z
    .array(
      z.object({
        ...range,
        count: z.number(),
        /** With everything inside, and without. */
        ms: z.number(),
        ownMs: z.number(),
      }),
    )
    .max(20_000)
    .readonly(),
});
export type ProfiledRun = z.output<typeof profiledRunSchema>;

export const scriptPhases = ['loading', 'compiling', 'running', 'ready', 'failed', 'stopped'] as const;

const eventLine = { bar: z.int(), time: epochMsSchema, message: z.string().max(40_960) };
const logLineSchema = z.object({ ...eventLine, level: z.enum(['info', 'warning', 'error']) });
export type ScriptLogLine = z.output<typeof logLineSchema>;
const alertLineSchema = z.object({
  ...eventLine,
  frequency: z.enum(['once_per_bar', 'once_per_bar_close', 'all']),
});
export type ScriptAlertLine = z.output<typeof alertLineSchema>;

/**
 * What a run tells. Whoever begins to listen is told first how things stand: state, declaration, fault, drawings, the log
 * so far. `generation` goes up whenever the run starts again from its first bar (the series was reset, more history came):
 * then drawings, logs and alerts begin anew, and so do the columns of the frames, which carry the same number.
 */
const scriptEventSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('state'),
    generation: z.int().min(0),
    phase: z.enum(scriptPhases),
    /** Bars that have run, of how many. */
    done: z.int().min(0),
    total: z.int().min(0),
    /** What is being waited for, in words; empty for nothing. */
    detail: z.string().max(500),
  }),
  /** Comes again when an option became known on the first bar. */
  z.object({
    kind: z.literal('declared'),
    generation: z.int().min(0),
    ...declarationFields,
  }),
  /** The run has ended: it does not compile, a bar failed, or it took too long. */
  z.object({
    kind: z.literal('fault'),
    generation: z.int().min(0),
    ...faultFields,
  }),
  /** All drawings there are now, at most five times a second: JSON of a `ScriptDrawings`. */
  z.object({
    kind: z.literal('drawings'),
    generation: z.int().min(0),
    json: z.string().max(largestDrawings),
  }),
  z.object({
    kind: z.literal('logs'),
    generation: z.int().min(0),
    lines: z.array(logLineSchema).max(1000).readonly(),
    /** Lines so far that were not kept. */
    dropped: z.int().min(0),
  }),
  z.object({
    kind: z.literal('alerts'),
    generation: z.int().min(0),
    lines: z.array(alertLineSchema).max(1000).readonly(),
    dropped: z.int().min(0),
  }),
  z.object({
    kind: z.literal('timings'),
    generation: z.int().min(0),
    ...timingFields,
  }),
]);
export type ScriptEvent = z.output<typeof scriptEventSchema>;

/** What is drawn beside plots, as it comes in `drawings` events: numbers, na as null, colours as 0xRRGGBBAA. */
export interface ScriptDrawings {
  readonly lines: readonly DrawnLine[];
  readonly labels: readonly DrawnLabel[];
  readonly boxes: readonly DrawnBox[];
  /** Between lines, by their ids. */
  readonly linefills: readonly DrawnLinefill[];
  readonly polylines: readonly DrawnPolyline[];
  readonly tables: readonly DrawnTable[];
  /** Oldest ones that were left out because all together were too large. */
  readonly leftOut: number;
}

/** `xloc` bar_time: x is ms UTC. `bar_index`: the bar's index in the run, beyond its last one for the future. */
type XLocation = 'bar_index' | 'bar_time';
type Place = number | null;
type Size = string | number;

export interface DrawnLine {
  readonly id: number;
  readonly x1: Place;
  readonly y1: Place;
  readonly x2: Place;
  readonly y2: Place;
  readonly xloc: XLocation;
  readonly extend: string;
  readonly color: number | null;
  readonly style: string;
  readonly width: number;
  readonly isForcedOverlay: boolean;
}

export interface DrawnLabel {
  readonly id: number;
  readonly x: Place;
  readonly y: Place;
  readonly text: string;
  readonly xloc: XLocation;
  readonly yloc: string;
  readonly color: number | null;
  readonly style: string;
  readonly textColor: number | null;
  readonly size: Size;
  readonly textAlign: string;
  readonly tooltip: string;
  readonly fontFamily: string;
  readonly formatting: string;
  readonly isForcedOverlay: boolean;
}

export interface DrawnBox {
  readonly id: number;
  readonly left: Place;
  readonly top: Place;
  readonly right: Place;
  readonly bottom: Place;
  readonly borderColor: number | null;
  readonly borderWidth: number;
  readonly borderStyle: string;
  readonly extend: string;
  readonly xloc: XLocation;
  readonly background: number | null;
  readonly text: string;
  readonly textSize: Size;
  readonly textColor: number | null;
  readonly textHorizontal: string;
  readonly textVertical: string;
  readonly textWrap: string;
  readonly fontFamily: string;
  readonly formatting: string;
  readonly isForcedOverlay: boolean;
}

export interface DrawnLinefill {
  readonly id: number;
  readonly line1: number | null;
  readonly line2: number | null;
  readonly color: number | null;
}

export interface DrawnPolyline {
  readonly id: number;
  readonly points: readonly { readonly x: Place; readonly y: Place }[];
  readonly isCurved: boolean;
  readonly isClosed: boolean;
  readonly xloc: XLocation;
  readonly lineColor: number | null;
  readonly fillColor: number | null;
  readonly lineStyle: string;
  readonly lineWidth: number;
  readonly isForcedOverlay: boolean;
}

export interface DrawnTable {
  readonly id: number;
  readonly position: string;
  readonly columns: number;
  readonly rows: number;
  readonly background: number | null;
  readonly frameColor: number | null;
  readonly frameWidth: number;
  readonly borderColor: number | null;
  readonly borderWidth: number;
  readonly isForcedOverlay: boolean;
  readonly cells: readonly DrawnCell[];
  readonly merged: readonly {
    readonly startColumn: number;
    readonly startRow: number;
    readonly endColumn: number;
    readonly endRow: number;
  }[];
}

export interface DrawnCell {
  readonly column: number;
  readonly row: number;
  readonly text: string;
  /** Percent of the pane, 0 to fit the text. */
  readonly width: number;
  readonly height: number;
  readonly textColor: number | null;
  readonly textHorizontal: string;
  readonly textVertical: string;
  readonly textSize: Size;
  readonly background: number | null;
  readonly tooltip: string;
  readonly fontFamily: string;
  readonly formatting: string;
}

const runOf = z.object({ channel: channelSchema });

export const scriptRuns = {
  /**
   * Runs a script over an instrument's newest bars, and then with every tick until it is stopped. Equal runs, of all pages,
   * are one. The channel is in the frames of its columns, and numbers no market topic of this page; it ends with the page.
   */
  start: oc
    .input(
      z.object({
        script: scriptToRunSchema,
        instrument: instrumentIdSchema,
        timeframe: timeframeSchema,
        /** The instrument's own if unsaid. */
        priceSide: priceSideSchema.exactOptional(),
        inputs: scriptInputsSchema,
        sources: sourcesSchema.refine(areBounded, 'too many scripts read from one another').exactOptional(),
        /** How much history; 10,000 if unsaid. */
        bars: z.int().min(1).max(mostRunBars).exactOptional(),
      }),
    )
    .output(runOf),
  /** May be listened to more than once, and again after a break. Ends with the channel. */
  events: oc.input(runOf).output(eventIterator(scriptEventSchema)),
  stop: oc.input(runOf).output(z.object({ wasOpen: z.boolean() })),
  /** The debugger: what every variable and expression was on the bar that opens at or last before the time. */
  trace: oc.input(runOf.extend({ time: epochMsSchema })).output(tracedBarSchema),
  /** The profiler: what the statements cost over all of history, in order of the source. */
  profile: oc.input(runOf).output(profiledRunSchema),
};
