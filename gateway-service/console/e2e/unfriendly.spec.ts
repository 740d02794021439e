import { expect, type Page, test } from '@playwright/test';
import { customer, email, enter, fits, headers, look, post } from './person';

const HTML = '<img src=x onerror="document.title=\'taken\'"><b>bold</b>';
const HUGE = 'W'.repeat(200);
const RTL = 'شركة الاختبار (تجربة) 🚀👩‍👩‍👧';

/** That what people wrote is shown as text. */
async function isText(page: Page) {
  expect(await page.title()).not.toBe('taken');
  await expect(page.locator('main img[src="x"]')).toHaveCount(0);
}

test('names that are huge, from right to left, or look like a page are shown as they are', async ({ page, request }) => {
  for (const label of [HTML, ...Array.from({ length: 59 }, (_, i) => `Field ${i} ${i === 7 ? HUGE.slice(0, 180) : RTL}`)]) {
    await post(request, '/v1/custom-fields', { key: `odd_${crypto.randomUUID().slice(0, 8)}`, label, type: 'TEXT' });
  }
  const definitions = (await (await request.get('/v1/custom-fields', { headers })).json()) as { data: { key: string }[] };
  const odd = definitions.data.filter(({ key }) => key.startsWith('odd_'));
  const ids: Record<string, string> = {};
  for (const name of [HTML, HUGE, RTL]) {
    const created = await post(request, '/v1/customers', { name, email_domain: `${crypto.randomUUID()}.example`, owner_email: email, custom_fields: Object.fromEntries(odd.map(({ key }) => [key, name])) });
    ids[name] = ((await created.json()) as { id: string }).id;
    await post(request, `/v1/customers/${ids[name]}/contacts`, { name, email: 'bo@acme.example' });
    await post(request, '/v1/events', { events: [{ customer_id: ids[name], event_name: 'report_exported', user_email: 'bo@acme.example', timestamp: new Date().toISOString(), properties: { text: name } }] });
  }
  await enter(page, '/app/customers');
  for (const name of [HTML, HUGE, RTL]) await expect(page.getByRole('link', { name, exact: true }).first()).toBeVisible();
  await fits(page, 'customers');
  await look(page, 'unfriendly-customers');
  for (const [i, name] of [HTML, HUGE, RTL].entries()) {
    await page.goto(`/app/customers/${ids[name]}`);
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
    await expect(page.getByRole('region', { name: 'Timeline' }).getByText('report_exported')).toBeVisible();
    await isText(page);
    for (const width of [1360, 390]) {
      await page.setViewportSize({ width, height: 860 });
      await fits(page, `customer ${i} at ${width}`);
      await look(page, `unfriendly-customer-${i}-${width}`);
    }
    await page.setViewportSize({ width: 1360, height: 860 });
    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    await expect(page.getByRole('dialog').getByRole('textbox', { name: 'Name' })).toHaveValue(name);
    await fits(page, `form ${i}`);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  }
  for (const path of ['/app', '/app/admin/custom-fields', '/app/admin/segments?segment=new']) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await isText(page);
    await fits(page, path);
  }
  for (const { key } of odd) {
    const { id } = (definitions.data as { key: string; id: string }[]).find((one) => one.key === key) ?? { id: '' };
    await request.delete(`/v1/custom-fields/${id}`, { headers });
  }
});

