const analytics = new rudderanalytics.RudderAnalytics()
const queueOptions = { maxRetryDelay: 1000, maxAttempts: 100 }
analytics.load('KEY', 'HOST', { configUrl: 'HOST', queueOptions })
