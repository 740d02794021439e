import type { Customer, CustomerPatch, CustomField, CustomFieldType } from '../../api/client';
import { decimalOf } from '../../api/decimal';

/** What a form has typed, by the name of the field; of a custom field {@link named}. */
export type Texts = Record<string, string>;
export type Definition = Pick<CustomField, 'key' | 'label' | 'type' | 'options'>;

export const OWN = ['name', 'email_domain', 'arr', 'owner_email', 'status', 'renewal_date'] as const;
export const named = (key: string) => `custom_fields.${key}`;

const NUMBERS: CustomFieldType[] = ['NUMBER', 'CURRENCY'];
export const isNumber = (type: CustomFieldType) => NUMBERS.includes(type);

/** Whether a value that is there already is of the field's type: it may be older than the definition. */
export function fits(type: CustomFieldType, value: unknown): boolean {
  return isNumber(type) ? typeof value === 'number' : type === 'BOOLEAN' ? typeof value === 'boolean' : typeof value === 'string';
}

/** The workspace's fields, and those that only this customer has: they stay of the type that they are of. */
export function fieldsOf(definitions: Definition[], customer?: Pick<Customer, 'custom_fields'>): Definition[] {
  const others = Object.entries(customer?.custom_fields ?? {}).filter(([key]) => !definitions.some((one) => one.key === key));
  return [...definitions, ...others.map(([key, value]): Definition => ({ key, label: key, options: [], type: typeof value === 'number' ? 'NUMBER' : typeof value === 'boolean' ? 'BOOLEAN' : 'TEXT' }))];
}

/** A customer as the form shows it. */
export function textsOf(customer: Customer, fields: Definition[]): Texts {
  const texts: Texts = {};
  for (const name of OWN) texts[name] = String(customer[name] ?? '');
  const own = customer.custom_fields as Record<string, unknown>;
  for (const { key, type } of fields) texts[named(key)] = fits(type, own[key]) ? String(own[key]) : '';
  return texts;
}

function valueOf(type: CustomFieldType, text: string): string | number | boolean | null {
  if (text === '') return null;
  return isNumber(type) ? (decimalOf(text) ?? text) : type === 'BOOLEAN' ? text === 'true' : text;
}

/** The fields with a number that would not arrive as it was typed. */
export function inexact(typed: Texts, fields: Definition[]): string[] {
  const numbers = ['arr', ...fields.filter(({ type }) => isNumber(type)).map(({ key }) => named(key))];
  return numbers.filter((name) => typed[name] && decimalOf(typed[name]) === undefined);
}

/** What to send for what was typed: only that, so that nobody's other change is taken back. */
export function changesOf(before: Texts, typed: Texts, fields: Definition[]): CustomerPatch {
  const changed = (name: string) => typed[name] !== undefined && typed[name].trim() !== (before[name] ?? '');
  const changes: Record<string, unknown> = {};
  for (const name of OWN) if (changed(name)) changes[name] = valueOf(name === 'arr' ? 'NUMBER' : 'TEXT', typed[name]?.trim() ?? '');
  const own: Record<string, unknown> = {};
  for (const { key, type } of fields) if (changed(named(key))) own[key] = valueOf(type, typed[named(key)]?.trim() ?? '');
  return (Object.keys(own).length > 0 ? { ...changes, custom_fields: own } : changes) as CustomerPatch;
}
