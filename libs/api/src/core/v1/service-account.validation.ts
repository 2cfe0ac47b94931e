import { type FieldError, child } from '@kubets/apimachinery/errors/field';
import type { Draft } from '@kubets/apimachinery/schema/types';
import { dns1123Subdomain } from '@kubets/apimachinery/validation/names';
import { each, optionalText } from '../../validation/fields.js';
import type { ServiceAccount } from './service-account.js';

export const validateServiceAccount = ({ secrets, imagePullSecrets }: Draft<ServiceAccount>): FieldError[] => [
  ...each(secrets, 'secrets', ({ name }, at) => optionalText(child(at, 'name'), name, dns1123Subdomain)),
  ...each(imagePullSecrets, 'imagePullSecrets', ({ name }, at) => optionalText(child(at, 'name'), name, dns1123Subdomain)),
];
