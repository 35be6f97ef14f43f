#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Every C file looks as .clang-format says.
set -eu

if ! command -v clang-format >/dev/null 2>&1; then
	echo "clang-format is not installed"
	exit 77
fi
cd "${srcdir:-.}"
find include base grammar engine fields cli tests examples bench -type f \
	-name '*.[ch]' ! -name parser.c ! -name parser.h ! -name scanner.c |
	sort | xargs clang-format --dry-run --Werror
