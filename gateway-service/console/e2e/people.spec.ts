import { type Browser, expect, type Page, test } from '@playwright/test';
import { HASTE, look, QUICK, signIn } from './person';

const password = 'a long enough passphrase 41';

async function invite(page: Page, email: string, role: string): Promise<string> {
  await page.getByRole('button', { name: 'Invite', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'E-mail' }).fill(email);
  await dialog.getByRole('textbox', { name: 'Name' }).fill(`A ${role}`);
  await dialog.getByRole('combobox', { name: 'Role' }).click();
  await page.getByRole('option', { name: role }).click();
  await dialog.getByRole('button', { name: 'Invite' }).click();
  const link = (await page.getByTestId('secret').textContent()) ?? '';
  await page.getByRole('button', { name: 'Done' }).click();
  return link;
}

/** What the navigation offers to whoever follows this link for the first time. */
async function offered(browser: Browser, email: string, link: string): Promise<string[]> {
  const context = await browser.newContext({ locale: 'en-US' });
  const page = await context.newPage();
  await page.goto(link);
  await page.locator('input[type=password]').fill(password);
  await page.getByRole('button', { name: 'Continue' }).click();
  await signIn(page, email, password);
  const names = await links(page);
  await context.close();
  return names;
}

async function links(page: Page): Promise<string[]> {
  const all = page.getByRole('navigation').getByRole('link');
  await expect(all.filter({ hasText: 'Customers' })).toBeVisible();
  return (await all.allTextContents()).map((name) => name.trim());
}

test('each role is shown what it may do, and no more', QUICK, async ({ page, browser }) => {
  test.slow(); // five sign-ins, which are slow on purpose
  const stamp = Date.now();
  await page.goto('/app/admin/users');
  await signIn(page);
  await expect(page.getByText('(you)')).toBeVisible();
  await page.getByRole('button', { name: 'Invite', exact: true }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'E-mail' }).fill('nobody');
  await page.getByRole('dialog').getByRole('button', { name: 'Invite' }).click();
  // What the API refuses stands at its field.
  await expect(page.getByRole('dialog').getByRole('textbox', { name: 'E-mail' })).toHaveAttribute('aria-invalid', 'true');
  await look(page, 'invite');
  await page.keyboard.press('Escape');

  const shown: Record<string, string[]> = {};
  // In haste those that differ most: an admin is signed in already, and each of the others costs two slow hashes.
  for (const role of HASTE ? ['Director', 'Viewer'] : ['Admin', 'Director', 'CSM', 'Viewer']) {
    const email = `${role.toLowerCase()}-${stamp}@acme-cs.example`;
    shown[role] = await offered(browser, email, await invite(page, email, role));
  }

  const top = ['Home', 'Customers', 'Health model', 'Developer'];
  const admin = ['Segments', 'Custom fields', 'Users and roles'];
  expect(shown.Viewer).toEqual([...top, ...admin, 'API reference']);
  if (shown.CSM) expect(shown.CSM).toEqual([...top, ...admin, 'API reference']);
  expect(shown.Director).toEqual([...top, 'Webhooks', ...admin, 'Audit log', 'API reference']);
  expect(shown.Admin ?? (await links(page))).toEqual([...top, 'API Keys', 'Webhooks', ...admin, 'Audit log', 'Dead letters', 'API reference']);

  await page.reload();
  const viewer = page.getByRole('row').filter({ hasText: `viewer-${stamp}@` });
  await viewer.getByRole('button', { name: 'Edit' }).click();
  await page.getByRole('dialog').getByRole('combobox', { name: 'Role' }).click();
  await page.getByRole('option', { name: 'Director' }).click();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(viewer.getByText('Director')).toBeVisible();
  await viewer.getByRole('button', { name: 'Deactivate' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Deactivate' }).click();
  await expect(viewer.getByText('Deactivated')).toBeVisible();
  await look(page, 'users');
  await viewer.getByRole('button', { name: 'Reactivate' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Reactivate' }).click();
  await expect(viewer.getByText('Active')).toBeVisible();

  await page.getByRole('link', { name: 'Audit log' }).click();
  await page.getByLabel('Action').fill('Nonsense');
  await expect(page.getByLabel('Action')).toHaveAttribute('aria-invalid', 'true');
  await page.getByLabel('Action').fill('user.deactivated');
  await expect(page.getByRole('row').filter({ hasText: 'user.invited' })).toHaveCount(0);
  await look(page, 'audit-log');
  await page.getByRole('button', { name: 'user.deactivated' }).first().click();
  await expect(page.getByRole('dialog')).toContainText(`viewer-${stamp}@`);
  await look(page, 'audit-entry');
});
