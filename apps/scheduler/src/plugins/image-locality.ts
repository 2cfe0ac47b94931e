import type { Node } from '@kubets/api/core/v1/node';
import { type ScorePlugin, MAX_SCORE } from '../framework/plugin.js';
import type { NodeTable } from '../nodes/node-table.js';

const MIB = 1024 * 1024;
/** Below this nothing is gained by having the image; above the other, per container, everything. */
const LEAST = 23 * MIB;
const MOST_PER_CONTAINER = 1000 * MIB;

/** Prefers nodes that have the pod's images, the more the larger they are. An image that few nodes have counts for less, lest all pods go to one node. */
export const imageLocality: ScorePlugin = {
  name: 'ImageLocality',
  score(pod, { nodes }) {
    const images = [...pod.spec.initContainers ?? [], ...pod.spec.containers].map((c) => withTag(c.image ?? ''));
    let version = -1;
    let known = new Float64Array(0);
    return {
      scope: 'cluster',
      scores(_, rows, out) {
        if (version !== nodes.imagesVersion || known.length < rows) { known = scoresOf(images, nodes); version = nodes.imagesVersion; }
        out.set(known);
      },
    };
  },
};

function scoresOf(images: readonly string[], nodes: NodeTable): Float64Array<ArrayBuffer> {
  const out = new Float64Array(nodes.rows);
  const most = MOST_PER_CONTAINER * images.length;
  for (const image of images) {
    const sizes = nodes.nodes.map((node) => sizeOn(node, image));
    const having = sizes.filter((size) => size > 0).length;
    if (having > 0) sizes.forEach((size, row) => { out[row]! += Math.floor(size * (having / nodes.size)); });
  }
  return out.map((size) => Math.floor((MAX_SCORE * (Math.min(Math.max(size, LEAST), most) - LEAST)) / (most - LEAST)));
}

function sizeOn(node: Node | undefined, image: string): number {
  const found = node?.status.images?.find((each) => each.names?.includes(image));
  return Number(found?.sizeBytes ?? 0);
}

/** Nodes list images with their tag; `nginx` means `nginx:latest`. */
export const withTag = (image: string): string => (image.lastIndexOf(':') <= image.lastIndexOf('/') ? `${image}:latest` : image);
