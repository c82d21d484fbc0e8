package dev.inlet.api;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import org.jspecify.annotations.Nullable;

/** What a well-formed head may still not say, because two servers could read it differently. */
final class HeadRules {
  private static final boolean[] HOST = host();

  private HeadRules() {}

  /** What is wrong with it, or null. */
  static @Nullable Malformed fault(HttpRequest request) {
    if (request.decoderResult().isFailure()) {
      return Malformed.badRequest(
          "framing",
          "Content-Length or Transfer-Encoding is not valid: send one of the two, once, and"
              + " a length in digits only.");
    }
    var host = hostFault(request);
    if (host != null) {
      return host;
    }
    var encoding = encodingFault(request);
    return encoding != null ? encoding : targetFault(request);
  }

  private static @Nullable Malformed hostFault(HttpRequest request) {
    var hosts = request.headers().getAll(HttpHeaderNames.HOST);
    if (hosts.size() > 1) {
      return Malformed.badRequest("host", "Send one Host header, not several.");
    }
    if (hosts.isEmpty()) {
      return request.protocolVersion().equals(HttpVersion.HTTP_1_1)
          ? Malformed.badRequest("host", "Send a Host header.")
          : null;
    }
    return isHost(hosts.get(0))
        ? null
        : Malformed.badRequest("host", "The Host header is not a name or address with a port.");
  }

  private static boolean isHost(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= HOST.length || !HOST[text.charAt(i)]) {
        return false;
      }
    }
    return true;
  }

  private static boolean[] host() {
    var table = new boolean[0x80];
    for (char c = 0; c < table.length; c++) {
      table[c] = Character.isLetterOrDigit(c);
    }
    for (char c : "-._~!$&'()*+,;=:%[]".toCharArray()) {
      table[c] = true;
    }
    return table;
  }

  private static @Nullable Malformed encodingFault(HttpRequest request) {
    var codings = request.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
    return codings.isEmpty() || (codings.size() == 1 && "chunked".equalsIgnoreCase(codings.get(0)))
        ? null
        : Malformed.badRequest(
            "transfer-encoding", "The only Transfer-Encoding that is understood is chunked.");
  }

  private static @Nullable Malformed targetFault(HttpRequest request) {
    var target = request.uri();
    var any = target.equals("*") && request.method().equals(HttpMethod.OPTIONS);
    return any || target.startsWith("/") || isAbsolute(target)
        ? null
        : Malformed.badRequest("request-target", "The request target must start with a slash.");
  }

  private static boolean isAbsolute(String target) {
    return target.regionMatches(true, 0, "http://", 0, 7)
        || target.regionMatches(true, 0, "https://", 0, 8);
  }

  /** The path of a target in origin form, without its query. */
  static String path(String target) {
    var end = target.indexOf('?');
    return end < 0 ? target : target.substring(0, end);
  }

  /** The target as a path with its query, also when it was sent with scheme and authority. */
  static String originForm(String target) {
    if (target.startsWith("/") || !isAbsolute(target)) {
      return target;
    }
    var authority = target.indexOf("//") + 2;
    for (int i = authority; i < target.length(); i++) {
      var c = target.charAt(i);
      if (c == '/') {
        return target.substring(i);
      }
      if (c == '?') {
        return "/" + target.substring(i);
      }
    }
    return "/";
  }
}
