#!/bin/sh
# Runs the probe beside this file with the Java beside this file, and with nothing from anywhere else.
case $0 in
    /*) here=${0%/*} ;;
    */*) here=./${0%/*} ;;
    *) here=. ;;
esac
unset JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS _JAVA_OPTIONS CLASSPATH LD_LIBRARY_PATH
if [ ! -x "$here/runtime/bin/java" ] || [ ! -r "$here/java.options" ] || [ ! -r "$here/patchproof-probe.jar" ]; then
    echo "Unpack the whole archive into a folder first, then start patchproof.sh in that folder." >&2
    exit 70
fi
exec "$here/runtime/bin/java" "@$here/java.options" -jar "$here/patchproof-probe.jar" "$@"
