# Finds what Inlet is built and run with. To be sourced; the caller is in the root of the repository.

readonly JAVA_LEAST=21
readonly UNUSABLE=2

# The folders that JDKs are installed below, on Linux and macOS.
readonly JDK_FOLDERS=(
  /usr/lib/jvm/*
  /usr/java/*
  /opt/*
  /opt/java/*
  /Library/Java/JavaVirtualMachines/*/Contents/Home
  /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home
  /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home
  "$HOME"/.sdkman/candidates/java/*
  "$HOME"/.jdks/*
)

step() {
  printf '==> %s\n' "$*"
}

# Says why it can't go on, in one sentence, and ends.
unusable() {
  printf '%s: %s\n' "scripts/$(basename "$0")" "$*" >&2
  exit "$UNUSABLE"
}

# The feature release of the JDK in this folder; 0 when there is none.
jdk_release() {
  local version=''
  if [[ -x $1/bin/java && -x $1/bin/javac ]]; then
    if [[ -r $1/release ]]; then
      version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")
    else
      version=$("$1/bin/java" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p')
    fi
  fi
  printf '%s' "${version:-0}"
}

# The folder that the java of the PATH is really in; empty when there is none.
jdk_on_path() {
  local java link
  java=$(command -v java) || return 0
  while link=$(readlink "$java"); do
    case $link in
      /*) java=$link ;;
      *) java=$(dirname "$java")/$link ;;
    esac
  done
  (cd "$(dirname "$java")/.." && pwd -P)
}

# Sets JAVA_HOME to JAVA_HOME, else to the JDK of the PATH, else to the newest that is installed;
# the first of them that is new enough.
find_jdk() {
  local newest='' newest_release=0 folder release
  for folder in "${JAVA_HOME:-}" "$(jdk_on_path)"; do
    if (($(jdk_release "$folder") >= JAVA_LEAST)); then
      export JAVA_HOME=$folder
      return
    fi
  done
  for folder in "${JDK_FOLDERS[@]}"; do
    release=$(jdk_release "$folder")
    if ((release > newest_release)); then
      newest=$folder newest_release=$release
    fi
  done
  if ((newest_release < JAVA_LEAST)); then
    unusable "there is no JDK $JAVA_LEAST or newer here: install one (Temurin 25 from" \
      "https://adoptium.net, 'apt install openjdk-21-jdk' or 'brew install openjdk')," \
      "and set JAVA_HOME if it is in a folder of its own."
  fi
  export JAVA_HOME=$newest
}

# Finds Maven, and keeps newer JDKs from warning of what the libraries of older Mavens do.
find_maven() {
  command -v mvn > /dev/null ||
    unusable "there is no Maven here: install it (https://maven.apache.org/install.html," \
      "'apt install maven' or 'brew install maven'), so that mvn is on the PATH."
  if (($(jdk_release "$JAVA_HOME") >= 24)); then
    export MAVEN_OPTS="--sun-misc-unsafe-memory-access=allow ${MAVEN_OPTS:-}"
  fi
}
