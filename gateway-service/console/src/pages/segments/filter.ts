import type { FilterExpression } from '../../api/client';
import { decimalOf } from '../../api/decimal';
import { below } from '../../api/pointer';
import { instantOf } from '../../api/instant';
import { type Definition, isNumber } from '../customers/fields';

/** What values of a field are, which says how they are compared and typed. */
export type Kind = 'text' | 'number' | 'date' | 'time' | 'boolean' | 'status' | 'band' | 'person' | 'option';
export type Op = NonNullable<FilterExpression['op']>;

export const FIELDS = ['name', 'email_domain', 'arr', 'owner_id', 'owner_email', 'status', 'renewal_date', 'health_score', 'health_status', 'created_at', 'updated_at'] as const;
export type OwnField = (typeof FIELDS)[number];
export const CUSTOM = 'custom_fields.';

/** A filter as it is being built: each part can be turned round, and a value is as it was typed. */
export type Group = { id: string; not: boolean; join: 'and' | 'or'; parts: Part[] };
export type Condition = { id: string; not: boolean; field: string; op: Op; values: string[]; literal?: Kind };
export type Part = Group | Condition;

export const isGroup = (part: Part): part is Group => 'join' in part;

const OWN_KINDS: Record<OwnField, Kind> = {
  name: 'text', email_domain: 'text', arr: 'number', owner_id: 'person', owner_email: 'text', status: 'status', renewal_date: 'date',
  health_score: 'number', health_status: 'band', created_at: 'time', updated_at: 'time',
};

/** A custom field that nobody defined is what it was compared with, or a text. */
export function kindOf({ field, literal = 'text' }: Pick<Condition, 'field' | 'literal'>, fields: Definition[]): Kind {
  if (field in OWN_KINDS) return OWN_KINDS[field as OwnField];
  const type = fields.find(({ key }) => CUSTOM + key === field)?.type;
  if (type === undefined) return literal;
  return isNumber(type) ? 'number' : type === 'BOOLEAN' ? 'boolean' : type === 'DATE' ? 'date' : type === 'DROPDOWN' ? 'option' : 'text';
}

const ORDER: Op[] = ['gt', 'gte', 'lt', 'lte'];

/** What can be asked of a field, as the API takes it. */
export function opsOf(field: string, kind: Kind): Op[] {
  if (kind === 'boolean') return ['eq', 'ne', 'is_null'];
  if (kind === 'status' || kind === 'band' || kind === 'person') return ['eq', 'ne', 'in', 'is_null'];
  if (kind === 'option') return ['eq', 'ne', 'in', 'contains', 'is_null'];
  if (kind === 'text') return ['contains', 'eq', 'ne', 'in', ...ORDER, 'is_null'];
  if (field === 'renewal_date') return ['within_days', 'eq', 'ne', ...ORDER, 'is_null'];
  return kind === 'number' ? ['gte', 'gt', 'lte', 'lt', 'eq', 'ne', 'in', 'is_null'] : [...ORDER, 'eq', 'ne', 'is_null'];
}

let made = 0;
const nextId = () => `part-${++made}`;

export function condition(field = 'arr', fields: Definition[] = []): Condition {
  return { id: nextId(), not: false, field, op: opsOf(field, kindOf({ field }, fields))[0] ?? 'eq', values: [] };
}

export function group(parts: Part[] = [], join: Group['join'] = 'and'): Group {
  return { id: nextId(), not: false, join, parts };
}

/** A filter of the API as it can be built further. */
export function read(filter: FilterExpression): Part {
  if (filter.not) { const part = read(filter.not); return { ...part, not: !part.not }; }
  if (filter.and) return group(filter.and.map(read), 'and');
  if (filter.or) return group(filter.or.map(read), 'or');
  const { field = '', op = 'eq', value } = filter;
  const values: unknown[] = Array.isArray(value) ? value : value === undefined ? [] : [value];
  const first = typeof values[0];
  return { id: nextId(), not: false, field, op, values: values.map(String), ...(first === 'number' || first === 'boolean' ? { literal: first } : {}) };
}

/** The whole of it: a single condition stands in a group, to which others can be added. */
export function readWhole(filter: FilterExpression): Group {
  const part = read(filter);
  return isGroup(part) ? part : group([part]);
}

/** A value as the API takes it; undefined while there is none. */
function valueOf(kind: Kind, op: Op, typed: string): string | number | boolean | undefined {
  if (op === 'within_days') return /^\d{1,4}$/.test(typed) ? Number(typed) : undefined;
  if (kind === 'number') return decimalOf(typed);
  if (kind === 'boolean') return typed === 'true' ? true : typed === 'false' ? false : undefined;
  if (kind === 'time') return instantOf(typed);
  return typed === '' ? undefined : typed;
}

/** The filter as the API takes it; undefined while a part is not complete. */
export function write(part: Part, fields: Definition[]): FilterExpression | undefined {
  const plain = isGroup(part) ? writeGroup(part, fields) : writeCondition(part, fields);
  return plain && part.not ? { not: plain } : plain;
}

function writeGroup({ join, parts }: Group, fields: Definition[]): FilterExpression | undefined {
  const written = parts.map((part) => write(part, fields));
  return written.length === 0 || written.includes(undefined) ? undefined : { [join]: written as FilterExpression[] };
}

function writeCondition(condition: Condition, fields: Definition[]): FilterExpression | undefined {
  const { field, op, values } = condition;
  if (op === 'is_null') return { field, op };
  const read = values.map((value) => valueOf(kindOf(condition, fields), op, value));
  if (read.length === 0 || read.includes(undefined)) return undefined;
  return { field, op, value: op === 'in' ? read : read[0] };
}

/** Where the API says what is wrong with the parts of a group that stands here. */
export function pointerTo(pointer: string, part: Part): string {
  return part.not ? below(pointer, 'not') : pointer;
}

const DEEPEST = 8;
const MOST_PARTS = 100;

/** Whether the API takes a filter that large. */
export function isTooLarge(filter: FilterExpression): boolean {
  const { depth, parts } = measure(filter);
  return depth > DEEPEST || parts > MOST_PARTS;
}

function measure(filter: FilterExpression): { depth: number; parts: number } {
  const inner = (filter.not ? [filter.not] : (filter.and ?? filter.or ?? [])).map(measure);
  return { depth: 1 + Math.max(0, ...inner.map(({ depth }) => depth)), parts: 1 + inner.reduce((sum, { parts }) => sum + parts, 0) };
}

/** The filter with one part replaced, or taken away. */
export function change(whole: Group, id: string, by: (part: Part) => Part | null): Group {
  const parts = whole.parts.flatMap((part) => {
    const next = part.id === id ? by(part) : isGroup(part) ? change(part, id, by) : part;
    return next ? [next] : [];
  });
  return { ...whole, parts };
}
