import type { WireReader } from './reader.ts';

/** The field that every message has, with the number of its kind. */
export const templateIdField = 154_467;
const templateIdTag = templateIdField * 8;

/** Finds out which message follows, wherever in it that is said. Leaves the reader behind it. */
export function readTemplateId(reader: WireReader): number {
  while (reader.position < reader.end) {
    const tag = reader.tag();
    if (tag === templateIdTag) {
      const templateId = reader.int32();
      if (templateId <= 0) reader.refuse(`${templateId} is no template id`);
      return templateId;
    }
    if (tag >>> 3 === templateIdField) reader.refuse('the template id has the wrong wire type');
    reader.skip(tag, 0);
  }
  return reader.refuse('the template id is missing');
}
