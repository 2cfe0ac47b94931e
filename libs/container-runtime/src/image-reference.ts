import { ImageError } from './runtime.js';

const component = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*';
const domain = '(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)(?:\\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*(?::[0-9]+)?';
const pattern = new RegExp(`^((?:${domain}/)?${component}(?:/${component})*)(?::([\\w][\\w.-]{0,127}))?(?:@([A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}))?$`);

export interface ImageReference { readonly name: string; readonly tag?: string; readonly digest?: string }

/** Parses an image reference by the grammar of the OCI distribution specification. Throws {@link ImageError} `InvalidImageName`. */
export function parseImage(image: string): ImageReference {
  const match = image.length > 512 ? null : pattern.exec(image);
  const name = match?.[1];
  if (name === undefined) throw new ImageError('InvalidImageName', `image "${image}" is not a valid reference: expected [registry/]name[:tag][@digest] with a lower-case name`);
  const [tag, digest] = [match?.[2], match?.[3]];
  return { name, ...(tag === undefined ? {} : { tag }), ...(digest === undefined ? {} : { digest }) };
}

/** The reference to pull: a digest wins over a tag; neither means `latest` (the engine would pull every tag). */
export function pullReference(image: string): { fromImage: string; tag: string } {
  const { name, tag, digest } = parseImage(image);
  return { fromImage: name, tag: digest ?? tag ?? 'latest' };
}
