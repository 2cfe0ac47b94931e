import { TestServer } from '../testing/server.js';

let server: TestServer;
let at: string;
beforeAll(async () => { server = await TestServer.start(); at = `/api/v1/namespaces/${await server.namespace()}/configmaps`; await server.post(at, { metadata: { name: 'there' } }); });
afterAll(() => server.stop());

const FIELDS = { metadata: { name: 'x' }, datta: { a: 'b' } };

it.each([
  ['bad JSON', 'POST', '', { body: '{"metadata":' }, 400, 'BadRequest'],
  ['no body', 'POST', '', {}, 400, 'BadRequest'],
  ['another kind', 'POST', '', { body: { kind: 'Secret', apiVersion: 'v1', metadata: { name: 'x' } } }, 400, 'BadRequest'],
  ['a list', 'POST', '', { body: '[]' }, 400, 'BadRequest'],
  ['null', 'POST', '', { body: 'null' }, 400, 'BadRequest'],
  ['text that is not UTF-8', 'POST', '', { body: new Uint8Array([0x7b, 0xff, 0x7d]) }, 400, 'BadRequest'],
  ['a field of the wrong type', 'POST', '', { body: { metadata: { name: 'x' }, data: { a: 1 } } }, 400, 'BadRequest'],
  ['an unknown field, strictly', 'POST', '?fieldValidation=Strict', { body: FIELDS }, 400, 'BadRequest'],
  ['an unknown validation', 'POST', '?fieldValidation=Loose', { body: FIELDS }, 422, 'Invalid'],
  ['an unknown dry run', 'POST', '?dryRun=Some', { body: { metadata: { name: 'x' } } }, 400, 'BadRequest'],
  ['a body that is a form', 'POST', '', { body: 'a=b', type: 'application/x-www-form-urlencoded' }, 415, 'UnsupportedMediaType'],
  ['a patch without a kind', 'PATCH', '/there', { body: '{}', type: 'application/json' }, 415, 'UnsupportedMediaType'],
  ['a type called constructor', 'PATCH', '/there', { body: '{}', type: 'constructor' }, 415, 'UnsupportedMediaType'],
  ['an answer that is a picture', 'GET', '/there', { accept: 'image/png' }, 406, 'NotAcceptable'],
  ['an answer that is a constructor', 'GET', '/there', { accept: 'constructor' }, 406, 'NotAcceptable'],
  ['what is not there', 'GET', '/nothing', {}, 404, 'NotFound'],
  ['an unknown subresource', 'GET', '/there/nothing', {}, 404, 'NotFound'],
  ['creating by name', 'POST', '/there', { body: { metadata: { name: 'there' } } }, 405, 'MethodNotAllowed'],
  ['updating without a name', 'PUT', '', { body: { metadata: { name: 'there' } } }, 405, 'MethodNotAllowed'],
  ['another name than in the path', 'PUT', '/there', { body: { metadata: { name: 'here' } } }, 400, 'BadRequest'],
  ['another namespace than in the path', 'POST', '', { body: { metadata: { name: 'x', namespace: 'other' } } }, 400, 'BadRequest'],
  ['an impossible JSON patch', 'PATCH', '/there', { body: [{ op: 'remove', path: '/data/none' }], type: 'application/json-patch+json' }, 422, 'Invalid'],
  ['an apply without a manager', 'PATCH', '/there', { body: { apiVersion: 'v1', kind: 'ConfigMap' }, type: 'application/apply-patch+yaml' }, 422, 'Invalid'],
  ['an apply without a kind', 'PATCH', '/there?fieldManager=m', { body: { apiVersion: 'v1' }, type: 'application/apply-patch+yaml' }, 400, 'BadRequest'],
  ['force without apply', 'PATCH', '/there?force=true', { body: {}, type: 'application/merge-patch+json' }, 422, 'Invalid'],
] as const)('%s: %s %s', async (_, method, path, options, code, reason) => {
  const answer = await server.call(method, at + path, options);
  expect({ status: answer.code, ...answer.body as object }).toMatchObject({ status: 'Failure', kind: 'Status', apiVersion: 'v1', metadata: {}, code, reason, message: expect.any(String) });
  expect(answer.code).toBe(code);
});

it.each([['/api/v1/unknowns', 404], ['/apis/none.example.com/v1/things', 404], ['/nothing', 404], ['/api/v1/pods/x', 404], ['/api/v1/namespaces/a/nodes', 404]])('%s is answered with %d', async (path, code) => {
  const answer = await server.get(path);
  expect([answer.code, answer.body['reason']]).toEqual([code, 'NotFound']);
});

it('objects are not created across namespaces', async () => expect((await server.post('/api/v1/pods', { metadata: { name: 'x' } })).code).toBe(405));

it('says for each field what is wrong with it', async () => {
  const answer = await server.post(at.replace('configmaps', 'pods'), { metadata: { name: 'X' }, spec: { containers: [{ name: 'c' }], restartPolicy: 'Sometimes' } });
  expect(answer.body).toMatchObject({ code: 422, reason: 'Invalid', details: { name: 'X', kind: 'Pod', causes: expect.arrayContaining([
    expect.objectContaining({ field: 'metadata.name', reason: 'FieldValueInvalid' }), expect.objectContaining({ field: 'spec.containers[0].image', reason: 'FieldValueRequired' }),
    expect.objectContaining({ field: 'spec.restartPolicy', reason: 'FieldValueNotSupported' }),
  ]) } });
});

it('warns of unknown and repeated fields, or is silent', async () => {
  const body = '{"metadata":{"name":"w"},"datta":{"ä":"\\n"},"data":{"a":"1"},"data":{"a":"2"}}';
  const warned = await server.post(`${at}?dryRun=All`, body);
  expect(warned.code).toBe(201);
  expect(warned.headers['warning']).toBe('299 - "unknown field \\"datta\\"", 299 - "duplicate field \\"data\\""');
  expect((await server.post(`${at}?dryRun=All&fieldValidation=Ignore`, body)).headers['warning']).toBeUndefined();
  expect((await server.post(`${at}?dryRun=All&fieldValidation=Strict`, body)).body['message']).toContain('strict decoding error: unknown field "datta", duplicate field "data"');
});

it('keeps control characters and other alphabets out of headers', async () => {
  const answer = await server.post(`${at}?dryRun=All`, '{"metadata":{"name":"w"},"d\\r\\nSet-Cookie: ü\\u2028":1}');
  expect(answer.headers['warning']).toMatch(/^[\t\x20-\x7e\x80-\xff]+$/);
});
