import createClient, { type Middleware } from 'openapi-fetch';
import type { components, operations, paths } from '@schema';

type Schemas = components['schemas'];
export type Session = Schemas['Session'];
export type Customer = Schemas['Customer'];
export type CustomerPatch = Schemas['CustomerPatch'];
export type CustomField = Schemas['CustomField'];
export type CustomFieldType = Schemas['CustomFieldType'];
export type Segment = Schemas['Segment'];
export type SegmentPreview = Schemas['SegmentPreview'];
export type FilterExpression = Schemas['FilterExpression'];
export type Job = Schemas['Job'];
export type RowError = Schemas['RowError'];
export type ImportQuery = NonNullable<operations['importCustomers']['parameters']['query']>;
export type ExportQuery = NonNullable<operations['exportCustomers']['parameters']['query']>;
export type CustomerQuery = NonNullable<operations['listCustomers']['parameters']['query']>;
export type Contact = Schemas['Contact'];
export type Erasure = Schemas['Erasure'];
export type CustomerPage = Schemas['CustomerPage'];
export type DeadLetter = Schemas['DeadLetter'];
export type ApiKey = Schemas['ApiKey'];
export type Scope = Schemas['Scope'];
export type Health = Schemas['Health'];
export type TimelineEntry = Schemas['TimelineEntry'];
export type TimelinePage = Schemas['TimelinePage'];
export type SavedView = Schemas['SavedView'];
export type HealthChange = Schemas['HealthChange'];
export type HealthPoint = Schemas['HealthPoints']['data'][number];
export type CustomerUsage = Schemas['CustomerUsage'];
export type BenchmarkMeasure = Schemas['BenchmarkMeasure'];
export type HealthModelVersion = Schemas['HealthModelVersion'];
export type HealthModelSignal = Schemas['HealthModelSignal'];
export type NewHealthModel = Schemas['NewHealthModel'];
export type HealthPreview = Schemas['HealthModelPreview'];
export type HealthSummary = Schemas['HealthSummary'];
export type EventRate = Schemas['EventRate'];
export type Mover = Schemas['HealthMover'];
export type User = Schemas['User'];
export type Subscription = Schemas['WebhookSubscription'];
export type Delivery = Schemas['WebhookDelivery'];
export type WebhookMetrics = Schemas['WebhookMetrics'];
export type Link = Schemas['Link'];
export type AuditEntry = Schemas['AuditEntry'];

/** What the API answered instead, as RFC 9457 has it. */
export class ProblemError extends Error {
  readonly status: number;
  readonly code: string;
  readonly requestId: string | undefined;
  readonly fields: { pointer: string; message: string }[];
  readonly more: Record<string, unknown>;
  /** How long the answer wants to be left alone; 0 where it does not say. */
  readonly retryAfterMs: number;

  constructor(status: number, body: Record<string, unknown>, headers = new Headers()) {
    super(typeof body.detail === 'string' ? body.detail : `HTTP ${status}`);
    this.status = status;
    this.code = typeof body.code === 'string' ? body.code : 'server_error';
    this.requestId = typeof body.request_id === 'string' ? body.request_id : undefined;
    this.fields = Array.isArray(body.errors) ? (body.errors as { pointer: string; message: string }[]) : [];
    this.more = body;
    // Seconds: none of ours names a date.
    this.retryAfterMs = (Number(headers.get('Retry-After')) || 0) * 1000;
  }
}

/** Nobody has answered: the network or the whole of LealUp is away. */
export class Unreachable extends Error {}

let csrfToken: string | undefined;
export function keepCsrfToken(token: string | undefined) {
  csrfToken = token;
}

/** Who wants to know that the session is over. */
let onSessionOver: () => void = () => undefined;
export function whenSessionIsOver(action: () => void) {
  onSessionOver = action;
}

const session: Middleware = {
  onRequest({ request }) {
    if (csrfToken !== undefined && request.method !== 'GET') request.headers.set('X-CSRF-Token', csrfToken);
    return request;
  },
  onResponse({ request, response }) {
    // A refused sign-in is no session that is over.
    if (response.status === 401 && !(request.method === 'POST' && request.url.endsWith('/v1/sessions'))) onSessionOver();
    return response;
  },
  onError({ error }) {
    // A question that was called off has got no answer either, and nobody waits for it.
    return error instanceof Error && error.name === 'AbortError' ? undefined : new Unreachable('unreachable', { cause: error });
  },
};

export const api = createClient<paths>({ baseUrl: window.location.origin });
api.use(session);

/** The answer's body; throws what the API refused. */
export async function asked<T>(call: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
  const { data, error, response } = await call;
  if (!response.ok) throw new ProblemError(response.status, typeof error === 'object' && error !== null ? { ...error } : {}, response.headers);
  return data as T;
}

/** The answer's body, with the ETag that a change of it is based on. */
export async function tagged<T>(call: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<{ it: T; etag: string }> {
  const it = await asked(call);
  return { it, etag: (await call).response.headers.get('ETag') ?? '*' };
}

/** Whether somebody else has changed what a change was based on. */
export const isStale = (error: unknown) => error instanceof ProblemError && error.status === 412;

/** The message for a field of a form, by its JSON pointer. */
export function fault(error: unknown, pointer: string): string | undefined {
  if (!(error instanceof ProblemError)) return undefined;
  return error.fields.find((field) => field.pointer === pointer || field.pointer.startsWith(`${pointer}/`))?.message;
}
