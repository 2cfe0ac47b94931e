// Joins the compiled cluster into a few files, so that starting it reads five files and not two thousand: `node tools/bundle.mjs`.
import { readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const out = join(root, 'dist');
// A bundle that fails to build leaves the old one in place.
const made = join(root, `dist.${process.pid}`);
// Native modules, and packages that Nest and others load only where they are installed.
const external = ['lmdb', 'cpu-features', '*.node', '@nestjs/microservices', '@nestjs/websockets', '@nestjs/platform-express', '@nestjs/platform-fastify', 'class-transformer', 'class-validator', 'fast-json-stringify'];

try {
  await build({
  entryPoints: { kubets: join(root, 'apps/kubets/dist/main.js') },
  outdir: made, outExtension: { '.js': '.mjs' }, bundle: true, splitting: true, format: 'esm', platform: 'node', target: 'node24', sourcemap: 'linked', sourcesContent: false,
  minifySyntax: true, minifyWhitespace: true, keepNames: true, external, logLevel: 'warning', legalComments: 'none',
  // CommonJS packages ask for these names, which ES modules do not have.
  banner: { js: "import{createRequire as __cr}from'node:module';import{fileURLToPath as __fu}from'node:url';import{dirname as __dn}from'node:path';const require=__cr(import.meta.url),__filename=__fu(import.meta.url),__dirname=__dn(__filename);" },
  });
  await rm(out, { recursive: true, force: true });
  await rename(made, out);
} finally {
  await rm(made, { recursive: true, force: true });
}
let size = 0;
for (const name of await readdir(out)) if (name.endsWith('.mjs')) size += (await stat(join(out, name))).size;
console.log(`bundled into dist/: ${(size / 1e6).toFixed(1)} MB`);
