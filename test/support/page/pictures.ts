// Pictures of whole lineages, as the host sends them once everything has been read.

import { pictureOf } from '../../../src/join/picture.ts';
import { english } from '../../../src/join/say.ts';
import type { Lineage, NodeId } from '../../../src/lineage/model.ts';
import type { Picture } from '../../../src/protocol/picture.ts';

export function allOf(lineage: Lineage, focus: NodeId): Picture {
  return pictureOf({ lineage, known: lineage, focus, truncated: false }, [], english);
}
