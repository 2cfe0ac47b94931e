/**
 * The form that metrics have in annotations of `autoscaling/v1` objects: that of the API's first alpha, flat where `autoscaling/v2`
 * has `target`, `metric` and `current` objects. Source: the published fields of autoscaling/v1 MetricSpec and MetricStatus.
 */
export interface OldMetric { readonly [name: string]: unknown }
type Fields = Record<string, unknown>;

const SOURCES = { Resource: 'resource', Pods: 'pods', Object: 'object', ContainerResource: 'containerResource', External: 'external' } as const;
type Type = keyof typeof SOURCES;

const fields = (value: unknown): Fields => (typeof value === 'object' && value !== null ? value as Fields : {});
const isType = (type: unknown): type is Type => typeof type === 'string' && Object.hasOwn(SOURCES, type);
/** Only what is set. */
const given = (of: Fields): Fields => Object.fromEntries(Object.entries(of).filter(([, value]) => value !== undefined));
const selectorName = (type: Type): string => (type === 'External' ? 'metricSelector' : 'selector');

/** The flat names of a value's forms: for what is wanted and for what was read. */
interface Names { readonly utilization: string; readonly average: string; readonly value: string }
const TARGET: Names = { utilization: 'targetAverageUtilization', average: 'targetAverageValue', value: 'targetValue' };
const CURRENT: Names = { utilization: 'currentAverageUtilization', average: 'currentAverageValue', value: 'currentValue' };
/** Metrics of objects call the average by another name. */
const namesFor = (type: Type, names: Names): Names => (type === 'Object' ? { ...names, average: 'averageValue' } : names);

function flat(metric: OldMetric, part: 'target' | 'current', names: Names): OldMetric {
  const { type } = metric;
  if (!isType(type)) return metric;
  const source = fields(metric[SOURCES[type]]);
  const value = fields(source[part]);
  const about = fields(source['metric']);
  const n = namesFor(type, names);
  return {
    type,
    [SOURCES[type]]: given({
      name: source['name'], container: source['container'], target: source['describedObject'], metricName: about['name'], [selectorName(type)]: about['selector'],
      [n.utilization]: value['averageUtilization'], [n.average]: value['averageValue'], [n.value]: value['value'],
    }),
  };
}

function nested(metric: OldMetric, part: 'target' | 'current', names: Names): OldMetric {
  const { type } = metric;
  if (!isType(type)) return metric;
  const source = fields(metric[SOURCES[type]]);
  const n = namesFor(type, names);
  const value = given({ averageUtilization: source[n.utilization], averageValue: source[n.average], value: source[n.value] });
  const kind = 'averageUtilization' in value ? 'Utilization' : 'averageValue' in value ? 'AverageValue' : 'Value';
  const named = type === 'Resource' || type === 'ContainerResource';
  return {
    type,
    [SOURCES[type]]: given({
      name: source['name'], container: source['container'], describedObject: type === 'Object' ? source['target'] : undefined,
      metric: named ? undefined : given({ name: source['metricName'], selector: source[selectorName(type)] }),
      [part]: part === 'target' ? { type: kind, ...value } : value,
    }),
  };
}

export const toOldMetric = (metric: OldMetric): OldMetric => flat(metric, 'target', TARGET);
export const fromOldMetric = (metric: OldMetric): OldMetric => nested(metric, 'target', TARGET);
export const toOldReading = (metric: OldMetric): OldMetric => flat(metric, 'current', CURRENT);
export const fromOldReading = (metric: OldMetric): OldMetric => nested(metric, 'current', CURRENT);
