import { formatQuantity, roundUpToMilli } from '@kubets/apimachinery/quantity/index';

/** Suffixes of amounts below a thousandth; only canonical quantities come here. */
const TINY = /^[0-9]+[nu]$/;

/** Amounts of resources resolve to thousandths; smaller parts are rounded up. */
export function roundResources(...lists: readonly (Record<string, string | undefined> | undefined)[]): void {
  for (const list of lists) {
    for (const [name, quantity] of Object.entries(list ?? {})) {
      if (list && quantity && TINY.test(quantity)) list[name] = formatQuantity(roundUpToMilli(quantity));
    }
  }
}
