import { pageScheme } from './page-address.ts';

const viewName = /^[a-z][a-z-]{0,39}$/;
const mostArguments = 64;
const longestArgument = 2048;

/** The page's description of a panel that nothing but its kind is known of. */
export function panelOfView(view: string): string {
  return JSON.stringify({ kind: view, state: {}, link: null, instrument: null });
}

/**
 * What a second start or a deep link may ask for (rule E10): to see something. Its arguments are untrusted, so all that
 * is ever read from them is the name of a view, from `--view=chart` or `tidemark://view/chart`; the page opens it if it
 * knows the name. Undefined when no view is named: then the window just comes to the front.
 */
export function requestedView(commandLine: readonly string[]): string | undefined {
  for (const argument of commandLine.slice(1, mostArguments)) {
    if (argument.length > longestArgument) continue;
    const view = argument.startsWith('--view=') ? argument.slice('--view='.length) : viewOfLink(argument);
    if (view !== undefined && viewName.test(view)) return view;
  }
  return undefined;
}

function viewOfLink(argument: string): string | undefined {
  const url = URL.parse(argument);
  if (url === null || url.protocol !== `${pageScheme}:` || url.hostname !== 'view') return undefined;
  // Anything more than a name in the address is more than a link may say.
  if (url.username || url.password || url.port || url.search || url.hash) return undefined;
  return url.pathname.slice(1);
}
