package dev.inlet.bench;

/**
 * What a server did in one round.
 *
 * @param requests that it answered 200
 * @param seconds in which they were sent
 * @param cpuSeconds that it used for them, to the end of all that they have it do
 * @param compilerSeconds of these, those that went into compiling its code
 */
record Run(long requests, double seconds, double cpuSeconds, double compilerSeconds) {
  double perCpuSecond() {
    return requests / cpuSeconds;
  }

  double perSecond() {
    return requests / seconds;
  }

  double compilerShare() {
    return compilerSeconds / cpuSeconds;
  }
}
