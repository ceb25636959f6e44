import type { PanelProps } from '../../lib/panels/panel-definition.ts';
import { useIsNarrow } from '../../ui/use-is-narrow.ts';
import { PhoneScripts } from './phone/phone-scripts.tsx';
import { ScriptsPanel } from './scripts-panel.tsx';

/** The editor, or on a phone what can be done without one. */
export function ScriptsView(props: PanelProps) {
  return useIsNarrow() ? <PhoneScripts /> : <ScriptsPanel {...props} />;
}
