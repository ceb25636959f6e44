import type { editor } from 'monaco-editor/editor/editor.api.js';

export const themeName = 'tidemark';

const iconColours: Readonly<Record<string, string>> = {
  function: 'info',
  method: 'info',
  variable: 'text-2',
  field: 'text-2',
  property: 'accent',
  constant: 'warn',
  enumerator: 'paper',
  enumeratorMember: 'warn',
  struct: 'paper',
  module: 'text-3',
  keyword: 'accent',
  snippet: 'text-3',
};

/** The editor's colours, all of them the page's own (`ui/tokens.css`) as they are at the moment. */
export function editorTheme(): editor.IStandaloneThemeData {
  const styles = getComputedStyle(document.documentElement);
  const token = (name: string): string => hexColour(styles.getPropertyValue(`--${name}`));
  const rule = (name: string, colour: string, fontStyle?: string): editor.ITokenThemeRule => ({
    token: name,
    foreground: token(colour).slice(1, 7),
    ...(fontStyle === undefined ? {} : { fontStyle }),
  });
  const isLight = document.documentElement.dataset.theme === 'light';
  return {
    base: isLight ? 'vs' : 'vs-dark',
    inherit: true,
    rules: [
      rule('', 'text-1'),
      rule('keyword', 'accent'),
      rule('type', 'paper'),
      rule('enum', 'paper'),
      rule('enumMember', 'warn'),
      rule('string', 'up'),
      rule('string.escape', 'up'),
      rule('number', 'warn'),
      rule('constant', 'warn'),
      rule('comment', 'text-3'),
      rule('annotation', 'text-2', 'italic'),
      rule('operator', 'text-2'),
      rule('delimiter', 'text-2'),
      rule('namespace', 'text-2'),
      rule('function', 'info'),
      rule('method', 'info'),
      rule('variable', 'text-1'),
      rule('variable.readonly', 'warn'),
      rule('variable.defaultLibrary', 'text-1'),
      rule('variable.readonly.defaultLibrary', 'warn'),
      rule('parameter', 'text-1', 'italic'),
      rule('property', 'text-1'),
    ],
    colors: {
      'editor.background': token('bg-1'),
      'editor.foreground': token('text-1'),
      'editorGutter.background': token('bg-1'),
      'editorLineNumber.foreground': token('text-3'),
      'editorLineNumber.activeForeground': token('text-1'),
      'editorCursor.foreground': token('accent'),
      'editor.selectionBackground': `${token('accent')}3d`,
      'editor.inactiveSelectionBackground': `${token('accent')}24`,
      'editor.selectionHighlightBackground': `${token('accent')}1f`,
      'editor.wordHighlightBackground': token('bg-3'),
      'editor.wordHighlightStrongBackground': token('bg-3'),
      'editor.findMatchBackground': `${token('warn')}66`,
      'editor.findMatchHighlightBackground': `${token('warn')}33`,
      'editor.lineHighlightBackground': token('bg-2'),
      'editor.lineHighlightBorder': '#00000000',
      'editorIndentGuide.background1': token('line'),
      'editorIndentGuide.activeBackground1': token('line-strong'),
      ...Object.fromEntries(
        [1, 2, 3, 4, 5, 6].map((depth) => [`editorBracketHighlight.foreground${depth}`, token('text-2')]),
      ),
      'editorBracketMatch.background': token('bg-3'),
      'editorBracketMatch.border': token('line-control'),
      'editorError.foreground': token('danger'),
      'editorWarning.foreground': token('warn'),
      'editorInfo.foreground': token('info'),
      'editorHint.foreground': token('text-3'),
      'editorWidget.background': token('bg-2'),
      'editorWidget.border': token('line-strong'),
      'editorWidget.foreground': token('text-1'),
      'editorHoverWidget.background': token('bg-2'),
      'editorHoverWidget.border': token('line-strong'),
      'editorSuggestWidget.background': token('bg-2'),
      'editorSuggestWidget.border': token('line-strong'),
      'editorSuggestWidget.foreground': token('text-1'),
      'editorSuggestWidget.selectedBackground': token('bg-3'),
      'editorSuggestWidget.selectedForeground': token('text-1'),
      'editorSuggestWidget.highlightForeground': token('accent'),
      'editorSuggestWidget.focusHighlightForeground': token('accent'),
      ...Object.fromEntries(
        Object.entries(iconColours).map(([kind, name]) => [`symbolIcon.${kind}Foreground`, token(name)]),
      ),
      'list.hoverBackground': token('bg-3'),
      'list.activeSelectionBackground': token('bg-3'),
      'list.activeSelectionForeground': token('text-1'),
      'list.focusBackground': token('bg-3'),
      'list.highlightForeground': token('accent'),
      'quickInput.background': token('bg-2'),
      'quickInputList.focusBackground': token('bg-3'),
      'menu.background': token('bg-2'),
      'menu.foreground': token('text-1'),
      'menu.selectionBackground': token('bg-3'),
      'menu.border': token('line-strong'),
      'input.background': token('bg-1'),
      'input.border': token('line-strong'),
      'input.foreground': token('text-1'),
      'inputOption.activeBackground': token('accent-ground'),
      'inputOption.activeForeground': token('accent'),
      focusBorder: token('accent'),
      'scrollbar.shadow': '#00000000',
      'scrollbarSlider.background': `${token('line-control')}66`,
      'scrollbarSlider.hoverBackground': `${token('line-control')}99`,
      'scrollbarSlider.activeBackground': token('line-control'),
      'diffEditor.insertedTextBackground': `${token('up')}33`,
      'diffEditor.removedTextBackground': `${token('down')}33`,
      'diffEditor.insertedLineBackground': `${token('up')}1a`,
      'diffEditor.removedLineBackground': `${token('down')}1a`,
      'peekView.border': token('line-strong'),
      'peekViewEditor.background': token('bg-2'),
      'peekViewResult.background': token('bg-2'),
      'peekViewTitle.background': token('bg-2'),
    },
  };
}

/** Tokens are written as hex; the library takes nothing else. */
function hexColour(written: string): string {
  const text = written.trim();
  if (/^#[0-9a-f]{3}$/i.test(text)) return `#${[...text.slice(1)].map((digit) => digit + digit).join('')}`;
  return /^#[0-9a-f]{6}$/i.test(text) ? text : '#808080';
}
