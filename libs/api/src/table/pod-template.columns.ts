import type { LabelSelector } from '@kubets/apimachinery/meta/v1/selectors';
import type { Column } from '@kubets/apimachinery/resource/definition';
import type { Draft } from '@kubets/apimachinery/schema/types';
import { containerImages, containerNames, formatSelector } from './cells.js';
import { WIDE, column } from './column.js';

interface Imaged { name?: string; image?: string }

/** The wide columns that all workloads share: containers and images of their pod template. */
export const containerColumns = <T>(containers: (object: Draft<T>) => readonly Imaged[] | undefined, priority = WIDE): Column<T>[] => [
  column('Containers', 'string', 'Names of the containers in the template.', (object) => containerNames(containers(object)), priority),
  column('Images', 'string', 'Images of the containers in the template.', (object) => containerImages(containers(object)), priority),
];

export const selectorColumn = <T>(selector: (object: Draft<T>) => Draft<LabelSelector> | undefined): Column<T> =>
  column('Selector', 'string', 'Labels of the pods that belong to the object.', (object) => formatSelector(selector(object)), WIDE);
