import { expect, test } from '@playwright/test';
import { customer, happens, look, signIn } from './person';

test('contacts are kept and a score is set by hand', async ({ page, request }) => {
  const id = await customer(request, 'Hand Corp (test)');
  await happens(request, id, 'report_exported');
  await page.goto(`/app/customers/${id}`);
  await signIn(page);
  await page.getByRole('button', { name: 'New contact' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Bo Lind');
  await dialog.getByRole('textbox', { name: 'E-mail' }).fill('not an address');
  await dialog.getByRole('button', { name: 'Save' }).click();
  // What the API refuses stands at its field.
  await expect(dialog.getByRole('textbox', { name: 'E-mail' })).toHaveAttribute('aria-invalid', 'true');
  await look(page, 'contact-refused');
  await dialog.getByRole('textbox', { name: 'E-mail' }).fill('bo@acme.example');
  await dialog.getByRole('combobox', { name: 'Role' }).click();
  await page.getByRole('option', { name: 'Champion' }).click();
  await dialog.getByRole('button', { name: 'Save' }).click();
  const contacts = page.getByRole('region', { name: 'Contacts' });
  await expect(contacts.getByText('Bo Lind · Champion')).toBeVisible();
  await contacts.getByRole('button', { name: 'Delete Bo Lind' }).click();
  await dialog.getByRole('button', { name: 'Delete' }).click();
  await expect(contacts.getByText('No contacts')).toBeVisible();

  await expect(page.getByRole('img', { name: /^Score \d+, / })).toBeVisible();
  await page.getByRole('button', { name: 'Set score by hand' }).click();
  await dialog.getByRole('textbox', { name: 'Score' }).fill('91');
  await dialog.getByRole('button', { name: 'Set score by hand' }).click();
  await expect(dialog.getByRole('textbox', { name: 'Reason' })).toHaveAttribute('aria-invalid', 'true');
  await look(page, 'override-refused');
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('They have signed for three years');
  await dialog.getByRole('button', { name: 'Set score by hand' }).click();
  await expect(page.getByRole('img', { name: 'Score 91, Healthy' })).toBeVisible();
  // The chart marks it.
  await expect(page.getByRole('region', { name: 'Score history' }).getByText('Set by hand', { exact: true })).toBeVisible();
  await look(page, 'customer-override');
  await page.getByRole('button', { name: 'Set score by hand' }).click();
  await dialog.getByRole('button', { name: 'Take back' }).click();
  await expect(page.getByRole('img', { name: 'Score 91, Healthy' })).toHaveCount(0);
});

test('the proof of an erasure is read', async ({ page, request }) => {
  const id = await customer(request, 'Erased Corp (test)');
  await page.goto(`/app/customers/${id}`);
  await signIn(page);
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('link', { name: 'Trash' }).click();
  await page.getByRole('button', { name: 'Erase for good Erased Corp (test)' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Erase for good' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.getByRole('link', { name: 'Erasures' }).click();
  const row = page.getByRole('row').filter({ hasText: id });
  await expect(row.getByText('Completed')).toBeVisible({ timeout: 60_000 });
  await row.getByRole('button', { name: `Proof ${id}` }).click();
  await expect(page.getByRole('dialog').getByRole('rowheader', { name: 'health-service' })).toBeVisible();
  await look(page, 'erasure-proof');
});
