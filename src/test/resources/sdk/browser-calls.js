// Sends one of each call, and ten events more, by the analytics of the page.
function send(n) {
  analytics.track('Bought', { n, price: 14.99 })
  analytics.identify(`u-${n}`, { plan: 'pro' })
  analytics.alias(`new-${n}`, `old-${n}`)
  analytics.page('Home', { url: '/x', n })
  analytics.group(`g-${n}`, { name: 'Initech' })
  for (let i = 0; i < 10; i++) analytics.track(`Batched ${i}`, { n })
}
