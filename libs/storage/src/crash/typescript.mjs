// Lets plain Node run this library's TypeScript: `node --import <this file> <file>.ts`. For the benchmark and the crash tests' child processes.
import { existsSync, readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { transformSync } from '@swc/core';

registerHooks({
  // Imports are written with the name of the compiled file.
  resolve(specifier, context, nextResolve) {
    if (specifier.startsWith('.') && specifier.endsWith('.js') && context.parentURL?.endsWith('.ts')) {
      const source = fileURLToPath(new URL(specifier.replace(/\.js$/, '.ts'), context.parentURL));
      if (existsSync(source)) return { url: pathToFileURL(source).href, format: 'module', shortCircuit: true };
    }
    return nextResolve(specifier, context);
  },
  load(url, context, nextLoad) {
    if (!url.startsWith('file:') || !url.endsWith('.ts')) return nextLoad(url, context);
    const path = fileURLToPath(url);
    const { code } = transformSync(readFileSync(path, 'utf8'), {
      filename: path, swcrc: false, sourceMaps: 'inline', module: { type: 'es6' }, jsc: { parser: { syntax: 'typescript' }, target: 'es2023' },
    });
    return { format: 'module', source: code, shortCircuit: true };
  },
});
