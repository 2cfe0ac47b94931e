/** IPv4 addresses as numbers, for allocation. */
export interface AddressRange { readonly first: number; readonly size: number }

export function parseIp(text: string): number | undefined {
  const parts = text.split('.');
  if (parts.length !== 4 || parts.some((p) => !/^(0|[1-9]\d{0,2})$/.test(p) || Number(p) > 255)) return undefined;
  return parts.reduce((value, part) => value * 256 + Number(part), 0);
}

export const formatIp = (value: number): string => [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join('.');

export function cidrOf(text: string): AddressRange {
  const [address = '', bits = ''] = text.split('/');
  const value = parseIp(address);
  const length = Number(bits);
  if (value === undefined || !/^\d+$/.test(bits) || length > 32) throw new Error(`"${text}" is not an IPv4 range such as 10.96.0.0/16`);
  const size = 2 ** (32 - length);
  return { first: value - (value % size), size };
}

export const contains = (range: AddressRange, value: number): boolean => value >= range.first && value < range.first + range.size;
