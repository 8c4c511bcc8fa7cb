#!/bin/sh
# SPDX-License-Identifier: MIT
# tests/shots.sh - the pictures of the README, from the real program (make shots).
#
# Each is a screen of the rehearsal at 80 x 24, written as tui/shots/NAME.svg.
set -eu
cd "$(dirname "$0")/.."
build=${BUILD:-build}
case $build in
/*) HOIDONG=$build/hoidong ;;
*) HOIDONG=$PWD/$build/hoidong ;;
esac
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
export HOIDONG HOME="$home" XDG_DATA_HOME="$home/data" XDG_STATE_HOME="$home/state"
unset XDG_CONFIG_HOME LANGUAGE COLUMNS LINES
mkdir -p tui/shots

# shot NAME STEP... -- ARGUMENT...
shot() {
    name=$1
    shift
    "$build/tests/kit/vt2svg" 24 80 "tui/shots/$name.svg" "$@"
}

shot results until:'F10 chốt' -- hoidong demo --dir "$home/demo"
shot result until:'F10 chốt' keys:'Down Down Down Down Down Enter' until:'F9 sản phẩm tiếp' gone:'Cộng 11' -- \
    hoidong demo --dir "$home/demo2"
