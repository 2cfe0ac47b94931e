export { InvalidQuantity, parseQuantity, type Quantity, type QuantityFormat } from './parse.js';
export { canonicalize, formatQuantity, formatQuantity as format } from './format.js';
export {
  add, approximate, compare, fromMilli, fromNumber, isZero, max, milliValue, min, multiply, type QuantityLike, roundUpToMilli, sub, value,
} from './arithmetic.js';
