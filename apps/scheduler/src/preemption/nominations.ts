import type { Pod } from '@kubets/api/core/v1/pod';
import type { Objection, Shape } from '../framework/shape.js';
import type { NodeTable } from '../nodes/node-table.js';
import { priorityOf } from './victims.js';

/** Pods for which room is being made on a node, so that less important ones do not take it before they come. */
export class Nominations {
  readonly #byUid = new Map<string, { readonly pod: Pod; readonly node: string }>();

  get size(): number { return this.#byUid.size; }
  nodeOf(uid: string): string | undefined { return this.#byUid.get(uid)?.node; }
  remove(uid: string): void { this.#byUid.delete(uid); }

  /** As the pod's status says. */
  follow(pod: Pod): void {
    const node = pod.status.nominatedNodeName;
    if (node) this.set(pod, node); else this.remove(pod.metadata.uid ?? '');
  }

  set(pod: Pod, node: string): void { this.#byUid.set(pod.metadata.uid ?? '', { pod, node }); }

  /** Less important pods that count on a node. */
  below(pod: Pod, node: string): Pod[] {
    return [...this.#byUid.values()].filter((each) => each.node === node && priorityOf(each.pod) < priorityOf(pod)).map((each) => each.pod);
  }

  /** Rows where a pod does not fit once those arrive that are at least as important, and why. */
  barredFor(pod: Pod, shape: Shape, nodes: NodeTable): Map<number, Objection> | undefined {
    if (!this.#byUid.size) return undefined;
    const byRow = new Map<number, Pod[]>();
    for (const { pod: other, node } of this.#byUid.values()) {
      const row = nodes.numberOf(node);
      if (row === undefined || other.metadata.uid === pod.metadata.uid || priorityOf(other) < priorityOf(pod) || nodes.hasPod(other.metadata.uid ?? '')) continue;
      byRow.set(row, [...byRow.get(row) ?? [], other]);
    }
    const barred = new Map<number, Objection>();
    for (const [row, others] of byRow) {
      for (const other of others) nodes.addPod(other, nodes.nameOf(row));
      const objection = shape.objection(row);
      for (const other of others) nodes.removePod(other.metadata.uid ?? '');
      if (objection) barred.set(row, objection);
    }
    return barred;
  }
}
