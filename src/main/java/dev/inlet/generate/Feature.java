package dev.inlet.generate;

import java.util.Locale;

/**
 * What can be done with the app, and what it does to those who do it.
 *
 * <p>Who is of a feature's share uses it on the first day and in half of all later visits; nobody
 * else ever does. Coming back in a later week is {@link #effect()} times as likely for them, and
 * depends on nothing else that differs between people. So the ratio of the two rates, which {@code
 * aggregated.retention_drivers} calls lift, is the effect.
 */
public enum Feature {
  TEAMMATE_INVITED(0.15, 2.0),
  REPORT_CREATED(0.35, 1.5),
  IMPORT_FAILED(0.20, 0.6),
  THEME_CHANGED(0.30, 1.0);

  /**
   * Nobody is born with it: anyone does it in a quarter of all visits, so those who stay longer do
   * it more often; and it has no effect.
   */
  static final String PLACEBO = "help_opened";

  static final double PLACEBO_SHARE = 0.25;

  private final double share;
  private final double effect;

  Feature(double share, double effect) {
    this.share = share;
    this.effect = effect;
  }

  /** How many of the people use it. */
  public double share() {
    return share;
  }

  /** How many times as likely it makes a return. */
  public double effect() {
    return effect;
  }

  public String eventName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
