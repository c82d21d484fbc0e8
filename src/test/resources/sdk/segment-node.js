// Sends one of each call for every line of its input, by @segment/analytics-node.
const { Analytics } = require('@segment/analytics-node')
const [host, writeKey] = process.argv.slice(2)

const analytics = new Analytics({ writeKey, host, flushInterval: 200, maxRetries: 100 })
analytics.on('error', (error) => console.log('error', error.code))

function send(n) {
  const userId = `u-${n}`
  analytics.track({ userId, event: 'Bought', properties: { n, price: 14.99 } })
  analytics.identify({ userId, anonymousId: `a-${n}`, traits: { plan: 'pro' } })
  analytics.alias({ userId, previousId: `old-${n}` })
  analytics.page({ userId, name: 'Home', properties: { url: '/x', n } })
  analytics.group({ userId, groupId: `g-${n}`, traits: { name: 'Initech' } })
  for (let i = 0; i < 10; i++) analytics.track({ userId, event: `Batched ${i}`, properties: { n } })
}

require('readline')
  .createInterface({ input: process.stdin })
  .on('line', send)
  .on('close', () => analytics.closeAndFlush({ timeout: 60000 }).then(() => process.exit(0)))
