import fc from 'fast-check';
import { compareKeys } from './key.js';
import { keyBounds } from './lmdb/key-bounds.js';

const text = fc.string({ unit: fc.constantFrom('a', 'b', '/', '\u0000', 'ü', '\ud7ff', '\ue000', '\uffff', '\u{10000}', '\u{10ffff}'), maxLength: 6 });

describe('keys', () => {
  it('are compared as their UTF-8 bytes are', () => {
    fc.assert(fc.property(text, text, (a, b) => Math.sign(compareKeys(a, b)) === Buffer.from(a).compare(Buffer.from(b))));
  });

  it('lie within the bounds of a prefix exactly when they start with it', () => {
    fc.assert(fc.property(text, text, fc.option(text, { nil: undefined }), (key, prefix, after) => {
      fc.pre(key !== '');
      const bounds = keyBounds(prefix, after);
      const bytes = Buffer.from(key);
      const inside = bounds !== undefined && bytes.compare(bounds.start) >= 0 && bytes.compare(bounds.end) < 0;
      return inside === (key.startsWith(prefix) && (after === undefined || compareKeys(key, after) > 0));
    }));
  });
});
