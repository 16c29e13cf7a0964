"""Asks the web process beside it whether it is fit, as the proxy would."""

import sys
import urllib.error
import urllib.request


def main() -> int:
    request = urllib.request.Request("http://127.0.0.1:8000/health/", headers={"X-Forwarded-Proto": "https"})
    try:
        with urllib.request.urlopen(request, timeout=5) as answer:
            return 0 if answer.status == 200 else 1
    except (urllib.error.URLError, OSError):
        return 1


if __name__ == "__main__":
    sys.exit(main())
