"""The system libraries that Qt needs on Linux: which are missing, and the one line that installs them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Final

# Qt blames libxcb-cursor0 whatever is missing, so the truth is asked from the loader (`ldd`).
# Shared object -> Debian/Ubuntu package. Fedora and openSUSE can install by the object's own name.
DEBIAN_PACKAGES: Final[Mapping[str, str]] = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libGLX.so.0": "libglx0",
    "libOpenGL.so.0": "libopengl0",
    "libGLdispatch.so.0": "libglvnd0",
    "libX11.so.6": "libx11-6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libdrm.so.2": "libdrm2",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libwayland-server.so.0": "libwayland-server0",
    "libxcb.so.1": "libxcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
    "libstdc++.so.6": "libstdc++6",
}
_NOT_FOUND: Final = re.compile(r"^\s*(\S+) => not found", re.MULTILINE)
_OLD_GLIBC: Final = re.compile(r"version `(GLIBC_[\d.]+)' not found")
_PLUGIN_NAME: Final = re.compile(r"[a-z0-9]+")


def platform_plugins(environment: Mapping[str, str], system: str = sys.platform) -> tuple[str, ...]:
    """The Qt plugins that may draw the window, in the order Qt tries them: "xcb", "wayland", "offscreen" …"""
    chosen = environment.get("QT_QPA_PLATFORM", "")
    if chosen:
        return tuple(part.split(":")[0].split("-")[0] for part in chosen.split(";"))
    if system != "linux":
        return ("windows",) if system == "win32" else ("cocoa",)
    displays = (("wayland", "WAYLAND_DISPLAY"), ("xcb", "DISPLAY"))
    return tuple(plugin for plugin, variable in displays if environment.get(variable)) or ("offscreen",)


def usable_plugin(environment: Mapping[str, str], folder: Path | None = None) -> tuple[str, list[str]]:
    """The first plugin that has all its libraries and an empty list; else the first one and what it lacks."""
    lacking = [(plugin, missing_libraries(plugin, folder)) for plugin in platform_plugins(environment)]
    return next((found for found in lacking if not found[1]), lacking[0])


def qt_folder(site_packages: Path | None = None) -> Path | None:
    """Folder of the installed PySide6, or None when it is not installed. Nothing of Qt is loaded."""
    if site_packages is not None:
        folder = site_packages / "PySide6"
        return folder if folder.is_dir() else None
    found = find_spec("PySide6")
    if found is None or not found.submodule_search_locations:
        return None
    return Path(found.submodule_search_locations[0])


def missing_libraries(plugin: str, folder: Path | None = None) -> list[str]:
    """Shared objects that Qt with this platform plugin cannot find, sorted; empty when all are there.

    `plugin` is a name from `platform_plugins`; `folder` is PySide6's (default: the installed one).
    An entry that starts with "GLIBC_" means that the Linux itself is older than Qt supports.
    Systems other than Linux bring everything with the wheel: always empty.
    """
    folder = folder or qt_folder()
    if sys.platform != "linux" or folder is None or not _PLUGIN_NAME.fullmatch(plugin):
        return []
    wanted = [
        folder / "Qt" / "plugins" / "platforms" / f"libq{plugin}.so",
        *(folder / f"Qt{part}.abi3.so" for part in ("Core", "Gui", "Widgets", "Svg")),
    ]
    present = [str(path) for path in wanted if path.exists()]
    return parse_ldd(_ldd(present)) if present else []


def parse_ldd(text: str) -> list[str]:
    """The objects (and the glibc versions) that a run of `ldd` reports as not found, sorted."""
    return sorted(set(_NOT_FOUND.findall(text)) | set(_OLD_GLIBC.findall(text)))


def read_os_release() -> str:
    """The text of the file that names the distribution; empty where there is none."""
    for path in (Path("/etc/os-release"), Path("/usr/lib/os-release")):
        if path.is_file():
            return path.read_text(encoding="utf-8", errors="replace")
    return ""


def family(os_release: str) -> str:
    """ "debian", "fedora", "suse" or "" for any other, from the text of os-release."""
    fields = dict(line.split("=", 1) for line in os_release.splitlines() if "=" in line)
    named = f"{fields.get('ID', '')} {fields.get('ID_LIKE', '')}".replace('"', "").lower().split()
    for name, ids in (
        ("debian", {"debian", "ubuntu"}),
        ("fedora", {"fedora", "rhel", "centos"}),
        ("suse", {"suse", "opensuse"}),
    ):
        if ids & set(named):
            return name
    return ""


def debian_packages(missing: list[str]) -> list[str]:
    """The Debian/Ubuntu packages that hold these objects, sorted, each once; unknown objects are left out."""
    return sorted({DEBIAN_PACKAGES[name] for name in missing if name in DEBIAN_PACKAGES})


def install_line(missing: list[str], os_release: str) -> str:
    """The line that installs these objects on this distribution, or what to look for on an unknown one."""
    if any(name.startswith("GLIBC_") for name in missing):
        return "This Linux is too old for Qt 6.11: use Debian 12, Ubuntu 22.04, Fedora 36 or newer."
    kind = family(os_release)
    unknown = [name for name in missing if name not in DEBIAN_PACKAGES]
    if kind == "debian" and not unknown:
        return "sudo apt install " + " ".join(debian_packages(missing))
    capabilities = " ".join(f"'{name}()(64bit)'" for name in missing)
    if kind == "fedora":
        return f"sudo dnf install {capabilities}"
    if kind == "suse":
        return f"sudo zypper install {capabilities}"
    return "Install the packages of your distribution that hold: " + ", ".join(missing)


def _ldd(paths: list[str]) -> str:
    # ldd prints in the user's language and exits 1 when a file is broken; its text is the answer either way.
    try:
        done = subprocess.run(
            ["ldd", *paths],
            capture_output=True,
            text=True,
            errors="replace",
            timeout=20,
            check=False,
            env={**os.environ, "LC_ALL": "C"},
        )
    except OSError:
        return ""
    return done.stdout + done.stderr
