import { homedir } from 'node:os';
import { profileFolder } from '../storage/profile/profile.ts';

/** What a person runs in a terminal to enter keys; also works in one that knows nothing of our environment. */
export function entryCommand(
  id: string,
  profile: string,
  environment: Readonly<Record<string, string | undefined>> = process.env,
  platform: NodeJS.Platform = process.platform,
): string {
  const usual = profileFolder({ ...environment, TIDEMARK_PROFILE: undefined }, platform, homedir());
  const which = profile === usual ? '' : `--profile ${quoted(profile, platform)} `;
  return `npm run --silent tidemark -- connection keys ${which}${id}`;
}

function quoted(text: string, platform: NodeJS.Platform): string {
  if (/^[\w./:\\-]+$/.test(text) && !text.startsWith('-')) return text;
  // A path on Windows cannot hold a quotation mark.
  return platform === 'win32' ? `"${text}"` : `'${text.replaceAll("'", "'\\''")}'`;
}
