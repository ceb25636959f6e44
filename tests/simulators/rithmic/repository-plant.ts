import type { Client, Request } from './client.ts';
import { type Fields, stamp, text } from './fields.ts';
import type { Floor } from './floor.ts';
import { misread, RequestRefused } from './order-codes.ts';
import type { User } from './users.ts';

interface Agreement {
  readonly id: string;
  readonly title: string;
  readonly isMandatory: boolean;
}

const agreements: readonly Agreement[] = [
  { id: 'A-100', title: 'Market Data Subscription Agreement', isMandatory: true },
  { id: 'A-101', title: 'Exchange Self-Certification', isMandatory: true },
];

/** The papers a trader has to sign before any other plant lets them in. */
export class RepositoryPlant {
  private readonly floor: Floor;
  private readonly signed = new Map<User, Map<string, number>>();

  constructor(floor: Floor) {
    this.floor = floor;
  }

  handle(client: Client, request: Request): boolean {
    const user = client.login?.user;
    if (user === undefined) return false;
    const signed = this.signedBy(user);
    switch (request.name) {
      case 'RequestListUnacceptedAgreements':
        client.list(request, this.list(user, false));
        return true;
      case 'RequestListAcceptedAgreements':
        client.list(request, this.list(user, true));
        return true;
      case 'RequestShowAgreement':
        this.show(client, request, signed);
        return true;
      case 'RequestAcceptAgreement': {
        const found = find(request);
        const capacity = text(request.fields, 'market_data_usage_capacity');
        if (capacity !== 'Professional' && capacity !== 'Non-Professional') throw misread();
        if (signed.has(found.id)) throw new RequestRefused('6', 'agreement already signed');
        signed.set(found.id, this.floor.exchange.clock.now());
        user.hasSignedAgreements = agreements.every(({ id }) => signed.has(id));
        client.answer(request);
        return true;
      }
      case 'RequestSetRithmicMrktDataSelfCertStatus':
        find(request);
        client.answer(request);
        return true;
      default:
        return false;
    }
  }

  private show(client: Client, request: Request, signed: ReadonlyMap<string, number>): void {
    const { id, title, isMandatory } = find(request);
    const words = `${title}: this is what would have to be agreed to.`;
    client.list(request, [
      {
        agreement_title: title,
        agreement_id: id,
        agreement: Buffer.from(words),
        agreement_html: Buffer.from(`<p>${words}</p>`),
        agreement_mandatory_flag: isMandatory ? 'mandatory' : 'optional',
        agreement_status: signed.has(id) ? 'accepted' : 'active',
        agreement_acceptance_request: 'Accept',
      },
    ]);
  }

  private list(user: User, isAccepted: boolean): Fields[] {
    const signed = this.signedBy(user);
    return agreements
      .filter(({ id }) => signed.has(id) === isAccepted)
      .map(({ id, title }) => ({
        fcm_id: user.fcmId,
        ib_id: user.ibId,
        agreement_title: title,
        agreement_id: id,
        agreement_acceptance_request: 'Accept',
        ...(isAccepted
          ? {
              agreement_acceptance_status: 'accepted',
              agreement_acceptance_ssboe: stamp(signed.get(id) ?? 0).ssboe,
            }
          : {}),
      }));
  }

  private signedBy(user: User): Map<string, number> {
    const found = this.signed.get(user);
    if (found !== undefined) return found;
    const at = this.floor.exchange.clock.now();
    const made = new Map(user.hasSignedAgreements ? agreements.map(({ id }) => [id, at] as const) : []);
    this.signed.set(user, made);
    return made;
  }
}

function find({ fields }: Request): Agreement {
  const found = agreements.find(({ id }) => id === text(fields, 'agreement_id'));
  if (found === undefined) throw misread();
  return found;
}
