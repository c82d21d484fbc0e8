# Builds the jar. To be sourced after java.sh; the caller is in the root of the repository.

readonly JAR=target/inlet.jar CACHE=target/inlet.aot

is_fresh() {
  [[ -f $JAR ]] &&
    [[ -z $(find src/main openapi openapi.properties pom.xml -newer "$JAR" -print -quit) ]]
}

# Maven's steps as they begin, its errors, and how many files it has fetched so far.
progress() {
  awk '
    /Downloaded from/          { if (++files % 50 == 0) { print "    " files " files"; fflush() } }
    /^\[INFO\] --- /           { split($3, goal, ":"); sub(/maven-|-maven/, "", goal[1])
                                 sub(/-plugin/, "", goal[1]); print "    " goal[1]; fflush() }
    /^(\[INFO|\[WARN|WARNING:|Download|Progress)/ { next }
    !/^(.\[0m)?$/              { print; fflush() }
  '
}

# Builds it when a source is newer. A build that is broken off leaves no jar that looks finished.
build() {
  if ! is_fresh; then
    step "Build $JAR (the first time this downloads the libraries)"
    find_maven
    trap 'rm -f "$JAR"' EXIT
    mvn -B -Dmaven.test.skip=true -Dspotless.check.skip=true package 2>&1 | progress
    trap - EXIT
  fi
  note
}

# Takes the notes, when there are none of this jar.
note() {
  if takes_notes && [[ ! $CACHE -nt $JAR ]]; then
    step "Rehearse, so that starts take a third of the time"
    rehearse
  fi
}

# Has a JVM take notes of how the jar starts and serves.
rehearse() {
  rm -f "$CACHE"
  jvm_options
  (
    unset "${!INLET_@}"
    "$JAVA_HOME/bin/java" "${JVM_OPTIONS[@]}" -XX:AOTCacheOutput="$CACHE" -jar "$JAR" rehearse
  ) > "$CACHE.log" 2>&1 || echo "It failed, see $CACHE.log: starts take longer." >&2
}

# Sets JVM_OPTIONS to what this JDK is told when it runs the jar.
#
# The serial collector takes the least memory and the least of a core; what one request leaves behind is
# gone by the next collection.
jvm_options() {
  JVM_OPTIONS=(-XX:+UseSerialGC)
  if takes_notes; then
    JVM_OPTIONS+=(-XX:+UseCompactObjectHeaders)
  fi
}

# Sets JVM_OPTIONS to these, to what a command needs besides, and to the notes. Without any, or with those of
# another jar or JDK, a start only takes longer, and nothing is said of it.
#
# Where memory is out, others may wait for ever for the thread that found none: the process ends, and says so.
# What was acknowledged is on the disk.
#
# What requests leave behind fills the young generation, also at rest: a server has one that is as small as it
# can be without costing time, instead of a share of the machine. What the compilers leave behind is given
# back, where the system can.
#
# What works on the tables is native code; there the JVM's best compiler would take a quarter of the CPU, and
# give nothing.
run_options() {
  jvm_options
  JVM_OPTIONS+=(-XX:+ExitOnOutOfMemoryError)
  case ${1:-serve} in
    serve)
      JVM_OPTIONS+=(-Xmn22m)
      if takes_notes; then
        JVM_OPTIONS+=(-XX:TrimNativeHeapInterval=10000 '-Xlog:trimnative*=off')
      fi
      ;;
    lake) JVM_OPTIONS+=(-XX:TieredStopAtLevel=1) ;;
  esac
  if takes_notes; then
    JVM_OPTIONS+=(-XX:AOTCache="$CACHE" '-Xlog:aot*=off' '-Xlog:cds*=off')
  fi
}

# Becomes the jar, with these arguments.
run_jar() {
  run_options "$@"
  exec "$JAVA_HOME/bin/java" "${JVM_OPTIONS[@]}" -jar "$JAR" "$@"
}

# Whether this JDK can take notes of a run, for the next.
takes_notes() {
  (($(jdk_release "$JAVA_HOME") >= 25))
}
