#!/usr/bin/env bash
# Chromium and a Chinese font for the browser tests, from the system's packages where they are missing.
# Where they cannot be installed this says so and goes on: the browser tests then fail with the same line.
set -u
missing=""
found=""
for name in "${CHROMIUM:-}" /usr/bin/chromium /usr/bin/chromium-browser /usr/bin/google-chrome /usr/bin/microsoft-edge; do
  [ -n "$name" ] && [ -x "$name" ] && found=yes
done
[ -n "$found" ] || missing="chromium"
if command -v fc-list >/dev/null 2>&1 && [ -n "$(fc-list :lang=zh 2>/dev/null | head -1)" ]; then :; else
  missing="$missing fonts-noto-cjk fontconfig"
fi
[ -n "$missing" ] || exit 0
as_root=""
[ "$(id -u)" = 0 ] || as_root="sudo -n"
if command -v apt-get >/dev/null 2>&1 \
  && $as_root apt-get update -qq >/dev/null 2>&1 \
  && DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends $missing >/dev/null 2>&1; then
  exit 0
fi
echo "Browser tests need: $missing (apt-get install $missing), or a Chromium named by the variable CHROMIUM."
exit 0
