import { sentenceOfCode } from './network-words.ts';

/** The proxy said no, or nothing. Nothing has reached the venue. */
export class ProxyRefusal extends Error {
  override readonly name = 'ProxyRefusal';
}

/** What a person calls a proxy: host and port, never its user or password. */
export function proxyName(proxy: URL): string {
  const usual = proxy.protocol.startsWith('socks') ? '1080' : proxy.protocol === 'https:' ? '443' : '80';
  return `${proxy.hostname}:${proxy.port || usual}`;
}

const nothingSent = 'Nothing was sent to the venue.';
const loginSentence = (name: string) =>
  `The proxy ${name} refused the login. Enter its user name (in its address) and its password again. ${nothingSent}`;

/** An HTTP proxy answered CONNECT with something else than 200. */
export function connectRefusal(name: string, target: string, status: number): ProxyRefusal {
  if (status === 407) return new ProxyRefusal(loginSentence(name));
  if (status >= 500) {
    return new ProxyRefusal(
      `The proxy ${name} could not reach ${target} (${status}). Try again later, or ask whoever runs the proxy. ${nothingSent}`,
    );
  }
  return new ProxyRefusal(
    `The proxy ${name} refused to connect to ${target} (${status}). Ask whoever runs it to allow this address. ${nothingSent}`,
  );
}

/** Names of RFC 1928's replies, as the library spells them. */
const socksReplies: Readonly<Record<string, string>> = {
  NotAllowed: 'refused to connect to the venue. Ask whoever runs it to allow this address',
  NetworkUnreachable: 'could not reach the venue’s network. Try again later, or ask whoever runs the proxy',
  HostUnreachable: 'could not reach the venue. Try again later, or ask whoever runs the proxy',
  ConnectionRefused: 'was refused by the venue’s address. Try again later, or ask whoever runs the proxy',
  TTLExpired: 'could not reach the venue in time. Try again later, or ask whoever runs the proxy',
  Failure: 'made no connection to the venue. Try again later, or ask whoever runs the proxy',
};

/** Whatever went wrong between this computer and its proxy, up to the moment the tunnel stands. */
export function proxyRefusal(name: string, error: Error, speaks: 'HTTP' | 'SOCKS5'): ProxyRefusal {
  const say = (sentence: string) => new ProxyRefusal(`${sentence} ${nothingSent}`, { cause: error });
  const { message } = error;
  // The SOCKS library keeps the words of a system error and loses its code.
  const code = 'code' in error ? String(error.code) : (/\bE[A-Z]{3,}(?:_[A-Z]+)*\b/.exec(message)?.[0] ?? '');
  if (/CERT|SELF_SIGNED|UNABLE_TO_(VERIFY|GET)/.test(code)) {
    return say(`The proxy ${name} could not prove who it is (${code}). Check its address.`);
  }
  const known = sentenceOfCode(code);
  if (known !== undefined) {
    return say(`The proxy ${name} ${known}. Check its address, and that it is running.`);
  }
  if (/Authentication failed|no accepted authentication type/.test(message)) {
    return new ProxyRefusal(loginSentence(name), { cause: error });
  }
  if (/timed out/i.test(message)) return say(`The proxy ${name} did not answer. Check that it is running.`);
  const reply = socksReplies[/rejected connection - (\w+)/.exec(message)?.[1] ?? ''];
  if (reply !== undefined) return say(`The proxy ${name} ${reply}.`);
  if (/Socket closed|ended before/.test(message)) {
    return say(`The proxy ${name} closed the connection without an answer. Check its address and kind.`);
  }
  return say(`${name} does not answer as a ${speaks} proxy does. Check the proxy’s address and kind.`);
}
