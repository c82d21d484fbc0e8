package dev.inlet.api;

/**
 * What the published contract shows of each call and answer.
 *
 * <p>A body carries no id of the client's own, because who tries one twice means two events. Its
 * time is put right by the page that shows it.
 */
final class Examples {
  static final String TRACK =
      """
      {
        "userId": "ada@example.com",
        "events": [
          {
            "eventName": "report_exported",
            "metadata": {"format": "csv", "rows": 1200},
            "timestampUTC": 1795224409123
          }
        ]
      }\
      """;

  static final String ALIAS =
      """
      {
        "newUserId": "ada@example.com",
        "originalUserId": "anonymous-8f14e45f",
        "timestampUTC": 1795224409123
      }\
      """;

  static final String PROFILE =
      """
      {
        "userId": "ada@example.com",
        "attributes": {"plan": "pro", "seats": 12},
        "timestampUTC": 1795224409123
      }\
      """;

  static final String TAKEN =
      """
      {
        "requestId": "019aa4b8-9a03-7c5e-8f14-0c5b6d1e2f3a",
        "accepted": 1,
        "rejected": []
      }\
      """;

  static final String TAKEN_IN_PART =
      """
      {
        "requestId": "019aa4b8-9a03-7c5e-8f14-0c5b6d1e2f3a",
        "accepted": 9,
        "rejected": [
          {
            "index": 3,
            "errors": [
              {
                "pointer": "/events/3/eventName",
                "code": "missing",
                "message": "This member is required. Send it."
              }
            ]
          }
        ]
      }\
      """;

  static final String MISSING =
      """
      {
        "type": "urn:inlet:problem:missing",
        "title": "Bad Request",
        "status": 400,
        "detail": "This member is required. Send it.",
        "code": "missing",
        "message": "This member is required. Send it.",
        "errors": [
          {
            "pointer": "/userId",
            "code": "missing",
            "message": "This member is required. Send it."
          }
        ]
      }\
      """;

  static final String CALL_NOT_ALLOWED =
      """
      {
        "type": "urn:inlet:problem:call-not-allowed",
        "title": "Forbidden",
        "status": 403,
        "detail": "This key is known, but may not make this call. Use a key that may, or have the \
      call allowed for this one.",
        "code": "call-not-allowed",
        "message": "This key is known, but may not make this call. Use a key that may, or have the \
      call allowed for this one.",
        "errors": [
          {
            "pointer": "",
            "code": "call-not-allowed",
            "message": "This key is known, but may not make this call. Use a key that may, or have \
      the call allowed for this one."
          }
        ]
      }\
      """;

  static final String UNKNOWN_KEY =
      """
      {
        "type": "urn:inlet:problem:unknown-key",
        "title": "Unauthorized",
        "status": 401,
        "detail": "Send a write key that this server knows, as Authorization: Basic \
      base64(key:), Authorization: Bearer key, X-Write-Key, or writeKey in the body or the \
      query.",
        "code": "unknown-key",
        "message": "Send a write key that this server knows, as Authorization: Basic \
      base64(key:), Authorization: Bearer key, X-Write-Key, or writeKey in the body or the \
      query.",
        "errors": []
      }\
      """;

  static final String TOO_SLOW =
      """
      {
        "type": "urn:inlet:problem:too-slow",
        "title": "Request Timeout",
        "status": 408,
        "detail": "The request did not arrive within 10 seconds.",
        "code": "too-slow",
        "message": "The request did not arrive within 10 seconds.",
        "errors": []
      }\
      """;

  static final String BODY_TOO_LARGE =
      """
      {
        "type": "urn:inlet:problem:body-too-large",
        "title": "Request Entity Too Large",
        "status": 413,
        "detail": "The body is larger than 1048576 bytes after decompression. Send its events \
      in several requests.",
        "code": "body-too-large",
        "message": "The body is larger than 1048576 bytes after decompression. Send its events \
      in several requests.",
        "errors": [
          {
            "pointer": "",
            "code": "body-too-large",
            "message": "The body is larger than 1048576 bytes after decompression. Send its \
      events in several requests."
          }
        ]
      }\
      """;

  static final String CONTENT_TYPE =
      """
      {
        "type": "urn:inlet:problem:content-type",
        "title": "Unsupported Media Type",
        "status": 415,
        "detail": "Send the header Content-Type: application/json (or text/plain, as beacons \
      do), once.",
        "code": "content-type",
        "message": "Send the header Content-Type: application/json (or text/plain, as beacons \
      do), once.",
        "errors": [
          {
            "pointer": "",
            "code": "content-type",
            "message": "Send the header Content-Type: application/json (or text/plain, as \
      beacons do), once."
          }
        ]
      }\
      """;

  static final String TOO_FAST =
      """
      {
        "type": "urn:inlet:problem:too-fast",
        "title": "Too Many Requests",
        "status": 429,
        "detail": "This key sends more events a second than it may. Send again after the time \
      of Retry-After.",
        "code": "too-fast",
        "message": "This key sends more events a second than it may. Send again after the time \
      of Retry-After.",
        "errors": []
      }\
      """;

  static final String FULL =
      """
      {
        "type": "urn:inlet:problem:full",
        "title": "Service Unavailable",
        "status": 503,
        "detail": "There is no room for more events now; none of this request is stored. Send \
      it again.",
        "code": "full",
        "message": "There is no room for more events now; none of this request is stored. Send \
      it again.",
        "errors": []
      }\
      """;

  private Examples() {}
}
