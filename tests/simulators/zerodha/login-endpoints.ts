import { indianClock } from './indian-time.ts';
import { errors } from './venue-error.ts';
import { type Call, type Endpoints, PlainAnswer } from './world.ts';

const html = { 'content-type': 'text/html; charset=utf-8' };

/** Stands in for Zerodha's login page: nobody is asked for a password, two buttons say how it ended. */
export const loginEndpoints: Endpoints = {
  'GET /connect/login': {
    needs: 'nothing',
    run({ world, query }) {
      const apiKey = query.optional('api_key') ?? '';
      const app = world.registry.app(apiKey);
      if (app === undefined || query.optional('v') !== '3') {
        return new PlainAnswer(400, html, '<html><body>Invalid api_key or version.</body></html>');
      }
      const field = (name: string, value: string) =>
        `<input type="hidden" name="${name}" value="${escaped(value)}">`;
      const page = [
        '<html><head><title>Kite (simulated)</title></head><body>',
        `<p>A simulated login for ${escaped(app.userId)}. No password is asked for.</p>`,
        '<form action="/connect/finish">',
        field('api_key', apiKey),
        field('redirect_params', query.optional('redirect_params') ?? ''),
        '<button name="answer" value="success">Sign in</button>',
        '<button name="answer" value="error">Refuse</button>',
        '</form></body></html>',
      ];
      return new PlainAnswer(200, html, page.join('\n'));
    },
  },

  'GET /connect/finish': {
    needs: 'nothing',
    run({ world, query }) {
      const apiKey = query.text('api_key');
      const app = world.registry.app(apiKey);
      if (app === undefined) throw errors.token('Invalid `api_key`.');
      const isSuccess = query.optional('answer') === 'success';
      const target = new URL(app.redirectUrl);
      const told: Record<string, string> = isSuccess
        ? { action: 'login', type: 'login', status: 'success', request_token: world.registry.signIn(apiKey) }
        : { action: 'login', status: 'error' };
      for (const [name, value] of Object.entries(told)) target.searchParams.set(name, value);
      const handedBack = new URLSearchParams(query.optional('redirect_params') ?? '');
      for (const [name, value] of handedBack) target.searchParams.set(name, value);
      return new PlainAnswer(302, { location: target.href }, '');
    },
  },

  'POST /session/token': {
    needs: 'nothing',
    run(call) {
      requireVersion(call);
      const { world, form } = call;
      const apiKey = form.text('api_key');
      const session = world.registry.exchange(apiKey, form.text('request_token'), form.text('checksum'));
      const { exchanges, products, orderTypes } = world.registry.user(session.app.userId);
      return {
        user_type: 'individual',
        email: 'someone@example.com',
        user_name: 'Simulated Trader',
        user_shortname: 'Simulated',
        broker: 'ZERODHA',
        exchanges,
        products,
        order_types: orderTypes,
        avatar_url: null,
        user_id: session.app.userId,
        api_key: apiKey,
        access_token: session.accessToken,
        public_token: session.publicToken,
        enctoken: '',
        refresh_token: '',
        silo: '',
        login_time: indianClock(session.loginAt),
        meta: { demat_consent: 'physical' },
      };
    },
  },

  /** For approved partners only, and none is. */
  'POST /session/refresh_token': {
    needs: 'nothing',
    run() {
      throw errors.noData();
    },
  },

  'DELETE /session/token': {
    needs: 'nothing',
    run(call) {
      requireVersion(call);
      const { world, query, form } = call;
      const field = (name: string) => query.optional(name) ?? form.text(name);
      world.registry.check(field('api_key'), field('access_token')).isOver = true;
      return true;
    },
  },
};

function requireVersion({ request }: Call): void {
  if (request.headers['x-kite-version'] !== '3') throw errors.gone();
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
