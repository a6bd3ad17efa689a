#!/bin/sh
# Makes libvendored.a, in the place of somebody who delivers such an archive without its source.
#
#     sh prebuilt/build.sh FOLDER INCLUDE
#
# FOLDER is where the archive goes, INCLUDE is the folder of Python.h. CC and AR name other tools than cc and ar.
set -eu

here=$(dirname "$0")
mkdir -p "$1"
# -fPIC, because the executable may be a position-independent one.
"${CC:-cc}" -std=c99 -O2 -fPIC -Wall -Wextra -I"$2" -c "$here/vendored.c" -o "$1/vendored.o"
rm -f "$1/libvendored.a"
"${AR:-ar}" rcs "$1/libvendored.a" "$1/vendored.o"
