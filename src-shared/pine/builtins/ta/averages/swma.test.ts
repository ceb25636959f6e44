import { examine } from '../../../../../tests/pine/examine.ts';
import * as reference from '../../testing/reference/averages.ts';
import { swma } from './swma.ts';

examine(swma, { calls: ({ close }) => [[close]], reference: reference.swma });
