import { Failure } from '../../../src-shared/domain/failure.ts';
import type { EpochMs } from '../../../src-shared/domain/time.ts';
import { TransportFailure } from '../connection/http-client.ts';
import type { CredentialFields, SecretText, VenueConfig, VenueParts, WebLogin } from '../venue-kind.ts';
import { isRecord } from './decode-text.ts';
import { kiteFailure, readError } from './errors.ts';
import { indianMoment } from './indian-time.ts';
import { openNetwork } from './network.ts';
import { requestTokenOf, sessionEnd, storedToken } from './session.ts';
import { formHeader, sessionChecksum, versionHeader } from './sign.ts';
import { urlOf } from './urls.ts';
import { sessionWire } from './wire.ts';

/*
 * The day's login: the person signs in on Zerodha's own page, and what that page sends the browser to holds a token that
 * is good once, for a few minutes, to fetch the day's access token with.
 */
export const webLogin: WebLogin = {
  loginUrl(fields: CredentialFields, config?: Pick<VenueConfig, 'urls'>): string {
    return `${urlOf('login', config)}?${new URLSearchParams({ v: '3', api_key: keyOf(fields) })}`;
  },

  async finish(
    answer: string,
    config: VenueConfig,
    parts: VenueParts,
  ): Promise<{ readonly expires: EpochMs }> {
    const requestToken = requestTokenOf(answer);
    const { credentials } = parts;
    if (credentials === null) throw new Failure('unauthorised', 'Enter the API key and secret first.');
    const network = await openNetwork(config, parts);
    try {
      const { apiKey, body } = await credentials.use('finish the login', (fields) => ({
        apiKey: keyOf(fields),
        body: new URLSearchParams({
          api_key: keyOf(fields),
          request_token: requestToken,
          checksum: sessionChecksum(keyOf(fields), requestToken, fields.apiSecret?.reveal().trim() ?? ''),
        }).toString(),
      }));
      const { status, body: answered } = await network.http.send({
        method: 'POST',
        url: `${urlOf('rest', config)}/session/token`,
        headers: { ...versionHeader, ...formHeader },
        body,
      });
      const session = readSession(status, answered.toString('utf8'));
      if (session.api_key !== apiKey) {
        throw new Failure(
          'unauthorised',
          'That login belongs to another app. Open the login page from here.',
        );
      }
      const expires = sessionEnd(indianMoment(session.login_time) ?? parts.now());
      await credentials.replace({ accessToken: secret(storedToken(session.access_token, expires)) });
      parts.log('zerodha login renewed', { until: expires });
      return { expires };
    } catch (error) {
      if (!(error instanceof TransportFailure)) throw error;
      throw new Failure('unavailable', `The login was not finished: ${error.message}`, { cause: error });
    } finally {
      network.close();
    }
  },
};

function keyOf(fields: CredentialFields): string {
  const apiKey = fields.apiKey?.reveal().trim() ?? '';
  if (apiKey === '') throw new Failure('unauthorised', 'The API key of your Kite Connect app is missing.');
  return apiKey;
}

function secret(text: string): SecretText {
  return { reveal: () => text };
}

function readSession(status: number, body: string) {
  if (status < 200 || status >= 300) {
    const error = readError(status, body);
    if (error.type === 'TokenException') {
      throw new Failure(
        'unauthorised',
        `Zerodha refused the login (${error.message}). A request token is good once and for a few minutes: open the login page again. If it goes on, the API secret is wrong.`,
        { data: { code: error.type } },
      );
    }
    throw kiteFailure(error);
  }
  try {
    const parsed: unknown = JSON.parse(body);
    return sessionWire.parse(isRecord(parsed) ? parsed.data : undefined);
  } catch (error) {
    throw new Failure('unavailable', 'Zerodha’s answer to the login cannot be read.', { cause: error });
  }
}
