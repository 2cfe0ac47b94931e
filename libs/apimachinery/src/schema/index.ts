export * from './types.js';
export * from './scalars.js';
export * from './build.js';
