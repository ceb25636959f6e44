import { describe, expect, it } from 'vitest';
import { checkExternalAddress } from './external-address.ts';
import { refusedArgument } from './launch-checks.ts';
import { isPageAddress, isPageOrigin, pageAddress } from './page-address.ts';
import { requestedView } from './second-instance.ts';
import { placeWindow } from './window-placement.ts';

describe('addresses of our page', () => {
  it('E4: takes what the parser makes of it, not how it begins', () => {
    for (const ours of ['tidemark://app/', 'tidemark://app/index.html#x', pageAddress('{"kind":"chart"}')]) {
      expect(isPageAddress(ours)).toBe(true);
    }
    for (const foreign of [
      'tidemark://app.evil/',
      'tidemark://application/',
      'tidemark://app:80/',
      'tidemark://user@app/',
      'tidemark://app@evil/',
      'tidemark:app/',
      'tidemark2://app/',
      'https://app/',
      'file:///app/',
      'blob:tidemark://app/1',
      '',
    ]) {
      expect(isPageAddress(foreign)).toBe(false);
    }
  });

  it('E7: takes an origin only when nothing follows it', () => {
    expect(isPageOrigin('tidemark://app')).toBe(true);
    expect(isPageOrigin('tidemark://app/')).toBe(true);
    for (const other of ['tidemark://app/x', 'tidemark://app?x', 'null', 'https://app', '']) {
      expect(isPageOrigin(other)).toBe(false);
    }
  });

  it('carries any panel description through the address', () => {
    const panel = '{"kind":"chart","text":"ü #?&% "}';
    expect(decodeURIComponent(new URL(pageAddress(panel)).hash.slice('#panel='.length))).toBe(panel);
  });
});

describe('addresses for the browser', () => {
  it('E5: takes https without a password and of bearable length', () => {
    expect(checkExternalAddress('https://example.com/a?b#c')?.host).toBe('example.com');
    for (const refused of [
      'http://example.com/',
      'https:///',
      'https://a:b@example.com/',
      'https://a@example.com/',
      'javascript:alert(1)',
      'file:///etc/passwd',
      'example.com',
      `https://example.com/${'a'.repeat(2029)}`,
      // Short as text, too long as an address.
      `https://example.com/${'ü'.repeat(400)}`,
    ]) {
      expect(checkExternalAddress(refused)).toBeUndefined();
    }
    expect(checkExternalAddress(`https://example.com/${'a'.repeat(2028)}`)).toBeDefined();
  });
});

describe('command lines', () => {
  it('E10: finds switches for a debugger among any others, however they are spelled', () => {
    for (const given of [
      '--remote-debugging-port=9222',
      '--Remote-Debugging-Port=9222',
      '--remote-debugging-pipe',
      '-inspect',
      '--inspect=0.0.0.0:9229',
      '--inspect-brk',
      '--inspect-publish-uid=http',
      '--debug-brk',
      '--no-sandbox',
      '--disable-web-security',
      '--js-flags=--expose-gc',
    ]) {
      expect(refusedArgument(['tidemark', '--view=chart', given])).toBe(given);
    }
    expect(
      refusedArgument(['--inspect', '--view=chart', '--ozone-platform=wayland', 'x --inspect']),
    ).toBeUndefined();
  });

  it('E10: reads the name of a view from a second start and nothing else', () => {
    expect(requestedView(['tidemark', '--view=chart'])).toBe('chart');
    expect(requestedView(['tidemark', '--flag', 'tidemark://view/replay'])).toBe('replay');
    for (const argument of [
      '--view=Chart',
      '--view=a/b',
      'tidemark://view/',
      'tidemark://view/a/b',
      'tidemark://view/chart?x=1',
      'tidemark://app/chart',
      `--view=${'a'.repeat(3000)}`,
    ]) {
      expect(requestedView(['tidemark', argument])).toBeUndefined();
    }
  });
});

describe('where a window goes', () => {
  const main = { x: 0, y: 0, width: 1920, height: 1040 };
  const left = { x: -1280, y: 0, width: 1280, height: 1024 };
  const standard = { width: 1440, height: 900 };

  it('is the middle of the main screen the first time', () => {
    expect(placeWindow(undefined, standard, [main])).toEqual({
      bounds: { x: 240, y: 70, width: 1440, height: 900 },
      isMaximised: false,
    });
  });

  it('is where it was, on a second screen too', () => {
    const remembered = { bounds: { x: -1200, y: 20, width: 900, height: 600 }, isMaximised: true };
    expect(placeWindow(remembered, standard, [main, left])).toEqual(remembered);
    expect(placeWindow(remembered, standard, [main]).bounds).toEqual({
      x: 510,
      y: 220,
      width: 900,
      height: 600,
    });
  });

  it('never leaves the title bar out of reach, and never is larger than the screen', () => {
    const above = { bounds: { x: 10, y: -200, width: 900, height: 600 }, isMaximised: false };
    expect(placeWindow(above, standard, [main]).bounds.y).toBe(220);
    const huge = { bounds: { x: 5000, y: 0, width: 4000, height: 3000 }, isMaximised: false };
    expect(placeWindow(huge, standard, [main]).bounds).toEqual(main);
  });
});
