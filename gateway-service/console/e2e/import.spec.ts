import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { look, signIn } from './person';

test('a file of another system becomes customers', async ({ page }) => {
  const stamp = Date.now();
  const refused: string[] = [];
  page.on('console', (message) => { if (/Content Security Policy/.test(message.text())) refused.push(message.text()); });
  const rows = [['Café Uno', `uno-${stamp}.example`, '1000', 'red'], ['Dos', 'no domain', '2000', 'blue'], ['Tres', `tres-${stamp}.example`, '=3', 'green'], ['Cuatro', `cuatro-${stamp}.example`, '4000', 'white']];
  const text = `Kunde;Domain;ARR;Colour\r\n${rows.map((row) => row.join(';')).join('\r\n')}\r\n`;
  await page.goto('/app/customers');
  await signIn(page);
  await page.getByRole('link', { name: 'Import' }).click();
  await expect(page.getByText('Nothing has been imported yet')).toBeVisible();
  await look(page, 'import-file');
  await page.locator('input[type=file]').setInputFiles({ name: 'empty.csv', mimeType: 'text/csv', buffer: Buffer.from('') });
  await expect(page.getByText('This file has no header')).toBeVisible();
  // As spreadsheets of Western Europe write it.
  await page.locator('input[type=file]').setInputFiles({ name: 'crm.csv', mimeType: 'text/csv', buffer: Buffer.from(text, 'latin1') });
  await expect(page.getByText('CSV in latin-1, 4 columns')).toBeVisible();
  await expect(page.getByText('Café Uno')).toBeVisible();
  await look(page, 'import-glance');
  await page.getByRole('button', { name: 'Continue' }).click();

  await expect(page.getByRole('heading', { name: 'Columns' })).toBeFocused();
  await expect(page.getByRole('combobox', { name: 'What Domain becomes' })).toHaveValue('Domain');
  await expect(page.getByRole('combobox', { name: 'What Kunde becomes' })).toHaveValue('Nothing: pass it over');
  await page.getByRole('combobox', { name: 'What Kunde becomes' }).click();
  await page.getByRole('option', { name: 'Domain', exact: true }).click();
  await expect(page.getByText('Another column is that already')).toBeVisible();
  await page.getByRole('combobox', { name: 'What Kunde becomes' }).click();
  await page.getByRole('option', { name: 'Name', exact: true }).click();
  await page.getByRole('combobox', { name: 'What Colour becomes' }).click();
  await page.getByRole('option', { name: 'Colour (not defined)' }).click();
  await look(page, 'import-columns');
  await page.getByRole('button', { name: 'Continue' }).click();
  await look(page, 'import-rules');
  await page.getByRole('button', { name: 'Import', exact: true }).click();

  await expect(page.getByText('Completed')).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText('4 of 4 rows')).toBeVisible();
  await expect(page.getByRole('row').filter({ hasText: 'is not a valid DNS name' })).toContainText('email_domain');
  await look(page, 'import-result');
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Download the errors' }).click()]);
  expect(readFileSync(await file.path(), 'utf8').split('\r\n').length).toBeGreaterThan(2);

  await page.getByRole('link', { name: 'To the customers' }).click();
  await page.getByRole('link', { name: 'Café Uno' }).click();
  await expect(page.getByRole('region', { name: 'Custom fields' }).getByText('red')).toBeVisible();
  await page.goto('/app/customers/import');
  await expect(page.getByRole('row').filter({ hasText: 'Completed' })).toBeVisible();
  await look(page, 'imports');

  // The same file again, to change what is there.
  const lines = `{"name":"Café Uno","email_domain":"uno-${stamp}.example","arr":5000}\n`;
  await page.locator('input[type=file]').setInputFiles({ name: 'crm.ndjson', mimeType: 'application/x-ndjson', buffer: Buffer.from(lines) });
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('combobox', { name: 'Which customers are written' }).click();
  await page.getByRole('option', { name: 'Those that are there only' }).click();
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page.getByText('1 of 1 rows')).toBeVisible({ timeout: 30_000 });
  await page.getByRole('link', { name: 'To the customers' }).click();
  await expect(page.getByRole('row').filter({ hasText: 'Café Uno' })).toContainText('$5,000');
  expect(refused).toEqual([]);
});
