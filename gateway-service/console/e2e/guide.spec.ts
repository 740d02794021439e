import { expect, type Page, test } from '@playwright/test';
import { email, look, QUICK, signIn, tabTo } from './person';

/** What the first request of the developer's page that was run has brought. */
const answered = async <T,>(page: Page) => JSON.parse((await page.getByRole('region', { name: 'Answer' }).first().textContent()) ?? '') as T;

test('the guide by mouse', QUICK, async ({ page, request }) => {
  const refused: string[] = [];
  page.on('console', (message) => { if (/Content Security Policy/.test(message.text())) refused.push(message.text()); });

  await page.goto('/app');
  await look(page, 'sign-in');
  await signIn(page);
  await expect(page.getByRole('heading', { name: 'Home' })).toBeVisible();

  await page.getByRole('link', { name: 'API Keys' }).click();
  await page.getByRole('button', { name: 'New key' }).click();
  await page.getByLabel('Name').fill('quickstart');
  for (const scope of ['customers:write', 'customers:read', 'events:write', 'health:read']) {
    await page.getByLabel(scope).check();
  }
  await page.getByRole('combobox', { name: 'Expires' }).click();
  await page.getByRole('option', { name: '7 days' }).click();
  await look(page, 'new-key');
  await page.getByRole('button', { name: 'Create key' }).click();
  await page.getByRole('button', { name: 'Copy' }).click();
  const key = (await page.getByTestId('secret').textContent()) ?? '';
  expect(key).toMatch(/^lealup_sk_test_[0-9A-Za-z]{39}$/);
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(key);
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByText(key)).toHaveCount(0);
  await look(page, 'api-keys');

  const headers = { Authorization: `Bearer ${key}` };
  expect((await request.get('/v1/users/me', { headers })).status()).toBe(200);
  await page.getByRole('link', { name: 'Developer' }).click();
  await page.getByRole('button', { name: 'Run: Create a customer' }).click();
  const { email_domain: domain } = await answered<{ email_domain: string }>(page);
  await page.getByRole('button', { name: 'Run: Log two events' }).click();
  await expect(page.getByText('"accepted": 2')).toBeVisible();

  await page.getByRole('button', { name: 'Search (Ctrl K)' }).click();
  await page.getByRole('textbox', { name: 'Search customers' }).fill(domain);
  await page.getByRole('option', { name: domain }).click();
  await expect(page.getByRole('heading', { name: 'Acme Corp (test)' })).toBeVisible();
  await expect(page.getByText('report_exported')).toBeVisible();
  await expect(page.getByText('dashboard_viewed')).toBeVisible();
  await expect(page.getByRole('img', { name: 'Score 52, Neutral' })).toBeVisible();
  await expect(page.getByText(/^First score 52 \(neutral\): /).first()).toBeVisible();
  await expect(page.getByRole('img', { name: '2 events in 30 days' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Beside others' }).getByRole('img', { name: /^Score: 52; / })).toBeVisible();
  await look(page, 'customer');
  await page.getByRole('button', { name: 'Dark or light' }).click();
  await look(page, 'customer-dark');
  await page.getByRole('button', { name: 'Dark or light' }).click();
  await page.getByRole('link', { name: 'Customers', exact: true }).click();
  await expect(page.getByRole('link', { name: 'Acme Corp (test)' }).first()).toBeVisible();
  await look(page, 'customers');
  await page.getByRole('link', { name: 'Home' }).click();
  await expect(page.getByRole('region', { name: 'Book of business' })).toBeVisible();
  await look(page, 'home');

  await page.getByRole('link', { name: 'API Keys' }).click();
  await page.getByRole('button', { name: 'Revoke quickstart' }).first().click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect.poll(async () => (await request.get('/v1/users/me', { headers })).status()).toBe(401);
  expect(refused).toEqual([]);
});

test('a session that is over returns to the same page after signing in', async ({ page, context }) => {
  await page.goto('/app/admin/api-keys');
  await signIn(page);
  await expect(page.getByRole('heading', { name: 'API Keys' })).toBeVisible();

  await context.clearCookies();
  await page.getByRole('link', { name: 'Customers', exact: true }).click();
  await signIn(page);

  await expect(page).toHaveURL(/\/app\/customers$/);
  await expect(page.getByRole('heading', { name: 'Customers' })).toBeVisible();
});

test('the search opens by keyboard', async ({ page }) => {
  await page.goto('/app');
  await signIn(page);
  await expect(page.getByRole('heading', { name: 'Home' })).toBeVisible();

  await page.keyboard.press('Control+k');
  await page.keyboard.type('acme');
  await expect(page.getByRole('option').first()).toBeVisible();
  await look(page, 'search');
  await page.keyboard.press('Enter');

  await expect(page).toHaveURL(/\/app\/customers\/[0-9A-Z]{26}$/);
});

test('the guide by keyboard', QUICK, async ({ page, request }) => {
  const press = (...keys: string[]) => keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve());
  const open = async (name: string) => { await tabTo(page, page.getByRole('link', { name, exact: true })); await press('Enter'); };
  await page.goto('/app');
  await expect(page.getByLabel('E-mail')).toBeFocused();
  await page.keyboard.type(email);
  await tabTo(page, page.locator('input[type=password]'));
  await page.keyboard.type(process.env.LEALUP_PASSWORD ?? '');
  await press('Enter');
  await expect(page.getByRole('heading', { name: 'Home' })).toBeVisible();

  await open('API Keys');
  await tabTo(page, page.getByRole('button', { name: 'New key' }));
  await press('Enter');
  await tabTo(page, page.getByLabel('Name'));
  await page.keyboard.type('by keyboard');
  for (const scope of ['customers:write', 'customers:read', 'events:write', 'health:read']) {
    await tabTo(page, page.getByLabel(scope));
    await press('Space');
  }
  await tabTo(page, page.getByRole('combobox', { name: 'Expires' }));
  await press('Enter');
  await expect(page.getByRole('option', { name: '7 days' })).toBeVisible();
  while (await page.getByRole('option', { name: '7 days' }).getAttribute('data-combobox-selected') === null) await press('ArrowDown');
  await press('Enter');
  await tabTo(page, page.getByRole('button', { name: 'Create key' }));
  await press('Enter');
  const key = (await page.getByTestId('secret').textContent()) ?? '';
  await tabTo(page, page.getByRole('button', { name: 'Copy' }));
  await press('Enter');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(key);
  await tabTo(page, page.getByRole('button', { name: 'Done' }));
  await press('Enter');

  const headers = { Authorization: `Bearer ${key}` };
  await open('Developer');
  await tabTo(page, page.getByRole('button', { name: 'Run: Create a customer' }));
  await press('Enter');
  const { email_domain: domain } = await answered<{ email_domain: string }>(page);
  await tabTo(page, page.getByRole('button', { name: 'Run: Log two events' }));
  await press('Enter');
  await expect(page.getByText('"accepted": 2')).toBeVisible();
  await press('Control+k');
  await page.keyboard.type(domain);
  await expect(page.getByRole('option', { name: domain })).toBeVisible();
  await press('Enter');
  await expect(page.getByRole('heading', { name: 'Acme Corp (test)' })).toBeVisible();
  await expect(page.getByText('report_exported')).toBeVisible();
  await expect(page.getByText('dashboard_viewed')).toBeVisible();
  await expect(page.getByRole('img', { name: 'Score 52, Neutral' })).toBeVisible();

  await open('API Keys');
  await tabTo(page, page.getByRole('button', { name: 'Revoke by keyboard' }).first());
  await press('Enter');
  await tabTo(page, page.getByRole('dialog').getByRole('button', { name: 'Revoke' }));
  await press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect.poll(async () => (await request.get('/v1/users/me', { headers })).status()).toBe(401);
});
