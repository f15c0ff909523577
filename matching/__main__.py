"""`python -m matching`: the matcher as a command, without the portal."""

from __future__ import annotations

import sys

from matching.command import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
