const DEFAULT_REGISTRY = 'docker.io';
const NAME = /^(?:(?<domain>(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*(?::\d+)?|\[[0-9a-fA-F:]+\](?::\d+)?)\/)?(?<path>[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*)(?::(?<tag>[\w][\w.-]{0,127}))?(?:@(?<digest>[A-Za-z][A-Za-z0-9]*:[0-9a-fA-F]{32,}))?$/;

export interface ImageName { readonly registry: string; readonly repository: string; readonly tag?: string; readonly digest?: string }

/** Splits an image reference; throws with the reason that statuses show for a name that cannot be one. */
export function parseImageName(image: string): ImageName {
  const groups = NAME.exec(image)?.groups;
  if (!groups) throw new Error(`Failed to apply default image tag "${image}": couldn't parse image name "${image}": invalid reference format`);
  const first = groups.domain;
  const isRegistry = first !== undefined && (/[.:]/.test(first) || first === 'localhost');
  const path = isRegistry || first === undefined ? groups.path ?? '' : `${first}/${groups.path ?? ''}`;
  const registry = isRegistry ? first : DEFAULT_REGISTRY;
  const repository = registry === DEFAULT_REGISTRY && !path.includes('/') ? `library/${path}` : path;
  const tag = groups.tag ?? (groups.digest ? undefined : 'latest');
  return { registry, repository, ...(tag ? { tag } : {}), ...(groups.digest ? { digest: groups.digest } : {}) };
}

/** The reference with the tag that is meant when none is written. */
export const withDefaultTag = (image: string): string => {
  const { tag, digest } = parseImageName(image);
  return digest || image.endsWith(`:${tag ?? ''}`) ? image : `${image}:${tag}`;
};
