/** Names of the commands, apart from the commands themselves: an ordinary start of the desktop loads none of them. */
export const commandNames = [
  'import',
  'candles',
  'ticks',
  'bars',
  'replay',
  'doctor',
  'serve',
  'connection',
  'vault',
  'venue',
  'pine',
  'rithmic',
] as const;
