import type { FilterExpression, User } from '../../api/client';
import type { useSpeech } from '../../i18n';
import type { Word } from '../../i18n/en';
import type { Definition } from '../customers/fields';
import { CUSTOM, FIELDS, type OwnField } from './filter';

type Say = Pick<ReturnType<typeof useSpeech>, 't'>;
export type Known = { fields: Definition[]; people: Pick<User, 'id' | 'email'>[] };

const FIELD_WORDS: Record<OwnField, Word> = {
  name: 'name', email_domain: 'domain', arr: 'arr', owner_id: 'owner', owner_email: 'ownerEmail', status: 'status', renewal_date: 'renewal',
  health_score: 'score', health_status: 'health', created_at: 'created', updated_at: 'changed',
};

export function fieldInWords(field: string, known: Known, { t }: Say): string {
  const own = FIELDS.find((one) => one === field);
  if (own) return t(FIELD_WORDS[own]);
  return known.fields.find(({ key }) => CUSTOM + key === field)?.label ?? (field.startsWith(CUSTOM) ? field.slice(CUSTOM.length) : field);
}

function valueInWords(field: string, value: unknown, known: Known, { t }: Say): string {
  if (typeof value === 'boolean') return t(value ? 'yes' : 'no');
  if (field === 'status') return t(`st_${value as 'active'}`);
  if (field === 'health_status') return t(value as 'healthy');
  if (field === 'owner_id') return known.people.find(({ id }) => id === value)?.email ?? String(value);
  return String(value);
}

/** A filter as people say it. */
export function inWords(filter: FilterExpression, known: Known, say: Say): string {
  const inner = (part: FilterExpression) => (part.and || part.or ? `(${inWords(part, known, say)})` : inWords(part, known, say));
  if (filter.not) return `${say.t('not')} ${inner(filter.not)}`;
  const parts = filter.and ?? filter.or;
  if (parts) return parts.map(inner).join(` ${say.t(filter.and ? 'and' : 'or')} `);
  const { field = '', op = 'eq', value } = filter;
  const values = (Array.isArray(value) ? value : [value]).map((one) => valueInWords(field, one, known, say)).join(', ');
  return [fieldInWords(field, known, say), say.t(`o_${op}`, { n: values }), ...(op === 'is_null' || op === 'within_days' ? [] : [values])].join(' ');
}