test('what is clicked twice is done once', async ({ page, request }) => {
  const stamp = Date.now();
  await enter(page, '/app/customers');
  const dialog = page.getByRole('dialog');
  await page.getByRole('button', { name: 'New customer' }).dblclick();
  await dialog.getByRole('textbox', { name: 'Name' }).fill(`Twice ${stamp} (test)`);
  await dialog.getByRole('button', { name: 'Create customer' }).dblclick();
  await expect(page.getByRole('heading', { level: 1, name: `Twice ${stamp} (test)` })).toBeVisible();
  const found = (await (await request.get(`/v1/customers?q=Twice ${stamp}`, { headers })).json()) as { data: unknown[] };
  expect(found.data).toHaveLength(1);

  await page.getByRole('button', { name: 'New contact' }).click();
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Twice Lind');
  await dialog.getByRole('textbox', { name: 'E-mail' }).fill('twice@acme.example');
  await dialog.getByRole('button', { name: 'Save' }).dblclick();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByText('Twice Lind', { exact: true })).toHaveCount(1);

  await page.goto('/app/admin/api-keys');
  await page.getByRole('button', { name: 'New key' }).click();
  await page.getByLabel('Name').fill(`twice ${stamp}`);
  await page.getByLabel('customers:read').check();
  await page.getByRole('button', { name: 'Create key' }).dblclick();
  await expect(page.getByTestId('secret')).toBeVisible();
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByText(`twice ${stamp}`)).toHaveCount(1);

  await page.goto('/app/admin/segments?segment=new');
  await page.getByRole('textbox', { name: 'Name' }).fill(`Twice ${stamp}`);
  await page.getByRole('textbox', { name: 'Value' }).fill('1');
  await page.getByRole('button', { name: 'Create segment' }).dblclick();
  await expect(page.getByRole('link', { name: `Twice ${stamp}`, exact: true })).toHaveCount(1);

  await page.goto('/app/admin/custom-fields');
  await page.getByRole('button', { name: 'New field' }).click();
  await dialog.getByRole('textbox', { name: 'Key' }).fill(`twice_${stamp}`);
  await dialog.getByRole('button', { name: 'Create field' }).dblclick();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByText(`twice_${stamp}`).first()).toBeVisible();

  await page.goto('/app/admin/users');
  await page.getByRole('button', { name: 'Invite', exact: true }).click();
  await dialog.getByRole('textbox', { name: 'E-mail' }).fill(`twice-${stamp}@acme-cs.example`);
  await dialog.getByRole('button', { name: 'Invite' }).dblclick();
  await expect(page.getByTestId('secret')).toBeVisible();
});

test('what nobody answered is sent again with the same key', async ({ page, request }) => {
  const stamp = Date.now();
  await enter(page, '/app/customers');
  const keys: (string | undefined)[] = [];
  // The first one takes effect, and its answer is lost.
  await page.route('**/v1/customers', async (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    keys.push(route.request().headers()['idempotency-key']);
    if (keys.length > 1) return route.continue();
    await route.fetch();
    return route.abort('connectionreset');
  });
  await page.getByRole('button', { name: 'New customer' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name' }).fill(`Lost ${stamp} (test)`);
  await dialog.getByRole('button', { name: 'Create customer' }).click();
  await expect(dialog.getByRole('alert')).toContainText('LealUp cannot be reached');
  await look(page, 'network-lost');
  await dialog.getByRole('button', { name: 'Create customer' }).click();
  await expect(page.getByRole('heading', { level: 1, name: `Lost ${stamp} (test)` })).toBeVisible();
  expect(new Set(keys).size).toBe(1);
  const found = (await (await request.get(`/v1/customers?q=Lost ${stamp}`, { headers })).json()) as { data: unknown[] };
  expect(found.data).toHaveLength(1);
});

test('back and forward keep what was filtered, and a slow network shows that it is waited for', async ({ page, request }) => {
  const id = await customer(request, 'Forth Corp (test)');
  await enter(page, '/app/customers');
  await page.getByRole('textbox', { name: 'Search customers' }).fill('forth');
  await expect(page).toHaveURL(/q=forth/);
  await page.getByRole('link', { name: 'Forth Corp (test)' }).first().click();
  await expect(page.getByRole('heading', { level: 1, name: 'Forth Corp (test)' })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('textbox', { name: 'Search customers' })).toHaveValue('forth');
  await page.goForward();
  await expect(page.getByRole('heading', { level: 1, name: 'Forth Corp (test)' })).toBeVisible();

  let free = () => {};
  const held = new Promise<void>((release) => { free = release; });
  await page.route(`**/v1/customers/${id}*`, async (route) => { await held; await route.continue(); });
  await page.goto(`/app/customers/${id}`);
  await expect(page.getByRole('status', { name: 'Loading' })).toBeVisible();
  free();
  await expect(page.getByRole('heading', { level: 1, name: 'Forth Corp (test)' })).toBeVisible();
});

test('a customer with many contacts shows some, and the others when asked', async ({ page, request }) => {
  const many = Number(process.env.LEALUP_CONTACTS ?? 120);
  const id = await customer(request, 'Many Corp (test)');
  for (let i = 0; i < many; i += 20) {
    await Promise.all(Array.from({ length: 20 }, (_, n) => post(request, `/v1/customers/${id}/contacts`, { name: `Contact ${i + n}`, email: `c${i + n}@acme.example` })));
  }
  await enter(page, `/app/customers/${id}`);
  const contacts = page.getByRole('region', { name: 'Contacts' });
  await expect(contacts.getByText(/^Contact \d+$/)).toHaveCount(20);
  await contacts.getByRole('button', { name: 'Show more' }).click();
  await expect(contacts.getByText(/^Contact \d+$/)).toHaveCount(40);
  await look(page, 'unfriendly-contacts');
});
