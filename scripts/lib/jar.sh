# Builds the jar. To be sourced after java.sh; the caller is in the root of the repository.

readonly JAR=target/inlet.jar

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
  if is_fresh; then
    return
  fi
  step "Build $JAR (the first time this downloads the libraries)"
  find_maven
  trap 'rm -f "$JAR"' EXIT
  mvn -B -Dmaven.test.skip=true -Dspotless.check.skip=true package 2>&1 | progress
  trap - EXIT
}
