export { applyJsonPatch, type JsonPatchOperation, MAX_OPERATIONS } from './json-patch.js';
export { applyMergePatch, diffToMergePatch } from './merge-patch.js';
export { applyStrategicMergePatch } from './strategic.js';
