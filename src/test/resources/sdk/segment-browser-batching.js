const deliveryStrategy = { strategy: 'batching', config: { size: 10, timeout: 500 } }
const analytics = AnalyticsNext.AnalyticsBrowser.load(
  { writeKey: 'KEY', cdnURL: 'HOST' },
  { integrations: { 'Segment.io': { deliveryStrategy } } },
)
