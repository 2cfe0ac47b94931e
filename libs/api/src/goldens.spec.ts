import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeJson, encodeJson } from '@kubets/apimachinery/codec/json';
import { decodeProtobuf, encodeProtobuf } from '@kubets/apimachinery/codec/protobuf';
import { decodeYaml, encodeYaml } from '@kubets/apimachinery/codec/yaml';
import type { MessageType } from '@kubets/apimachinery/schema/index';
import { GOLDEN_KINDS } from './goldens.cfg.js';

/**
 * Upstream's golden files: one object of each kind with every field set, as JSON, YAML and protobuf. They are read where Debian's package
 * golang-k8s-api-dev leaves them, or from the folder that KUBETS_GOLDENS names; they are not part of this repository.
 */
const FOLDERS = [
  process.env['KUBETS_GOLDENS'], 
  '/var/cache/debian-later/sid/golang-k8s-api-dev/usr/share/gocode/src/k8s.io/api/testdata/HEAD',
  '/usr/share/gocode/src/k8s.io/api/testdata/HEAD',
];
const folder = FOLDERS.find((at) => at && existsSync(join(at, 'core.v1.Pod.pb')));

(folder ? describe : describe.skip)(folder ? 'golden files' : 'golden files (skipped: no folder in KUBETS_GOLDENS, no golang-k8s-api-dev)', () => {
  const read = (file: string): Buffer => readFileSync(join(folder!, file));

  describe.each(Object.entries(GOLDEN_KINDS))('%s', (name, kind) => {
    const type = kind as MessageType<object>;
    const json = (): string => read(`${name}.json`).toString();

    it('reads its JSON without loss', () => {
      const { object } = decodeJson(json(), type, 'strict');
      expect(JSON.stringify(JSON.parse(encodeJson(type, object)), null, 2)).toBe(json());
      expect(JSON.stringify(object, null, 2)).toBe(json());
    });
    it('writes protobuf byte for byte', () => {
      const written = encodeProtobuf(type, decodeJson(json(), type, 'strict').object);
      expect(written.toString('hex')).toBe(read(`${name}.pb`).toString('hex'));
    });
    it('reads protobuf', () => {
      const object = decodeProtobuf(type, read(`${name}.pb`));
      expect(JSON.stringify(object, null, 2)).toBe(json());
    });
    it('reads and writes YAML', () => {
      const yaml = read(`${name}.yaml`).toString();
      const { object } = decodeYaml(yaml, type, 'strict');
      expect(JSON.stringify(object, null, 2)).toBe(json());
      expect(encodeYaml(type, object)).toBe(yaml);
    });
  });
});
