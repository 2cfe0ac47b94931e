import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ResourceDefinition } from '@kubets/apimachinery/resource/definition';
import { parse } from 'yaml';
import { deployments } from '../../apps/v1/resources.cfg.js';
import { pods, services } from './resources.cfg.js';
import { imageTag } from './container.defaults.js';

const TESTDATA = join(import.meta.dirname, '../../../testdata');
const kinds = { pod: pods, deployment: deployments, service: services } as unknown as Record<string, ResourceDefinition>;

const fixtures = Object.entries(kinds).flatMap(([folder, definition]) =>
  readdirSync(join(TESTDATA, folder)).map((file) => [`${folder}/${file}`, definition, readFileSync(join(TESTDATA, folder, file), 'utf8')] as const));

test.each(fixtures)('defaults of %s', (_, { rules }, text) => {
  const { in: object, out } = parse(text) as { in: object; out: object };
  rules?.defaults?.(object as never);
  expect(object).toEqual(out);
});

test.each([
  ['nginx', 'latest'], ['nginx:latest', 'latest'], ['nginx:1.27', '1.27'], ['registry:5000/nginx', 'latest'], ['registry:5000/a/nginx:2', '2'],
  ['nginx@sha256:abc', ''], ['nginx:3@sha256:abc', '3'],
])('tag of %s', (image, tag) => expect(imageTag(image)).toBe(tag));
