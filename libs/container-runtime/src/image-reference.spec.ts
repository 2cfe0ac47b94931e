import { parseImage, pullReference } from './image-reference.js';

const digest = `sha256:${'a'.repeat(64)}`;

test.each([
  ['nginx', { fromImage: 'nginx', tag: 'latest' }],
  ['nginx:1.27', { fromImage: 'nginx', tag: '1.27' }],
  ['localhost:5000/a/b_c:v1.0-x', { fromImage: 'localhost:5000/a/b_c', tag: 'v1.0-x' }],
  [`registry.k8s.io/pause:3.10@${digest}`, { fromImage: 'registry.k8s.io/pause', tag: digest }],
])('%s is pulled as %j', (image, reference) => { expect(pullReference(image)).toEqual(reference); });

test.each(['', ' ', 'Upper', 'a//b', 'a:', 'a@sha256:short', 'a:b:c', 'a/../b', '-a', `${'a'.repeat(600)}`])('"%s" is no image name', (image) => {
  expect(() => parseImage(image)).toThrow(expect.objectContaining({ reason: 'InvalidImageName' }));
});
