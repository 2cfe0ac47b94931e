import { encodeMessage, encodeUnknown } from '@kubets/apimachinery/codec/protobuf';
import { encodeWatchEventFrame } from '@kubets/apimachinery/codec/watch-frame';
import type { StatusError } from '@kubets/apimachinery/errors/status';
import { Status as StatusKind } from '@kubets/apimachinery/meta/v1/status';
import { PartialObjectMetadata } from '@kubets/apimachinery/meta/v1/table';
import type { KubeObject } from '@kubets/apimachinery/resource/definition';
import type { Negotiated } from '../content/negotiate.js';
import { apiVersionOf, protobufOf } from '../content/respond.js';
import { type IncludeObject, partialOf, tableRow, tableText } from '../content/table.js';
import type { ResourceStorage } from '../registry/resource-storage.js';
import { Stored } from '../store/stored.js';
import type { CacheEvent } from '../store/watch-cache.js';

export type WatchType = 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK' | 'ERROR';

/** Builds the bytes of watch events. A frame is built once per change and form, and the same buffer goes to every watcher. */
export class FrameBuilder {
  readonly form: string;

  constructor(
    private readonly storage: ResourceStorage, private readonly negotiated: Negotiated, private readonly include: IncludeObject, private readonly now: () => number,
  ) {
    this.form = `${storage.definition.group}/${storage.definition.version}|${negotiated.media}|${negotiated.transform}|${include}`;
  }

  /** @param previous whether the frame carries what the object was before the change, for objects that leave a selection */
  ofEvent(type: WatchType, event: CacheEvent, previous: boolean): Buffer {
    const key = `${type}${previous ? '-' : ''}|${this.form}`;
    const known = event.frames.get(key);
    if (known) return known;
    const source = previous && event.previous ? atRevision(event.previous, event.revision) : event.current;
    const frame = this.ofStored(type, source);
    event.frames.set(key, frame);
    return frame;
  }

  ofStored(type: WatchType, stored: Stored): Buffer {
    const { view, definition } = this.storage;
    if (this.negotiated.transform === 'table') {
      const row = tableRow(definition, view.decode(stored), () => view.bytes(stored).toString(), this.include, this.now());
      return textFrame(type, tableText(definition, { resourceVersion: String(stored.revision) }, [row]));
    }
    if (this.negotiated.transform === 'partial') {
      const object = partialOf(view.decode(stored));
      return this.negotiated.media === 'protobuf' ? encodeWatchEventFrame(type, protobufOf(PartialObjectMetadata, object)) : textFrame(type, JSON.stringify(object));
    }
    if (this.negotiated.media === 'protobuf') return encodeWatchEventFrame(type, protobufOf(definition.kind, view.decode(stored)));
    const bytes = view.bytes(stored);
    const head = HEADS[type];
    const frame = Buffer.allocUnsafe(head.length + bytes.length + 2);
    head.copy(frame, 0);
    bytes.copy(frame, head.length);
    frame.write('}\n', frame.length - 2, 'latin1');
    return frame;
  }

  /** Ends a watch: the client reads why, and what to do, from the status. */
  error(error: StatusError): Buffer {
    const status = error.toStatus();
    return this.negotiated.media === 'protobuf' ? encodeWatchEventFrame('ERROR', protobufOf(StatusKind, status)) : textFrame('ERROR', JSON.stringify(status));
  }

  bookmark(revision: number, initialEventsEnd: boolean): Buffer {
    const { definition } = this.storage;
    const metadata = { resourceVersion: String(revision), ...(initialEventsEnd ? { annotations: { 'k8s.io/initial-events-end': 'true' } } : {}) };
    if (this.negotiated.transform === 'table') return textFrame('BOOKMARK', tableText(definition, metadata, [], false));
    const kind = this.negotiated.transform === 'partial' ? PartialObjectMetadata : definition.kind;
    const object = { kind: kind.gvk.kind, apiVersion: apiVersionOf(kind.gvk), metadata } as KubeObject;
    if (this.negotiated.media !== 'protobuf') return textFrame('BOOKMARK', JSON.stringify(object));
    return encodeWatchEventFrame('BOOKMARK', encodeUnknown({ apiVersion: object.apiVersion!, kind: object.kind! }, encodeMessage(kind, object)));
  }
}

const HEADS = Object.fromEntries((['ADDED', 'MODIFIED', 'DELETED', 'BOOKMARK', 'ERROR'] as const).map((t) => [t, Buffer.from(`{"type":"${t}","object":`)])) as Record<WatchType, Buffer>;
const textFrame = (type: WatchType, json: string): Buffer => Buffer.from(`{"type":"${type}","object":${json}}\n`);

/** The same object with another revision on it. */
function atRevision(stored: Stored, revision: number): Stored {
  const old = Buffer.from(`"resourceVersion":"${stored.revision}"`);
  const at = stored.bytes.indexOf(old);
  return new Stored(stored.key, revision, Buffer.concat([stored.bytes.subarray(0, at), Buffer.from(`"resourceVersion":"${revision}"`), stored.bytes.subarray(at + old.length)]));
}
