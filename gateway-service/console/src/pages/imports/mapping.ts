import type { ImportQuery } from '../../api/client';
import type { Definition } from '../customers/fields';

export const TARGETS = ['name', 'email_domain', 'arr', 'owner_email', 'status', 'renewal_date', 'id'] as const;
export type Target = (typeof TARGETS)[number];
export const CUSTOM = 'cf_';
export const PASSED_OVER = '';
/** What an export shows and nobody writes: the API passes over a column of this name, however many there are. */
const NOT_WRITTEN = 'segments';

/** What a column is called by those who do not name it as the API does. */
const ALIASES: Record<string, Target> = {
  customer_id: 'id', company: 'name', company_name: 'name', account: 'name', account_name: 'name', customer: 'name', customer_name: 'name',
  domain: 'email_domain', company_domain: 'email_domain', website: 'email_domain', annual_recurring_revenue: 'arr',
  csm_email: 'owner_email', owner: 'owner_email', csm: 'owner_email', account_owner: 'owner_email', renewal: 'renewal_date', renews_on: 'renewal_date', contract_renewal_date: 'renewal_date',
};

function meaning(column: string, fields: Definition[]): string {
  const folded = column.toLowerCase();
  if (folded.startsWith(CUSTOM)) return CUSTOM + column.slice(CUSTOM.length);
  const plain = folded.replace(/[ -]+/g, '_');
  const own = TARGETS.find((target) => target === plain) ?? ALIASES[plain];
  if (own) return own;
  const field = fields.find(({ key, label }) => key.toLowerCase() === folded || label.toLowerCase() === folded);
  return field ? CUSTOM + field.key : PASSED_OVER;
}

/** What the columns probably are; of two that would be the same the first. */
export function guess(header: string[], fields: Definition[]): string[] {
  const taken = new Set<string>();
  return header.map((column) => {
    const target = meaning(column, fields);
    if (target === PASSED_OVER || taken.has(target)) return PASSED_OVER;
    taken.add(target);
    return target;
  });
}

/** The names for the header of the file that is sent. */
export function headerOf(targets: string[]): string[] {
  return targets.map((target) => (target === PASSED_OVER ? NOT_WRITTEN : target));
}

/** The columns that are the same as one before them. */
export function repeated(targets: string[]): number[] {
  return targets.flatMap((target, i) => (target !== PASSED_OVER && targets.indexOf(target) < i ? [i] : []));
}

/** Whether there is what a customer is made, or found, by. */
export function isEnough(targets: string[], mode: ImportQuery['mode']): boolean {
  return mode === 'update' ? targets.includes('id') || targets.includes('email_domain') : targets.includes('name');
}
