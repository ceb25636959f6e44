import { posix, win32 } from 'node:path';
import { Failure } from '../../../src-shared/domain/failure.ts';

/**
 * Where the user's profile lives: `TIDEMARK_PROFILE` if it is set, else the place each system keeps an application's data.
 * @throws Failure `invalid` when the chosen folder is not an absolute path.
 */
export function profileFolder(
  environment: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
  home: string,
): string {
  const { isAbsolute, join, normalize } = platform === 'win32' ? win32 : posix;
  const chosen = environment.TIDEMARK_PROFILE;
  if (chosen !== undefined && chosen !== '') {
    if (isAbsolute(chosen)) return normalize(chosen);
    throw new Failure(
      'invalid',
      `TIDEMARK_PROFILE is “${chosen}”, but it must be a whole path, so that it means the same from every folder.`,
    );
  }
  if (platform === 'win32') {
    const roaming = environment.APPDATA;
    return join(
      roaming === undefined || roaming === '' ? join(home, 'AppData', 'Roaming') : roaming,
      'Tidemark',
    );
  }
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Tidemark');
  const data = environment.XDG_DATA_HOME;
  // The XDG specification says that a relative path there is to be ignored.
  return join(data !== undefined && isAbsolute(data) ? data : join(home, '.local', 'share'), 'tidemark');
}
