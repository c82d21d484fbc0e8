"""Sends one of each call for every line of its input, by rudder-sdk-python."""
import sys

import rudderstack.analytics as analytics

analytics.dataPlaneUrl, analytics.write_key = sys.argv[1:]
analytics.max_retries = 100
analytics.on_error = lambda error, items: print("error", type(error).__name__, flush=True)

for line in sys.stdin:
    n = line.strip()
    user_id = f"u-{n}"
    analytics.track(user_id, "Bought", {"n": n, "price": 14.99})
    analytics.identify(user_id, {"plan": "pro"}, anonymous_id=f"a-{n}")
    analytics.alias(f"old-{n}", user_id)
    analytics.page(user_id, name="Home", properties={"url": "/x", "n": n})
    analytics.group(user_id, f"g-{n}", {"name": "Initech"})
    for i in range(10):
        analytics.track(user_id, f"Batched {i}", {"n": n})

analytics.flush()
analytics.shutdown()
