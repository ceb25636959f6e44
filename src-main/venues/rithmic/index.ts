import type { VenueKind } from '../venue-kind.ts';
import { createRithmic } from './create-rithmic.ts';

/** Rithmic’s R | Protocol: futures of many brokers and prop firms, over one socket for each plant. */
export const rithmic: VenueKind = createRithmic();
