import {
  type ConnectionStatus,
  keyWords,
  type SecretEntryCard,
} from '../../../src-shared/contract/connections.ts';
import { Failure } from '../../../src-shared/domain/failure.ts';
import type { MarketHub } from '../../market/index.ts';
import type { Venue } from '../../venues/venue.ts';
import type { VenueKind } from '../../venues/venue-kind.ts';
import { Broadcast } from '../broadcast.ts';
import { os, type PageContext } from '../guard.ts';

const healthEveryMs = 1000;

export const connections = os.connections.router({
  list: os.connections.list.handler(({ context }) => context.services.hub.venues().map(statusOf)),
  connect: os.connections.connect.handler(async ({ context, input }) => {
    if (isSaved(context, input.id)) await context.services.connections.connect(input.id);
    else await venueOf(context.services.hub, input.id).connect();
    return currentStatus(context, input.id);
  }),
  disconnect: os.connections.disconnect.handler(async ({ context, input }) => {
    if (!isSaved(context, input.id)) await venueOf(context.services.hub, input.id).disconnect();
    else await context.services.connections.disconnect(input.id);
    return currentStatus(context, input.id);
  }),
  retryNow: os.connections.retryNow.handler(({ context, input }) => {
    context.services.connections.retryNow(input.id);
    return currentStatus(context, input.id);
  }),
  changes: os.connections.changes.handler(async function* ({ context, signal }) {
    const { hub, connections: saved } = context.services;
    const list = () => hub.venues().map(statusOf);
    const changed = new Broadcast<ConnectionStatus[]>();
    const publish = () => changed.publish(list());
    // Saved connections come and go with their venues; what is always there tells its own state.
    const releases = [saved.onChange(publish), ...hub.venues().map((venue) => venue.onState(publish))];
    const changes = changed.listen(signal);
    try {
      yield list();
      yield* changes;
    } finally {
      for (const release of releases) release();
    }
  }),

  kinds: os.connections.kinds.handler(({ context }) => {
    const { kinds, isDeveloper } = context.services.connections;
    return { kinds: kinds.map(kindCard), isDeveloper };
  }),
  saved: os.connections.saved.handler(async function* ({ context, signal }) {
    const { connections: saved } = context.services;
    const changed = new Broadcast<null>(1);
    const release = saved.onChange(() => changed.publish(null));
    const changes = changed.listen(signal);
    try {
      yield saved.cards();
      for await (const _ of changes) yield saved.cards();
    } finally {
      release();
    }
  }),
  health: os.connections.health.handler(async function* ({ context, signal }) {
    const { connections: saved } = context.services;
    const due = new Broadcast<null>(1);
    const timer = setInterval(() => due.publish(null), healthEveryMs);
    const turns = due.listen(signal);
    try {
      yield saved.health();
      for await (const _ of turns) yield saved.health();
    } finally {
      clearInterval(timer);
    }
  }),

  discover: os.connections.discover.handler(async ({ context, input, signal }) => {
    const over = signal ?? new AbortController().signal;
    const { kind, setting, settings } = input;
    return { choices: await context.services.connections.discover(kind, setting, settings, over) };
  }),

  beginEntry: os.connections.beginEntry.handler(({ context, input }) =>
    context.services.connections.beginEntry(input.kind, input.label, input.fields),
  ),
  entry: os.connections.entry.handler(async function* ({ context, input, signal }) {
    const { entries } = context.services;
    const changed = new Broadcast<SecretEntryCard>();
    const release = entries.listen(input.id, (card) => changed.publish(card));
    const changes = changed.listen(signal);
    try {
      let card = entries.card(input.id);
      yield card;
      while (card.state === 'waiting') {
        const next = await changes.next();
        if (next.done === true) return;
        card = next.value;
        yield card;
      }
    } finally {
      release();
      await changes.return?.();
    }
  }),
  cancelEntry: os.connections.cancelEntry.handler(async ({ context, input }) => {
    await context.services.connections.cancelEntry(input.id);
    return {};
  }),

  test: os.connections.test.handler(async function* ({ context, input, signal }) {
    yield* context.services.connections.test(input, signal ?? new AbortController().signal);
  }),
  create: os.connections.create.handler(({ context, input: { withdrawalWords, ...draft } }) =>
    context.services.connections.create(draft, withdrawalWords),
  ),
  edit: os.connections.edit.handler(({ context, input }) =>
    context.services.connections.edit(input.id, input.settings),
  ),
  rotate: os.connections.rotate.handler(async function* ({ context, input, signal }) {
    const { id, entry, withdrawalWords } = input;
    const over = signal ?? new AbortController().signal;
    yield* context.services.connections.rotate(id, entry, withdrawalWords, over);
  }),
  setEnabled: os.connections.setEnabled.handler(({ context, input }) =>
    context.services.connections.setEnabled(input.id, input.isEnabled),
  ),
  revoke: os.connections.revoke.handler(async ({ context, input }) => {
    await context.services.connections.revoke(input.id);
    return {};
  }),

  beginWebLogin: os.connections.beginWebLogin.handler(async ({ context, input }) => {
    const url = await context.services.connections.loginUrl(input.id);
    return { url, isOpened: await context.services.openInBrowser(url) };
  }),
  finishWebLogin: os.connections.finishWebLogin.handler(({ context, input }) =>
    context.services.connections.finishLogin(input.id, input.answer),
  ),

  audit: os.connections.audit.handler(({ context, input }) => {
    const { entries, ...rest } = context.services.connections.audit(input);
    return { ...rest, entries: [...entries] };
  }),
  exportAudit: os.connections.exportAudit.handler(({ context }) => ({
    csv: context.services.connections.auditCsv(),
  })),
  security: os.connections.security.handler(({ context }) => context.services.connections.practices()),
  outgoingAddress: os.connections.outgoingAddress.handler(({ context, input }) =>
    context.services.outgoingAddress(input.proxy),
  ),
});

