import { resolve } from '../schema/build.js';
import type { MessageType, Type } from '../schema/types.js';
import { endOfString } from './scan.js';
import type { Walk } from './walk.js';

/**
 * Reports every field that a JSON text gives more than once, by going over the text along the schema. Free-form values and unknown
 * fields are passed over: nothing is known about what their members mean. Slow; meant for texts in which a duplicate is likely.
 * The text must be valid JSON that decodes as the message.
 */
export function reportDuplicates(text: string, type: MessageType, walk: Walk): void {
  walk.depth = 0;
  new Cursor(text, walk).value(type);
}

class Cursor {
  private at = 0;
  constructor(private readonly text: string, private readonly walk: Walk) {}

  value(type: Type | undefined): void {
    const next = this.peek();
    if (next === '{') this.object(type && resolve(type));
    else if (next === '[') this.list(type && resolve(type));
    else if (next === '"') this.at = endOfString(this.text, this.at) + 1;
    else while (this.at < this.text.length && !',]} \t\r\n'.includes(this.text[this.at]!)) this.at++;
  }

  private object(type: Type | undefined): void {
    const of = type?.form === 'variant' ? type.schema() : type;
    const seen = of?.form === 'message' || of?.form === 'map' ? new Set<string>() : undefined;
    const depth = this.walk.depth;
    this.at++;
    while (this.peek() !== '}') {
      const name = this.name();
      if (seen?.has(name)) this.walk.report('duplicate field', name);
      seen?.add(name);
      this.walk.path[depth] = name;
      this.walk.depth = depth + 1;
      if (of?.form === 'map') this.value(of.of);
      else this.value(of?.form === 'message' && Object.hasOwn(of.fields, name) ? of.fields[name]?.type : undefined);
      this.walk.depth = depth;
      if (this.peek() === ',') this.at++;
    }
    this.at++;
  }

  private list(type: Type | undefined): void {
    const of = type?.form === 'list' ? type.of : type?.form === 'variant' && type.variant === 'schemaOrList' ? type.schema() : undefined;
    const depth = this.walk.depth;
    this.at++;
    for (let i = 0; this.peek() !== ']'; i++) {
      this.walk.path[depth] = i;
      this.walk.depth = depth + 1;
      this.value(of);
      this.walk.depth = depth;
      if (this.peek() === ',') this.at++;
    }
    this.at++;
  }

  private name(): string {
    const end = endOfString(this.text, this.at);
    const name = JSON.parse(this.text.slice(this.at, end + 1)) as string;
    this.at = end + 1;
    this.peek();
    this.at++; // the colon
    return name;
  }

  /** Skips white space. */
  private peek(): string | undefined {
    while (this.at < this.text.length && ' \t\r\n'.includes(this.text[this.at]!)) this.at++;
    return this.text[this.at];
  }
}
