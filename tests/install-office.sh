#!/bin/sh
# LibreOffice's spreadsheet program from the system's packages; does nothing where it is there.
set -eu
if command -v soffice >/dev/null || command -v libreoffice >/dev/null; then exit 0; fi
as_root=""
[ "$(id -u)" -eq 0 ] || as_root="sudo"
if command -v apt-get >/dev/null; then
  $as_root apt-get update -qq
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq libreoffice-calc-nogui >/dev/null
elif command -v dnf >/dev/null; then
  $as_root dnf install -y -q libreoffice-calc
else
  echo "请用系统的包管理器安装 LibreOffice，再运行 make test-office。" >&2
  exit 3
fi
