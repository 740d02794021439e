// Verifies deliveries as a partner's receiver would: one a line, each by every secret that is said to hold for it.
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { Webhook, WebhookVerificationError } from 'standardwebhooks';

const verifies = (secret, body, headers) => {
  try {
    new Webhook(secret).verify(body, headers);
    return true;
  } catch (e) {
    if (e instanceof WebhookVerificationError) return false;
    throw e;
  }
};

let verified = 0;
let refused = 0;
let forged = 0;
for await (const line of createInterface({ input: createReadStream(process.argv[2]) })) {
  const { headers, body, secrets } = JSON.parse(line);
  for (const secret of secrets) {
    if (verifies(secret, body, headers)) verified++;
    else refused++;
    if (verifies(secret, body.replace('"type"', '"typo"'), headers)) forged++;
  }
}
console.log(JSON.stringify({ verified, refused, forged }));
