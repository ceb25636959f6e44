import { useEffect, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { Button } from '../../../../ui/button.tsx';
import { Dialog } from '../../../../ui/dialog.tsx';
import { Spinner } from '../../../../ui/spinner.tsx';
import { Tabs } from '../../../../ui/tabs.tsx';
import type { ChartScript } from '../chart-script.ts';
import { withInput, withLook, withSource } from '../chart-script-edits.ts';
import { sourceChoices } from '../plot-sources.ts';
import type { ScriptLayer } from '../script-layer.ts';
import { InputList } from './input-list.tsx';
import { StyleList } from './style-list.tsx';

interface SettingsDialogProps {
  readonly script: ChartScript;
  /** All of the chart: their plots can be read. */
  readonly scripts: readonly ChartScript[];
  readonly layer: ScriptLayer;
  readonly zone: string;
  onChange(change: Partial<ChartScript>): void;
  onRemove(): void;
  onClose(): void;
}

type Tab = 'inputs' | 'style';

const tabs = [
  { id: 'inputs', label: 'Inputs' },
  { id: 'style', label: 'Style' },
];

/** A run for every key would be too many. */
const typingMs = 250;

/** Inputs and looks of one script. The chart shows every change at once; Cancel and Escape take them back. */
export function ScriptSettingsDialog(props: SettingsDialogProps) {
  const { script, scripts, layer, zone, onChange, onRemove, onClose } = props;
  const faces = useStore(layer.state, (state) => state.faces);
  const face = faces[script.key];
  const [before] = useState(script);
  const [tab, setTab] = useState<Tab>('inputs');
  const [inputs, setInputs] = useState(script.inputs);
  const [sources, setSources] = useState(script.sources);
  const [looks, setLooks] = useState(script.looks);
  const change = useRef(onChange);
  change.current = onChange;
  const sent = useRef({ inputs, sources, looks });
  const send = () => {
    const now = { inputs, sources, looks };
    const { current } = sent;
    if (inputs === current.inputs && sources === current.sources && looks === current.looks) return;
    sent.current = now;
    change.current(now);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: what changed starts the wait anew
  useEffect(() => {
    const timer = setTimeout(send, typingMs);
    return () => clearTimeout(timer);
  }, [inputs, sources, looks]);
  const cancel = () => {
    change.current({ inputs: before.inputs, sources: before.sources, looks: before.looks });
    onClose();
  };
  const declared = face?.declared;
  const hasDefaults = Object.keys(tab === 'inputs' ? { ...inputs, ...sources } : looks).length === 0;
  const plots = useMemo(
    () =>
      sourceChoices(scripts, script.key, (key) => {
        const one = faces[key];
        return one?.declared === undefined ? undefined : { title: one.title, plots: one.declared.plots };
      }),
    [scripts, script.key, faces],
  );
  const known = Object.entries(sources).filter(([, link]) => scripts.some(({ key }) => key === link.key));
  const hasLost = known.length < Object.keys(sources).length;
  const toDefaults = () => {
    if (tab === 'style') setLooks({});
    else {
      setInputs({});
      setSources({});
    }
  };
  return (
    <Dialog
      title={face?.title ?? script.name}
      onClose={cancel}
      staysOnClickBeside
      className="max-h-[80vh] w-[min(560px,94vw)]"
      testId="script-settings"
      footer={
        <>
          <Button tone="ghost" disabled={hasDefaults} data-testid="script-defaults" onClick={toDefaults}>
            Defaults
          </Button>
          <Button tone="ghost" onClick={onRemove}>
            Remove
          </Button>
          <span className="flex-1" />
          <Button onClick={cancel}>Cancel</Button>
          <Button
            tone="primary"
            data-testid="script-settings-done"
            onClick={() => {
              send();
              onClose();
            }}
          >
            Done
          </Button>
        </>
      }
    >
      <Tabs
        label="Settings"
        items={tabs}
        active={tab}
        onSelect={(id) => setTab(id === 'style' ? 'style' : 'inputs')}
        className="-mt-2 mb-3 border-b border-line"
      />
      {face !== undefined && face.fault !== '' && (
        <p role="alert" className="mb-3 text-12 text-danger">
          {face.fault}
        </p>
      )}
      {hasLost && (
        // Before it has run its inputs are not known, and it does not run without its source.
        <Button className="mb-3" onClick={() => setSources(Object.fromEntries(known))}>
          Read the price instead
        </Button>
      )}
      {declared === undefined && face?.fault === '' && <Spinner />}
      {declared !== undefined && tab === 'inputs' && (
        <InputList
          inputs={declared.inputs}
          values={inputs}
          sources={sources}
          plots={plots}
          zone={zone}
          onSource={(input, link) => setSources((now) => withSource(now, input.id, link))}
          onChange={(input, value) => setInputs((now) => withInput(now, input.id, value, input.defaultValue))}
        />
      )}
      {declared !== undefined && tab === 'style' && (
        <StyleList
          plots={declared.plots}
          looks={looks}
          onChange={(plot, look) => setLooks((now) => withLook(now, plot.id, look))}
        />
      )}
    </Dialog>
  );
}
