"""Starts Roundtable: a command if one is named, else the window."""

from __future__ import annotations

import sys


def main() -> int:
    """The exit code of the command or the window."""
    from roundtable import cli

    return cli.main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
