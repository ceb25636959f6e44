import { expect, test } from 'vitest';
import { profileFolder } from './profile.ts';

const windows = { APPDATA: 'C:\\Users\\ann\\AppData\\Roaming' };

test.each([
  ['Windows', windows, 'win32', 'C:\\Users\\ann', 'C:\\Users\\ann\\AppData\\Roaming\\Tidemark'],
  ['Windows without APPDATA', {}, 'win32', 'C:\\Users\\ann', 'C:\\Users\\ann\\AppData\\Roaming\\Tidemark'],
  ['macOS', {}, 'darwin', '/Users/ann', '/Users/ann/Library/Application Support/Tidemark'],
  ['Linux', {}, 'linux', '/home/ann', '/home/ann/.local/share/tidemark'],
  ['Linux with XDG_DATA_HOME', { XDG_DATA_HOME: '/data' }, 'linux', '/home/ann', '/data/tidemark'],
  [
    'Linux with a relative XDG_DATA_HOME',
    { XDG_DATA_HOME: 'data' },
    'linux',
    '/h',
    '/h/.local/share/tidemark',
  ],
  ['TIDEMARK_PROFILE', { TIDEMARK_PROFILE: '/p/../q' }, 'linux', '/home/ann', '/q'],
  ['TIDEMARK_PROFILE on Windows', { ...windows, TIDEMARK_PROFILE: 'D:\\tide' }, 'win32', 'C:\\', 'D:\\tide'],
  [
    'an empty TIDEMARK_PROFILE',
    { TIDEMARK_PROFILE: '' },
    'darwin',
    '/u',
    '/u/Library/Application Support/Tidemark',
  ],
] as const)('the profile folder follows %s', (_, environment, platform, home, expected) => {
  expect(profileFolder(environment, platform, home)).toBe(expected);
});

test('a relative TIDEMARK_PROFILE is refused', () => {
  expect(() => profileFolder({ TIDEMARK_PROFILE: 'here' }, 'linux', '/home/ann')).toThrow('whole path');
});
