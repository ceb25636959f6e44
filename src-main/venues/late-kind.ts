import { Failure } from '../../src-shared/domain/failure.ts';
import type { FrameDecoder, KindListing, VenueKind } from './venue-kind.ts';

/**
 * A kind of venue whose code is fetched when it is first needed, so that starting costs nothing of venues that nobody
 * uses. Its listing is there at once; `test` and `discover` fetch by themselves; whatever answers at once (`open`, the
 * login's address) wants `prepare` to have settled, which is a bug to forget.
 */
export function lateKind(listing: KindListing, load: () => Promise<VenueKind>): VenueKind {
  let loaded: VenueKind | undefined;
  let loading: Promise<VenueKind> | undefined;
  const fetched = () => {
    loading ??= load().then(
      (kind) => {
        loaded = kind;
        return kind;
      },
      (cause: unknown) => {
        loading = undefined;
        throw new Failure('unavailable', `The part of Tidemark for ${listing.label} could not be read.`, {
          cause,
        });
      },
    );
    return loading;
  };
  const there = (): VenueKind => {
    if (loaded === undefined) throw new Error(`${listing.kind} was used before it was prepared`);
    return loaded;
  };
  const { hasWebLogin, hasDiscovery, ...shown } = listing;
  return {
    ...shown,
    async prepare() {
      await fetched();
    },
    get channels() {
      return there().channels;
    },
    ...(hasWebLogin
      ? {
          webLogin: {
            loginUrl: (fields, config) => loginOf(there()).loginUrl(fields, config),
            finish: async (answer, config, parts) => loginOf(await fetched()).finish(answer, config, parts),
          },
        }
      : {}),
    ...(hasDiscovery
      ? {
          discover: async (setting, config, parts, signal) => {
            const { discover } = await fetched();
            if (discover === undefined) throw new Error(`${listing.kind} lists a discovery that it has not`);
            return discover(setting, config, parts, signal);
          },
        }
      : {}),
    open: (config, parts) => there().open(config, parts),
    async *test(config, parts, signal) {
      yield* (await fetched()).test(config, parts, signal);
    },
    decoder: (channel): FrameDecoder => there().decoder(channel),
    sign: (input) => there().sign(input),
  };
}

function loginOf({ kind, webLogin }: VenueKind): NonNullable<VenueKind['webLogin']> {
  if (webLogin === undefined) throw new Error(`${kind} lists a login that it has not`);
  return webLogin;
}
