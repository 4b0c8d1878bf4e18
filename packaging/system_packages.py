"""What the operating system must bring: named when it is missing, installed when that is allowed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from roundtable import system_libraries

Say = Callable[[str], None]


def may_install() -> bool:
    """Whether packages may be installed unasked: root on Debian or Ubuntu, as on a fresh build machine."""
    return (
        sys.platform == "linux"
        and os.geteuid() == 0
        and shutil.which("apt-get") is not None
        and system_libraries.family(system_libraries.read_os_release()) == "debian"
    )


def complete_qt_libraries(qt_folder: Path | None, say: Say) -> list[str]:
    """Check Qt's shared libraries for the display that is there; install missing ones if allowed.

    Returns the lines to show when some are still missing; empty when the window can open.
    """
    plugin, missing = system_libraries.usable_plugin(os.environ, qt_folder)
    packages = system_libraries.debian_packages(missing)
    if packages and may_install():
        say(f"Qt needs {', '.join(missing)}; installing {' '.join(packages)}")
        apt_install(packages)
        missing = system_libraries.missing_libraries(plugin, qt_folder)
    if not missing:
        return []
    return [
        f"Qt's {plugin} display cannot start; these system libraries are missing: {', '.join(missing)}",
        system_libraries.install_line(missing, system_libraries.read_os_release()),
    ]


def install_venv_support(say: Say) -> bool:
    """Install the part of Python that Debian ships apart (`python3-venv`), if allowed; whether it was."""
    if not may_install():
        return False
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    say(f"Installing {package}")
    return apt_install([package])


def apt_install(packages: list[str]) -> bool:
    """Install Debian packages without questions, refreshing the package lists only when that is needed."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "-y", "-q", "--no-install-recommends", *packages]
    for command in (install, ["apt-get", "update", "-q"], install):
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=environment,
            check=False,
        )
        if command is install and done.returncode == 0:
            return True
    return False
