import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { email, look, signIn } from './person';

test('a workspace says what its customers have', async ({ page }) => {
  await page.goto('/app/admin/custom-fields');
  await signIn(page);
  await expect(page.getByText('No fields yet')).toBeVisible();
  await look(page, 'custom-fields-empty');

  for (const [key, label, type, options] of [['tier', 'Tier', 'One of a list', 'gold\nsilver'], ['seats', 'Seats', 'Number', ''], ['signed', 'Signed on', 'Date', ''], ['partner', 'Partner', 'Yes or no', ''], ['site', 'Site', 'Link', '']] as const) {
    await page.getByRole('button', { name: 'New field' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Key' }).fill(key);
    await dialog.getByRole('textbox', { name: 'Label' }).fill(label);
    await dialog.getByRole('combobox', { name: 'Type' }).click();
    await page.getByRole('option', { name: type, exact: true }).click();
    if (options) {
      await dialog.getByRole('button', { name: 'Create field' }).click();
      // A list without options is refused, at its field.
      await expect(dialog.getByRole('textbox', { name: 'Options' })).toHaveAttribute('aria-invalid', 'true');
      await look(page, 'custom-field-refused');
      await dialog.getByRole('textbox', { name: 'Options' }).fill(options);
    }
    await dialog.getByRole('button', { name: 'Create field' }).click();
    await expect(dialog).toHaveCount(0);
  }
  await page.getByRole('button', { name: 'Edit Tier' }).click();
  await page.getByRole('textbox', { name: 'Options' }).fill('gold\nsilver\nbronze');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('gold, silver, bronze')).toBeVisible();
  await look(page, 'custom-fields');
});

test('a customer is created and edited, by two at once', async ({ page, context }) => {
  const stamp = Date.now();
  const refused: string[] = [];
  page.on('console', (message) => { if (/Content Security Policy/.test(message.text())) refused.push(message.text()); });
  await page.goto('/app/customers');
  await signIn(page);
  await page.getByRole('button', { name: 'New customer' }).click();
  const form = page.getByRole('dialog');
  await expect(form.getByRole('textbox', { name: 'Name' })).toBeFocused();
  await page.keyboard.type('Globex (test)');
  await form.getByRole('textbox', { name: 'Domain' }).fill('not a domain');
  await form.getByRole('textbox', { name: 'ARR' }).fill('125000.50');
  await form.getByRole('combobox', { name: 'Owner' }).fill(email);
  await page.keyboard.press('Escape');
  await form.getByLabel('Renewal').fill('2027-01-31');
  await form.getByRole('combobox', { name: 'Tier' }).click();
  await page.getByRole('option', { name: 'bronze' }).click();
  await form.getByRole('textbox', { name: 'Seats' }).fill('120');
  await form.getByLabel('Signed on').fill('2026-02-01');
  await form.getByRole('combobox', { name: 'Partner' }).click();
  await page.getByRole('option', { name: 'Yes' }).click();
  await form.getByRole('button', { name: 'Create customer' }).click();
  // What the API refuses stands at its field.
  await expect(form.getByRole('textbox', { name: 'Domain' })).toHaveAttribute('aria-invalid', 'true');
  await expect(form.getByRole('textbox', { name: 'Domain' })).toBeFocused();
  await look(page, 'customer-refused');
  await form.getByRole('textbox', { name: 'Domain' }).fill(`globex-${stamp}.example`);
  await form.getByRole('button', { name: 'Create customer' }).click();
  await expect(page.getByRole('heading', { name: 'Globex (test)' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Custom fields' }).getByText('bronze')).toBeVisible();
  await look(page, 'customer-new');

  // The same customer in two windows: the second one to save learns of the first.
  const other = await context.newPage();
  await other.goto(page.url());
  await other.getByRole('button', { name: 'Edit' }).click();
  await expect(other.getByRole('textbox', { name: 'Name' })).toHaveValue('Globex (test)');
  await page.getByRole('button', { name: 'Edit' }).click();
  await form.getByRole('textbox', { name: 'Name' }).fill('Globex Group (test)');
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('heading', { name: 'Globex Group (test)' })).toBeVisible();
  await other.getByRole('textbox', { name: 'ARR' }).fill('130000');
  await other.getByRole('button', { name: 'Save' }).click();
  await expect(other.getByText('Somebody else has changed this meanwhile.')).toBeVisible();
  await look(other, 'customer-stale');
  await other.getByRole('button', { name: 'Load theirs' }).click();
  await expect(other.getByRole('textbox', { name: 'Name' })).toHaveValue('Globex Group (test)');
  await expect(other.getByRole('textbox', { name: 'ARR' })).toHaveValue('130000');
  await other.getByRole('button', { name: 'Save' }).click();
  await expect(other.getByRole('heading', { name: 'Globex Group (test)' })).toBeVisible();
  await expect(other.getByText('$130,000', { exact: true })).toBeVisible();
  await other.close();
  expect(refused).toEqual([]);
});

test('a customer goes to the trash, comes back, and is erased', async ({ page }) => {
  const stamp = Date.now();
  await page.goto('/app/customers');
  await signIn(page);
  await page.getByRole('button', { name: 'New customer' }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('Soylent (test)');
  await page.getByRole('dialog').getByRole('textbox', { name: 'Domain' }).fill(`soylent-${stamp}.example`);
  await page.getByRole('dialog').getByRole('textbox', { name: 'ARR' }).fill('130000');
  await page.getByRole('button', { name: 'Create customer' }).click();
  await expect(page.getByRole('heading', { name: 'Soylent (test)' })).toBeVisible();
  await page.getByRole('button', { name: 'Delete' }).click();
  await look(page, 'customer-delete');
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(page).toHaveURL(/\/app\/customers$/);
  await expect(page.getByRole('link', { name: 'Soylent (test)' })).toHaveCount(0);
  await page.getByRole('link', { name: 'Trash' }).click();
  await expect(page.getByText('Soylent (test)')).toBeVisible();
  await look(page, 'trash');
  await page.getByRole('button', { name: 'Restore Soylent (test)' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Restore' }).click();
  await expect(page.getByRole('heading', { name: 'Soylent (test)' })).toBeVisible();

  await page.getByRole('link', { name: 'Customers', exact: true }).click();
  await look(page, 'customers-actions');
  await page.getByRole('button', { name: 'Export' }).click();
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: 'CSV' }).click()]);
  const text = readFileSync(await file.path(), 'utf8');
  expect(file.suggestedFilename()).toMatch(/\.csv$/);
  expect(text).toContain(`Soylent (test),soylent-${stamp}.example,130000`);

  await page.getByRole('link', { name: 'Soylent (test)' }).click();
  await page.getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('link', { name: 'Trash' }).click();
  await page.getByRole('button', { name: 'Erase for good Soylent (test)' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Erase for good' }).click();
  await expect(page.getByRole('button', { name: 'Restore Soylent (test)' })).toHaveCount(0);
});