function statusOf(venue: Venue): ConnectionStatus {
  const { id, kind, label, capabilities } = venue;
  return { id, kind, label, hasClock: capabilities.hasClock, ...venue.state() };
}

function isSaved({ services }: PageContext, id: string): boolean {
  return services.connections.cards().some((card) => card.id === id);
}

/** Of a venue that the market hub knows, or of a saved connection, which it need not know. */
function currentStatus({ services }: PageContext, id: string): ConnectionStatus {
  const venue = services.hub.venues().find((one) => one.id === id);
  if (venue !== undefined) return statusOf(venue);
  const card = services.connections.cards().find((one) => one.id === id);
  if (card === undefined) throw new Failure('not-found', `There is no connection “${id}”.`);
  const { kind, settings, phase, reason, since, nextAttempt } = card;
  const next = nextAttempt === undefined ? {} : { nextAttempt };
  return { id, kind, label: settings.label, hasClock: false, phase, reason, since, ...next };
}

function venueOf(hub: MarketHub, id: string): Venue {
  const venue = hub.venues().find((one) => one.id === id);
  if (venue === undefined) throw new Failure('not-found', `There is no connection “${id}”.`);
  return venue;
}

function kindCard({ kind, label, description, webLogin }: VenueKind) {
  const { products, environments, orderTypes, warnings, credentialFields, keyInstructions, rights, ...rest } =
    description;
  const { settings = [], sessionNotice = '', credentialWords = keyWords } = description;
  return {
    ...rest,
    kind,
    label,
    products: [...products],
    environments: [...environments],
    orderTypes: [...orderTypes],
    warnings: [...warnings],
    sessionNotice,
    credentialWords,
    settings: settings.map((setting) => ({ ...setting, choices: [...setting.choices] })),
    credentialFields: credentialFields.map(({ isKeyId: _, ...field }) => field),
    keyInstructions: [...keyInstructions],
    rights: [...rights],
    hasWebLogin: webLogin !== undefined,
  };
}
