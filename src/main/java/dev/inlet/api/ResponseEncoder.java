package dev.inlet.api;

import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseEncoder;

/** Netty's encoder, which leaves the body out when it answers HEAD. */
final class ResponseEncoder extends HttpResponseEncoder {
  private boolean headOnly;

  /** Whether the next answer is one to HEAD. */
  void headOnly(boolean only) {
    headOnly = only;
  }

  @Override
  protected boolean isContentAlwaysEmpty(HttpResponse response) {
    return headOnly || super.isContentAlwaysEmpty(response);
  }
}
