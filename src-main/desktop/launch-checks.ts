/** Switches that open the program to a debugger or take its walls down (rule E10). Each also covers `name=value`. */
const refused: readonly RegExp[] = [
  /^--?(remote-debugging-(port|pipe|address|targets)|remote-allow-origins)(=|$)/,
  /^--?(inspect|debug)(-[a-z-]+)?(=|$)/,
  /^--?(js-flags|load-extension|auto-open-devtools-for-tabs|user-data-dir)(=|$)/,
  /^--?(no-sandbox|disable-setuid-sandbox|disable-web-security|disable-site-isolation-trials)(=|$)/,
  /^--?(allow-file-access-from-files|ignore-certificate-errors(-spki-list)?|host-(resolver-)?rules)(=|$)/,
];

/** The first argument that a packaged program does not start with; undefined when all is well. */
export function refusedArgument(commandLine: readonly string[]): string | undefined {
  return commandLine
    .slice(1)
    .find((argument) => refused.some((pattern) => pattern.test(argument.toLowerCase())));
}
