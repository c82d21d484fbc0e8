package dev.inlet.bench;

import java.util.regex.Pattern;

/** What of a process is in memory, in MiB: now, and at most so far. */
record Memory(long now, long most) {
  private static final long KIB_IN_MIB = 1024;

  /** As {@code /proc/PID/status} says. */
  static Memory of(String status) {
    return new Memory(mib(status, "VmRSS"), mib(status, "VmHWM"));
  }

  private static long mib(String status, String name) {
    var found = Pattern.compile("^" + name + ":\\s+(\\d+) kB$", Pattern.MULTILINE).matcher(status);
    if (!found.find()) {
      throw new IllegalArgumentException("no " + name + " is said");
    }
    return Long.parseLong(found.group(1)) / KIB_IN_MIB;
  }
}
