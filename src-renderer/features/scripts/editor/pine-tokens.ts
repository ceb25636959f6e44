import type { languages } from 'monaco-editor/editor/editor.api.js';

/** How a text looks at once, line by line; what names mean is coloured when the language service has answered. */
export const pineTokens: languages.IMonarchLanguage = {
  defaultToken: '',
  keywords: [
    ...['and', 'or', 'not', 'if', 'else', 'switch', 'for', 'to', 'by', 'in', 'while', 'break', 'continue'],
    ...['var', 'varip', 'type', 'enum', 'method', 'export', 'import', 'as', 'const', 'simple', 'series'],
  ],
  constants: ['true', 'false', 'na'],
  types: [
    ...['int', 'float', 'bool', 'string', 'color', 'line', 'label', 'box', 'table', 'linefill', 'polyline'],
    ...['array', 'matrix', 'map'],
  ],
  tokenizer: {
    root: [
      [/\/\/\s*@\w+.*$/, 'annotation'],
      [/\/\/.*$/, 'comment'],
      [/"/, 'string', '@double'],
      [/'/, 'string', '@single'],
      [/#[0-9a-fA-F]{6,8}\b/, 'number'],
      [/(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?/, 'number'],
      [/\.(?=[a-zA-Z_])/, 'delimiter', '@member'],
      [
        /[a-zA-Z_]\w*(?=\s*\()/,
        { cases: { '@keywords': 'keyword', '@types': 'type', '@default': 'function' } },
      ],
      [
        /[a-zA-Z_]\w*/,
        {
          cases: {
            '@keywords': 'keyword',
            '@constants': 'constant',
            '@types': 'type',
            '@default': 'variable',
          },
        },
      ],
      [/[=><!?:+\-*/%]+/, 'operator'],
      [/[()[\],.]/, 'delimiter'],
    ],
    member: [
      [/[a-zA-Z_]\w*(?=\s*\()/, 'function', '@pop'],
      [/[a-zA-Z_]\w*/, 'variable', '@pop'],
      ['', '', '@pop'],
    ],
    double: [
      [/[^\\"]+/, 'string'],
      [/\\./, 'string.escape'],
      [/"|$/, 'string', '@pop'],
    ],
    single: [
      [/[^\\']+/, 'string'],
      [/\\./, 'string.escape'],
      [/'|$/, 'string', '@pop'],
    ],
  },
};

export const pineConfiguration: languages.LanguageConfiguration = {
  comments: { lineComment: '//' },
  brackets: [
    ['(', ')'],
    ['[', ']'],
  ],
  autoClosingPairs: [
    { open: '(', close: ')' },
    { open: '[', close: ']' },
    { open: '"', close: '"', notIn: ['string', 'comment'] },
    { open: "'", close: "'", notIn: ['string', 'comment'] },
  ],
  surroundingPairs: [
    { open: '(', close: ')' },
    { open: '[', close: ']' },
    { open: '"', close: '"' },
    { open: "'", close: "'" },
  ],
  indentationRules: {
    increaseIndentPattern:
      /^\s*(?:(?:.*\s:?=\s+)?(?:if|for|while|switch)\b.*|else\b.*|(?:export\s+)?(?:type|enum)\s+\w+\s*|.*=>\s*)$/,
    decreaseIndentPattern: /^\s*else\b/,
  },
  folding: { markers: { start: /^\s*\/\/\s*#region\b/, end: /^\s*\/\/\s*#endregion\b/ } },
};
