# Reads the XML reports of Surefire and Failsafe, and prints the tests that failed, those that were
# skipped with their reasons, and as the last line how many of each there were.

function attribute(name,    value) {
  if (!match($0, " " name "=\"[^\"]*\"")) {
    return ""
  }
  value = substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4)
  gsub(/&#10;|&#xa;/, " ", value)
  gsub(/&lt;/, "<", value)
  gsub(/&gt;/, ">", value)
  gsub(/&quot;/, "\"", value)
  gsub(/&apos;/, "'", value)
  gsub(/&amp;/, "\\&", value)
  return value
}

# Text that a test printed or failed with is not markup.
text {
  text = !/\]\]>/
  next
}

# A reason can stand in the text, behind the class of the exception, and not in an attribute.
/^ *<skipped/ {
  said = match($0, /TestAbortedException: .*/) ? substr($0, RSTART) : ""
  sub(/\]\]>.*/, "", said)
  sub(/^TestAbortedException: /, "", said)
}

/<!\[CDATA\[/ {
  text = !/\]\]>/
  sub(/<!\[CDATA\[.*/, "")
}

/^ *<testcase / {
  tests++
  verdict = ""
  test = attribute("classname")
  if (attribute("name") != "") {
    test = test "." attribute("name")
  }
}

/^ *<(failure|error)[ >]/ && verdict == "" {
  verdict = "failed"
  failures[failed++] = test
}

/^ *<skipped/ && verdict == "" {
  verdict = "skipped"
  reason = attribute("message")
  if (reason == "") {
    reason = said
  }
  sub(/^Assumption failed: /, "", reason)
  skips[skipped++] = test ": " (reason == "" ? "no reason given" : reason)
}

END {
  for (i = 0; i < failed; i++) {
    print "FAILED  " failures[i]
  }
  for (i = 0; i < skipped; i++) {
    print "skipped " skips[i]
  }
  printf "%d passed, %d failed, %d skipped\n", tests - failed - skipped, failed, skipped
}
