import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@playwright/test';
import { look, signIn } from './person';

let receiver: Server;
let url = '';
const received: string[] = [];
let answers = 200;

test.beforeAll(async () => {
  receiver = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => { body += String(part); });
    request.on('end', () => { received.push(body); response.writeHead(answers).end('noted'); });
  });
  await new Promise<void>((listening) => receiver.listen(0, '127.0.0.1', listening));
  url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hooks`;
});
test.afterAll(() => { receiver.close(); });

test('a webhook from its creation to its deletion', async ({ page }) => {
  await page.goto('/app/admin/webhooks');
  await signIn(page);
  await expect(page.getByText('No subscriptions yet')).toBeVisible();
  await look(page, 'webhooks-empty');

  await page.getByRole('button', { name: 'New subscription' }).click();
  await page.getByLabel('URL').fill('http://10.0.0.1/hooks');
  await expect(page.getByLabel('customer.created')).toBeVisible();
  await page.getByLabel('Waits between attempts').fill('1, x');
  await expect(page.getByText('Whole seconds from 1 to 86400')).toBeVisible();
  await page.getByLabel('Waits between attempts').fill('1');
  await page.getByRole('button', { name: 'Create subscription' }).click();
  // What the API refuses stands at its field.
  await expect(page.getByLabel('URL')).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByLabel('URL')).toBeFocused();
  await look(page, 'webhook-refused');
  await page.getByLabel('URL').fill(url);
  await page.getByRole('button', { name: 'Create subscription' }).click();
  await expect(page.getByTestId('secret')).toHaveText(/^whsec_/);
  await look(page, 'webhook-secret');
  const secret = await page.getByTestId('secret').textContent();
  await page.getByRole('button', { name: 'Done' }).click();
  await look(page, 'webhooks');

  await page.getByRole('link', { name: url }).click();
  await page.getByRole('button', { name: 'Send test' }).click();
  await expect.poll(() => received.length).toBe(1);
  await expect(page.getByRole('table').getByText('Succeeded')).toBeVisible();
  await expect(page.getByRole('img', { name: '1 succeeded, 0 failed, of 1 deliveries' })).toBeVisible();
  await look(page, 'webhook');

  await page.getByRole('button', { name: 'webhook.test' }).click();
  await expect(page.getByRole('region', { name: 'Attempt 1' }).getByText('webhook-signature')).toBeVisible();
  await look(page, 'webhook-delivery');
  await page.getByRole('button', { name: 'Send again' }).click();
  await expect.poll(() => received.length).toBe(2);
  expect(received[1]).toBe(received[0]);
  await expect(page.getByRole('region', { name: 'Attempt 2' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('region', { name: 'Attempt 2' })).toBeVisible();
  await page.keyboard.press('Escape');

  answers = 500;
  await page.getByRole('button', { name: 'Send test' }).click();
  await expect(page.getByRole('table').getByText('Failed')).toBeVisible();
  await page.getByRole('combobox', { name: 'Status' }).click();
  await page.getByRole('option', { name: 'Failed' }).click();
  await expect(page.getByRole('table').getByText('Succeeded')).toHaveCount(0);
  await expect(page.getByRole('table').getByText('Failed')).toHaveCount(1);

  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(page.getByText('Paused')).toBeVisible();
  await page.getByRole('button', { name: 'Resume' }).click();
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
  await page.getByRole('button', { name: 'Edit' }).click();
  await page.getByLabel('Description').fill('To the CRM');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('To the CRM')).toBeVisible();

  await page.getByRole('button', { name: 'Rotate secret' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Rotate secret' }).click();
  await expect(page.getByTestId('secret')).toHaveText(/^whsec_/);
  expect(await page.getByTestId('secret').textContent()).not.toBe(secret);
  await page.getByRole('button', { name: 'Done' }).click();

  await page.getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByText('No subscriptions yet')).toBeVisible();
});
