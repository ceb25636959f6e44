import { useId } from 'react';
import type { ConnectionSettings } from '../../../src-shared/contract/connections.ts';

interface DeveloperSettingsProps {
  readonly settings: ConnectionSettings;
  onChange(change: Partial<ConnectionSettings>): void;
}

/** Where a connection goes instead of the venue. The main process takes it in developer mode only. */
export function DeveloperSettings({ settings, onChange }: DeveloperSettingsProps) {
  const id = useId();
  const urls = Object.entries(settings.urls ?? {})
    .map(([name, url]) => `${name}=${url}`)
    .join('\n');
  const area =
    'min-h-16 w-full rounded border border-line-strong bg-bg-2 p-2 font-mono text-12 outline-none focus:border-accent';
  return (
    <fieldset className="flex flex-col gap-3 rounded border border-line-strong p-3">
      <legend className="px-1 text-12 text-warn">For developers: a simulator instead of the venue</legend>
      <label htmlFor={`${id}-urls`} className="text-12 text-text-2">
        Other addresses, one name=address a line
      </label>
      <textarea
        id={`${id}-urls`}
        data-testid="connection-urls"
        className={area}
        spellCheck={false}
        defaultValue={urls}
        onChange={(event) => onChange({ urls: readUrls(event.currentTarget.value) })}
      />
      <label htmlFor={`${id}-ca`} className="text-12 text-text-2">
        Certificate authority to trust besides the system’s (PEM)
      </label>
      <textarea
        id={`${id}-ca`}
        data-testid="connection-ca"
        className={area}
        spellCheck={false}
        defaultValue={settings.trustedCa ?? ''}
        onChange={(event) => onChange({ trustedCa: event.currentTarget.value })}
      />
    </fieldset>
  );
}

function readUrls(text: string): Record<string, string> {
  const pairs = text.split('\n').flatMap((line): [string, string][] => {
    const at = line.indexOf('=');
    const [name, url] = [line.slice(0, at).trim(), line.slice(at + 1).trim()];
    return at < 1 || url === '' ? [] : [[name, url]];
  });
  return Object.fromEntries(pairs);
}
