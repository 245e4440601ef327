#!/bin/sh
# Chromium and a Chinese font for the browser tests, from the system's packages; does nothing where both are there.
set -eu
have_font() { fc-list ":lang=zh-cn" 2>/dev/null | grep -q .; }
have_browser() { command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null; }
if have_browser && have_font; then exit 0; fi
as_root=""
[ "$(id -u)" -eq 0 ] || as_root="sudo"
if command -v apt-get >/dev/null; then
  $as_root apt-get update -qq
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium fonts-noto-cjk fontconfig >/dev/null
elif command -v dnf >/dev/null; then
  $as_root dnf install -y -q chromium google-noto-sans-cjk-fonts fontconfig
else
  echo "请用系统的包管理器安装 Chromium 和中文字体（例如 Noto Sans CJK），再运行 make test。" >&2
  exit 3
fi
