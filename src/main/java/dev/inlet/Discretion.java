package dev.inlet;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;

/**
 * Keeps what clients send out of the logs: of what libraries say, only warnings and errors pass,
 * whatever level they are set to. Our own log messages hold no payload and no key.
 */
public final class Discretion extends Filter<ILoggingEvent> {
  private static final String OURS = "dev.inlet.";

  @Override
  public FilterReply decide(ILoggingEvent event) {
    return event.getLoggerName().startsWith(OURS) || event.getLevel().isGreaterOrEqual(Level.WARN)
        ? FilterReply.NEUTRAL
        : FilterReply.DENY;
  }
}
