/**
 * Why an address cannot be used though its form is right, as far as the port goes; undefined where the port is good.
 * `URL.parse` knows only “no address” for all of them.
 */
export function portTrouble(address: string): string | undefined {
  const port = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#]*@)?(?:\[[^\]]*\]|[^:/?#]*):([^/?#]*)/i.exec(address)?.[1];
  if (port === undefined || port === '') return undefined;
  const isPort = /^\d+$/.test(port) && Number(port) >= 1 && Number(port) <= 65_535;
  return isPort ? undefined : `“${port.slice(0, 20)}” is not a port. A port is a number from 1 to 65535.`;
}
