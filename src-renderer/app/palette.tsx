import { Command as Cmdk } from 'cmdk';
import { Search } from 'lucide-react';
import { useState, useSyncExternalStore } from 'react';
import { sourceOf, symbolOf } from '../../src-shared/domain/instrument.ts';
import { type Command, commands } from '../lib/commands/command-registry.ts';
import { keyOf, keysSetting, readKeyOverrides } from '../lib/commands/key-bindings.ts';
import { useUserSettings } from '../lib/preferences/user-settings.ts';
import { Dialog } from '../ui/dialog.tsx';
import { assetClassNames } from '../ui/instrument-search.tsx';
import { Kbd } from '../ui/kbd.tsx';
import { useInstrumentSearch } from '../ui/use-instrument-search.ts';
import { closeDialog, useDialogs } from './dialog-store.ts';
import { showMarket } from './show-market.ts';

const mostMarkets = 6;

/** The command field: markets first, then everything that can be done. */
export function Palette() {
  const dialog = useDialogs((state) => state.dialog);
  return dialog?.kind === 'palette' ? <PaletteDialog initialText={dialog.text} /> : null;
}

function PaletteDialog({ initialText }: { initialText: string }) {
  const [text, setText] = useState(initialText);
  const [selected, setSelected] = useState('');
  const search = useInstrumentSearch(text);
  const list = useSyncExternalStore(
    (changed) => commands.onChange(changed),
    () => commands.list(),
  );
  const keys = useUserSettings((settings) => settings.values[keysSetting]);
  const overrides = readKeyOverrides(keys);
  const markets = text.trim() === '' ? [] : search.found.slice(0, mostMarkets);
  const groups = Map.groupBy(
    list.filter(
      (command) =>
        command.id !== 'palette.open' && command.isAvailable?.() !== false && matches(command, text),
    ),
    (command) => command.group,
  );
  // What Enter means: the chosen entry while it is there, otherwise the first, which may be a market that arrived late.
  // While markets of an earlier text stand there, a command that matches this one comes before them.
  const offered = [...groups.values()].flat().map(({ id }) => id);
  const entries = [...markets.map(({ instrument }) => marketValue(instrument.id)), ...offered];
  const first = (search.isBusy ? offered[0] : undefined) ?? entries[0] ?? '';
  const current = entries.includes(selected) ? selected : first;
  const run = (command: Command) => {
    closeDialog();
    // After the dialog has given the focus back, so that commands find the panel they are about.
    setTimeout(() => commands.run(command.id));
  };
  return (
    <Dialog
      title="Search markets and commands"
      onClose={closeDialog}
      isBare
      className="mt-[10vh] w-[600px]"
      testId="palette"
    >
      <Cmdk
        label="Search markets and commands"
        className="flex min-h-0 flex-col outline-none"
        value={current}
        onValueChange={(value) => {
          // cmdk also chooses by itself while entries come and go; only what the person did counts.
          if (value !== current && entries.includes(value)) setSelected(value);
        }}
        loop
        shouldFilter={false}
      >
        <div className="flex h-11 shrink-0 items-center gap-2.5 border-b border-line px-3.5">
          <Search size={16} className="text-text-3" aria-hidden />
          <Cmdk.Input
            value={text}
            onValueChange={(typed) => {
              setText(typed);
              setSelected('');
            }}
            placeholder="Search markets and commands"
            className="min-w-0 flex-1 bg-transparent text-15 outline-none"
          />
        </div>
        <Cmdk.List className="max-h-[52vh] min-h-40 overflow-y-auto p-1">
          <Cmdk.Empty className="p-6 text-center text-12 text-text-2">
            {search.isBusy
              ? 'Searching…'
              : `Nothing is called “${text}”. Markets come from connections and from imported files.`}
          </Cmdk.Empty>
          {markets.length > 0 && (
            <Cmdk.Group heading={<Heading text="Markets" />}>
              {markets.map((found) => (
                <Cmdk.Item
                  key={found.instrument.id}
                  value={marketValue(found.instrument.id)}
                  onSelect={() => {
                    closeDialog();
                    showMarket(found.instrument.id);
                  }}
                  className="menu-item min-h-8 text-13"
                >
                  <span className="w-32 shrink-0 truncate font-medium">{symbolOf(found.instrument.id)}</span>
                  <span className="flex-1 truncate text-12 text-text-2">{found.instrument.name}</span>
                  <span className="text-11 text-text-2">
                    {assetClassNames[found.instrument.assetClass]} ·{' '}
                    {found.connectionLabel ?? `${sourceOf(found.instrument.id)}, stored`}
                  </span>
                </Cmdk.Item>
              ))}
            </Cmdk.Group>
          )}
          {[...groups].map(([group, ofGroup]) => (
            <Cmdk.Group key={group} heading={<Heading text={group} />}>
              {ofGroup.map((command) => {
                const key = keyOf(command, overrides);
                return (
                  <Cmdk.Item
                    key={command.id}
                    value={command.id}
                    onSelect={() => run(command)}
                    className="menu-item min-h-8 text-13"
                    data-command={command.id}
                  >
                    <span className="flex-1 truncate">{command.title}</span>
                    {key !== undefined && <Kbd keys={key} />}
                  </Cmdk.Item>
                );
              })}
            </Cmdk.Group>
          ))}
        </Cmdk.List>
      </Cmdk>
    </Dialog>
  );
}

const marketValue = (instrument: string): string => `market ${instrument}`;

/** Every word typed must begin a word of the title or of its group. */
function matches({ title, group }: Command, text: string): boolean {
  const begins = (where: string, word: string) => where.startsWith(word) || where.includes(` ${word}`);
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return words.every((word) => begins(title.toLowerCase(), word) || begins(group.toLowerCase(), word));
}

function Heading({ text }: { text: string }) {
  return <span className="block px-2 pt-2 pb-1 text-11 text-text-3">{text}</span>;
}
