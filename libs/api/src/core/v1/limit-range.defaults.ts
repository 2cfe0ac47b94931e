import type { Draft } from '@kubets/apimachinery/schema/types';
import type { LimitRange } from './limit-range.js';
import { roundResources } from './resources.defaults.js';

/** For containers, the maximum is also the default limit; the default limit, else the minimum, is also the default request. */
export function defaultLimitRange({ spec }: Draft<LimitRange>): void {
  for (const item of spec?.limits ?? []) {
    roundResources(item.max, item.min, item.default, item.defaultRequest, item.maxLimitRequestRatio);
    if (item.type !== 'Container') continue;
    item.default = { ...item.max, ...item.default };
    item.defaultRequest = { ...item.min, ...item.default, ...item.defaultRequest };
  }
}
