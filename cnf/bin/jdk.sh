# Finds a JDK. Sourced by the other scripts; POSIX sh.

# java_major DIR: prints the major version of the Java in DIR, or nothing.
java_major() {
    [ -x "$1/bin/java" ] || return 0
    if [ -r "$1/release" ]; then
        while IFS='=' read -r java_key java_value; do
            if [ "$java_key" = JAVA_VERSION ]; then
                java_value=${java_value#\"}
                echo "${java_value%%[!0-9]*}"
                return 0
            fi
        done <"$1/release"
    fi
    "$1/bin/java" -version 2>&1 | sed -n '1s/.*version "\([0-9]*\).*/\1/p'
}

# java_on_path: prints the folder of the java that PATH leads to, or nothing.
java_on_path() {
    java_link=$(command -v java) || return 0
    while [ -L "$java_link" ]; do
        java_target=$(readlink "$java_link")
        case $java_target in
            /*) java_link=$java_target ;;
            *) java_link=${java_link%/*}/$java_target ;;
        esac
    done
    (cd "${java_link%/*}/.." 2>/dev/null && pwd -P)
}

# find_jdk MAJOR TOOL: sets JAVA_HOME to the first JDK of at least this version that has bin/TOOL.
# Order: JAVA_HOME, PATH, the usual folders. Says what is missing and returns 1 when there is none.
find_jdk() {
    jdk_seen=
    for jdk_dir in "${JAVA_HOME:-}" "$(java_on_path)" \
        /usr/lib/jvm/* /usr/lib64/jvm/* /usr/local/lib/jvm/* /usr/java/* /opt/* /opt/java/* /opt/jdk/* \
        "${HOME:-/}"/.sdkman/candidates/java/* "${HOME:-/}"/.jdks/* "${HOME:-/}"/.gradle/jdks/* \
        "${HOME:-/}"/.asdf/installs/java/* "${HOME:-/}"/.local/share/mise/installs/java/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home \
        "${HOME:-/}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
        /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
        /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
        if [ -z "$jdk_dir" ] || [ ! -x "$jdk_dir/bin/java" ]; then
            continue
        fi
        jdk_major=$(java_major "$jdk_dir")
        if [ "${jdk_major:-0}" -ge "$1" ] && [ -x "$jdk_dir/bin/$2" ]; then
            JAVA_HOME=$jdk_dir
            export JAVA_HOME
            return 0
        fi
        case $jdk_seen in
            *" $jdk_dir"*) ;;
            *) jdk_seen="$jdk_seen
    Java ${jdk_major:-?} in $jdk_dir" ;;
        esac
    done
    {
        echo "portcls: JDK $1 or newer (with bin/$2) is needed and was not found."
        echo "  Looked at: JAVA_HOME=${JAVA_HOME:-(not set)}, PATH, /usr/lib/jvm, /opt, ~/.sdkman, ~/.jdks, ..."
        echo "  Found:${jdk_seen:- no Java at all}"
        echo "  What to do: install one (Debian, Ubuntu: openjdk-$1-jdk or temurin-$1-jdk; macOS: brew install openjdk;"
        echo "  anywhere: sdk install java), or set JAVA_HOME to the folder of one."
    } >&2
    return 1
}
