import { canonicalIp, ipFamily, parseIp, reverseName } from '@kubets/networking/ip/address';
import { integer, properties } from '../../corefile/arguments.js';
import { zoneName } from '../../corefile/corefile.js';
import { CorefileError } from '../../corefile/tokens.js';
import { longestZone, type PluginDefinition } from '../../server/plugin.js';
import { answer, type Record } from '../../wire/answer.js';
import { TYPE } from '../../wire/codes.js';

/** Names and addresses written into the Corefile: `hosts [zones] { 10.0.0.1 a.example b.example }`. */
export const hosts: PluginDefinition = {
  name: 'hosts',
  setup: ({ directive, zones: all }) => {
    const addresses = new Map<string, string[]>();
    const names = new Map<string, string[]>();
    let ttl = 3600;
    let through: readonly string[] | undefined;
    for (const property of directive.block) {
      if (ipFamily(property.name) === undefined) continue;
      if (property.args.length === 0) throw new CorefileError(property.line, `${property.name} has no names; write them behind it`);
      for (const name of property.args) {
        const known = zoneName(name, property.line);
        addresses.set(known, [...addresses.get(known) ?? [], canonicalIp(property.name)]);
        const reverse = reverseName(parseIp(property.name));
        names.set(reverse, [...names.get(reverse) ?? [], known]);
      }
    }
    properties({ ...directive, block: directive.block.filter((property) => ipFamily(property.name) === undefined) }, {
      ttl: (property) => { ttl = integer(property, 'ttl', property.args[0], 1, 65_535); },
      fallthrough: (property) => { through = property.args.length > 0 ? property.args.map((zone) => zoneName(zone, property.line)) : ['']; },
    });
    const zones = directive.args.length > 0 ? directive.args.map((zone) => zoneName(zone, directive.line)) : all;
    return {
      handle: (request, next) => {
        const { name, type } = request.query;
        if (longestZone(name, zones) === undefined) return next(request);
        const ips = addresses.get(name);
        const found: Record[] = type === TYPE.PTR
          ? (names.get(name) ?? []).map((data) => ({ type: 'PTR', name, ttl, data }))
          : (ips ?? []).filter((ip) => ipFamily(ip) === (type === TYPE.A ? 4 : type === TYPE.AAAA ? 6 : 0)).map((data) => ({ type: type === TYPE.A ? 'A' : 'AAAA', name, ttl, data }));
        if (found.length > 0 || ips) return answer({ authoritative: true, answers: found });
        if (!through || longestZone(name, through) === undefined) return answer({ authoritative: true, rcode: 3 });
        return next(request);
      },
    };
  },
};
