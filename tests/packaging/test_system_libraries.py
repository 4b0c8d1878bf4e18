"""Qt's missing system libraries are named exactly, with the one line that installs them."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from roundtable import system_libraries as libraries

DEBIAN = 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nID=debian\n'
UBUNTU = 'NAME="Ubuntu"\nID=ubuntu\nID_LIKE=debian\n'
MINT = 'ID=linuxmint\nID_LIKE="ubuntu debian"\n'
FEDORA = 'NAME="Fedora Linux"\nID=fedora\n'
ROCKY = 'ID="rocky"\nID_LIKE="rhel centos fedora"\n'
TUMBLEWEED = 'ID="opensuse-tumbleweed"\nID_LIKE="opensuse suse"\n'
ARCH = "ID=arch\n"

# What ldd says on a machine where Qt itself would blame xcb-cursor, which is there.
LDD = """\
/x/PySide6/Qt/plugins/platforms/libqxcb.so:
\tlinux-vdso.so.1 (0x00007ffd4f5f2000)
\tlibxcb-cursor.so.0 => /lib/x86_64-linux-gnu/libxcb-cursor.so.0 (0x00007f6f0e5d6000)
\tlibxcb-icccm.so.4 => not found
\tlibxcb-keysyms.so.1 => not found
/x/PySide6/QtGui.abi3.so:
\tlibxcb-icccm.so.4 => not found
\tlibEGL.so.1 => not found
"""
MISSING = ["libEGL.so.1", "libxcb-icccm.so.4", "libxcb-keysyms.so.1"]


def test_the_loader_is_believed_and_not_qt() -> None:
    assert libraries.parse_ldd(LDD) == MISSING


def test_a_linux_that_is_too_old_is_recognised() -> None:
    found = libraries.parse_ldd(
        "/x/libqxcb.so: /lib/libc.so.6: version `GLIBC_2.34' not found (required by /x)\n"
    )
    assert found == ["GLIBC_2.34"]
    assert "Debian 12" in libraries.install_line(found, DEBIAN)


RPMS = "'libEGL.so.1()(64bit)' 'libxcb-icccm.so.4()(64bit)' 'libxcb-keysyms.so.1()(64bit)'"
DEBS = "libegl1 libxcb-icccm4 libxcb-keysyms1"
ELSEWHERE = "Install the packages of your distribution that hold: " + ", ".join(MISSING)


@pytest.mark.parametrize(
    ("os_release", "line"),
    [
        (DEBIAN, f"sudo apt install {DEBS}"),
        (UBUNTU, f"sudo apt install {DEBS}"),
        (MINT, f"sudo apt install {DEBS}"),
        (FEDORA, f"sudo dnf install {RPMS}"),
        (ROCKY, f"sudo dnf install {RPMS}"),
        (TUMBLEWEED, f"sudo zypper install {RPMS}"),
        (ARCH, ELSEWHERE),
        ("", ELSEWHERE),
    ],
)
def test_the_line_fits_the_distribution(os_release: str, line: str) -> None:
    assert libraries.install_line(MISSING, os_release) == line


def test_an_object_nobody_foresaw_is_named_rather_than_left_out() -> None:
    assert "libnew.so.7" in libraries.install_line(["libEGL.so.1", "libnew.so.7"], DEBIAN)
    assert libraries.debian_packages(["libEGL.so.1", "libnew.so.7"]) == ["libegl1"]


@pytest.mark.parametrize(
    ("environment", "system", "plugins"),
    [
        ({}, "linux", ("offscreen",)),
        ({"DISPLAY": ":0"}, "linux", ("xcb",)),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", ("wayland",)),
        ({"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, "linux", ("wayland", "xcb")),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen:configfile=screens.json"}, "linux", ("offscreen",)),
        ({"QT_QPA_PLATFORM": "wayland-egl;xcb"}, "linux", ("wayland", "xcb")),
        ({}, "win32", ("windows",)),
        ({}, "darwin", ("cocoa",)),
    ],
)
def test_the_plugins_that_may_draw(
    environment: dict[str, str], system: str, plugins: tuple[str, ...]
) -> None:
    assert libraries.platform_plugins(environment, system) == plugins


@pytest.mark.skipif(sys.platform != "linux", reason="the loader is asked on Linux alone")
def test_a_display_that_lacks_libraries_gives_way_to_one_that_does_not(tmp_path: Path) -> None:
    folder = libraries.qt_folder()
    assert folder is not None
    plugins = tmp_path / "PySide6" / "Qt" / "plugins" / "platforms"
    plugins.mkdir(parents=True)
    # A plugin away from Qt's own libraries lacks them; one that is not there lacks nothing.
    shutil.copy(folder / "Qt" / "plugins" / "platforms" / "libqoffscreen.so", plugins / "libqwayland.so")
    both = {"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}
    assert libraries.usable_plugin(both, tmp_path / "PySide6") == ("xcb", [])
    plugin, missing = libraries.usable_plugin({"WAYLAND_DISPLAY": "wayland-0"}, tmp_path / "PySide6")
    assert plugin == "wayland"
    assert "libQt6Core.so.6" in missing


@pytest.mark.skipif(sys.platform != "linux", reason="the loader is asked on Linux alone")
def test_nothing_is_missing_where_the_tests_run() -> None:
    assert libraries.missing_libraries("offscreen") == []


@pytest.mark.skipif(sys.platform != "linux", reason="the loader is asked on Linux alone")
def test_a_library_that_is_really_missing_is_found(tmp_path: Path) -> None:
    """A copy of Qt's plugin away from Qt's own libraries: the loader does not find them."""
    folder = libraries.qt_folder()
    assert folder is not None
    plugins = tmp_path / "PySide6" / "Qt" / "plugins" / "platforms"
    plugins.mkdir(parents=True)
    shutil.copy(folder / "Qt" / "plugins" / "platforms" / "libqoffscreen.so", plugins)
    found = libraries.missing_libraries("offscreen", libraries.qt_folder(tmp_path))
    assert "libQt6Gui.so.6" in found
    assert "libQt6Core.so.6" in found


def test_without_pyside_there_is_nothing_to_ask(tmp_path: Path) -> None:
    assert libraries.qt_folder(tmp_path) is None
    assert libraries.missing_libraries("xcb", tmp_path) == []
    assert libraries.missing_libraries("../../etc/passwd") == []


@pytest.mark.skipif(sys.platform != "linux", reason="the loader is asked on Linux alone")
@pytest.mark.parametrize("plugin", ["offscreen", "xcb", "wayland"])
def test_every_system_library_of_qt_has_a_package(plugin: str) -> None:
    """Whatever Qt's plugin asks of the system is in the table, but for glibc's own parts."""
    folder = libraries.qt_folder()
    assert folder is not None
    path = folder / "Qt" / "plugins" / "platforms" / f"libq{plugin}.so"
    header = subprocess.run(["ldd", str(path)], capture_output=True, text=True, check=True).stdout
    asked = {line.split()[0] for line in header.splitlines() if "=>" in line and str(folder) not in line}
    direct = {
        name for name in asked if name.startswith(("libxcb", "libX11", "libEGL", "libwayland", "libfont"))
    }
    unknown = direct - set(libraries.DEBIAN_PACKAGES)
    assert direct
    assert not unknown
