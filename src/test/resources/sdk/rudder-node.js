// Sends one of each call for every line of its input, by @rudderstack/rudder-sdk-node.
const RudderAnalytics = require('@rudderstack/rudder-sdk-node')
const [dataPlaneUrl, writeKey] = process.argv.slice(2)

const analytics = new RudderAnalytics(writeKey, {
  dataPlaneUrl,
  flushInterval: 200,
  axiosRetryConfig: { retries: 100, retryDelay: () => 500 },
  errorHandler: (error) => console.log('error', error.message),
})

let open = 0
let ended = false

// What flush() promises does not wait for all: another one may be waiting to send them.
function endWhenSettled() {
  if (open === 0) process.exit(0)
  analytics.flush()
}

function settled() {
  open -= 1
  if (ended) endWhenSettled()
}

function call(name, message) {
  open += 1
  analytics[name](message, settled)
}

function send(n) {
  const userId = `u-${n}`
  call('track', { userId, event: 'Bought', properties: { n, price: 14.99 } })
  call('identify', { userId, anonymousId: `a-${n}`, traits: { plan: 'pro' } })
  call('alias', { userId, previousId: `old-${n}` })
  call('page', { userId, name: 'Home', properties: { url: '/x', n } })
  call('group', { userId, groupId: `g-${n}`, traits: { name: 'Initech' } })
  for (let i = 0; i < 10; i++) call('track', { userId, event: `Batched ${i}`, properties: { n } })
}

require('readline')
  .createInterface({ input: process.stdin })
  .on('line', send)
  .on('close', () => {
    ended = true
    endWhenSettled()
  })
