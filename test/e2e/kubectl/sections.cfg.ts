import { access } from './access.js';
import { apply } from './apply.js';
import { change } from './change.js';
import { create } from './create.js';
import { nodes } from './nodes.js';
import { read } from './read.js';
import { refusals } from './refusals.js';
import { remove } from './remove.js';
import type { Section } from './session.js';
import { tables } from './tables.js';
import { workloads } from './workloads.js';

/** In this order: later sections use what earlier ones made, and the last one removes everything. */
export const SECTIONS: readonly (readonly [string, Section])[] = [
  ['create', create], ['apply', apply], ['change', change], ['workloads', workloads], ['tables', tables], ['read', read], ['access', access], ['refusals', refusals],
  ['nodes', nodes], ['remove', remove],
];
