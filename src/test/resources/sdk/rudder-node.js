// Sends one of each call for every line of its input, by @rudderstack/rudder-sdk-node.
const RudderAnalytics = require('@rudderstack/rudder-sdk-node')
const [dataPlaneUrl, writeKey] = process.argv.slice(2)

const analytics = new RudderAnalytics(writeKey, {
  dataPlaneUrl,
  flushInterval: 200,
  axiosRetryConfig: { retries: 100, retryDelay: () => 500 },
  errorHandler: (error) => console.log('error', error.message),
})

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
  .on('close', () => analytics.flush().then(() => process.exit(0), () => process.exit(1)))
