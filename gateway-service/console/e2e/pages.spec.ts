import { expect, type Page, test } from '@playwright/test';
import { accessible, customer, enter, fits, happens, look, picture, QUICK, signIn } from './person';

const NARROW = { width: 390, height: 844 };
const WIDE = { width: 1360, height: 860 };

const PAGES = [
  ['', 'Home', 'home'], ['/customers', 'Customers', 'customers'], ['/customers/trash', 'Trash', 'trash'], ['/customers/erasures', 'Erasures', 'erasures'],
  ['/customers/import', 'Import customers', 'import'], ['/health-model', 'Health model', 'health-model'], ['/admin/api-keys', 'API Keys', 'api-keys'],
  ['/admin/webhooks', 'Webhooks', 'webhooks'], ['/admin/segments', 'Segments', 'segments'], ['/admin/segments?segment=new', 'New segment', 'segment-new'],
  ['/admin/custom-fields', 'Custom fields', 'custom-fields'], ['/admin/users', 'Users and roles', 'users'], ['/admin/audit-log', 'Audit log', 'audit-log'], ['/admin/dead-letters', 'Dead letters', 'dead-letters'], ['/developer', 'Developer', 'developer'],
] as const;

/** Follows a link of the app to a page: to load all of it anew each time would take most of the time. */
async function visit(page: Page, path: string) {
  await page.evaluate((to) => {
    window.history.pushState(null, '', to);
    window.dispatchEvent(new PopStateEvent('popstate'));
  }, `/app${path}`);
}

test('axe finds nothing on any page, and each fits a telephone', QUICK, async ({ page, request }) => {
  test.slow(); // every page, twice
  const id = await customer(request, 'Pages Corp (test)');
  await happens(request, id, 'report_exported');
  await enter(page, '/app');

  for (const [path, heading, name] of [...PAGES, [`/customers/${id}`, 'Pages Corp (test)', 'customer']] as const) {
    await visit(page, path);
    await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible();
    await expect(page.getByRole('status', { name: 'Loading' })).toHaveCount(0);
    await picture(page, name);
    await accessible(page, name);
    await page.setViewportSize(NARROW);
    await fits(page, name);
    await picture(page, `${name}-narrow`);
    await page.setViewportSize(WIDE);
  }
});

test('axe finds nothing in the dark, and every page speaks Spanish', async ({ page, request }) => {
  test.slow();
  const id = await customer(request, 'Dark Corp (test)');
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  await page.goto('/app');
  await signIn(page);
  await expect(page.getByRole('heading', { name: 'Home' })).toBeVisible();
  await page.evaluate(() => localStorage.setItem('lealup-language', 'es'));
  for (const [path, , name] of [...PAGES, [`/customers/${id}`, '', 'customer']] as const) {
    await page.goto(`/app${path}`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.getByRole('status', { name: 'Cargando' })).toHaveCount(0);
    await look(page, `${name}-dark-es`);
  }
});

test('a page that is offline says so, and one that fails can be tried again', async ({ page, context }) => {
  await page.goto('/app/customers');
  await signIn(page);
  await expect(page.getByRole('heading', { name: 'Customers' })).toBeVisible();
  await context.setOffline(true);
  await expect(page.getByText('You are offline. What you see may be old.')).toBeVisible();
  await look(page, 'offline');
  await context.setOffline(false);
  await expect(page.getByText('You are offline. What you see may be old.')).toHaveCount(0);

  await page.route('**/v1/custom-fields*', (route) => route.fulfill({ status: 503, contentType: 'application/problem+json', body: '{"detail":"The part of LealUp that answers this cannot be reached right now.","code":"unavailable","request_id":"r1"}' }));
  await page.getByRole('link', { name: 'Custom fields' }).click();
  await expect(page.getByText('cannot be reached right now')).toBeVisible();
  await look(page, 'failed');
  await page.unroute('**/v1/custom-fields*');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByText('cannot be reached right now')).toHaveCount(0);
});
