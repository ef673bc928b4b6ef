"""Small machines in folders: a new Debian or Ubuntu with Python and make, and a clone of kitgen.

Commands run in a chroot with mounts of its own, which end with the command. The machines reach what
this one reaches: its mirror of packages (or MIRROR), its proxies and certificates.
"""

import os
import re
import shutil
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

_CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")
_SETTINGS = ("http_proxy", "https_proxy", "no_proxy", "PIP_INDEX_URL", "UV_DEFAULT_INDEX")
# A job in the background ignores SIGINT, and what it starts does too; a terminal does not.
_MOUNT = (
    'mount -t proc proc "$1/proc" && mount -t tmpfs tmpfs "$1/dev/shm" && '
    'mount -t devpts -o newinstance,ptmxmode=0666 devpts "$1/dev/pts" && '
    'exec env --default-signal=INT chroot --userspec="$2" "$1" sh -c "cd \\"$3\\" && $4" </dev/null'
)


class Unexpected(Exception):
    """A command that ended otherwise than it should, or files other than they should be."""


@dataclass(frozen=True)
class Machine:
    """A folder with an installed system, and a clone of kitgen in the home of a user."""

    name: str
    root: Path
    user: str

    @property
    def home(self) -> str:
        """The path of the user's home in the machine."""
        return "/root" if self.user == "root" else f"/home/{self.user}"

    def run(self, command: str, where: str = "kitgen", user: str = "", fails: int = 0) -> str:
        """Run it in a folder of the user's home; return what was printed.

        Raises Unexpected unless it ends with the exit code `fails`.
        """
        user = user or self.user
        start = time.monotonic()
        mount = ["unshare", "--mount", "--pid", "--fork", "--kill-child", "sh", "-c", _MOUNT, "sh"]
        folder = f"{self.home}/{where}"
        done = subprocess.run(
            [*mount, self.root, f"{user}:", folder, command],
            env=_environment(self.home),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        seconds = time.monotonic() - start
        prompt = "#" if user == "root" else "$"
        print(f"{self.name} {prompt} {command}   [{done.returncode}, {seconds:.0f} s]", flush=True)
        if done.returncode != fails:
            raise Unexpected(f"exit code {done.returncode} instead of {fails}:\n{done.stdout}")
        return done.stdout

    def files(self, folder: str) -> list[Path]:
        """Return the files below a folder in the user's home."""
        below = (self.root / f"{self.home}/{folder}".lstrip("/")).rglob("*")
        return sorted(path for path in below if path.is_file())


def _environment(home: str) -> Mapping[str, str]:
    """Return what a new login has, with this machine's way to package indexes."""
    settings = {name: os.environ[name] for name in _SETTINGS if name in os.environ}
    certificates = dict.fromkeys(("PIP_CERT", "SSL_CERT_FILE"), str(_CERTIFICATES))
    path = f"{home}/.local/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
    return {"HOME": home, "PATH": path, "LANG": "C.UTF-8", **certificates, **settings}


def install(root: Path, suite: str) -> None:
    """Make a minimal system that reaches what this machine reaches."""
    mirror = os.environ.get("MIRROR") or _mirror()
    print(f"making {suite}", flush=True)
    components = "main,universe" if "ubuntu" in mirror else "main"  # Ubuntu's pipx is in universe
    done = subprocess.run(
        [
            *("debootstrap", "--variant=minbase", f"--components={components}"),
            *("--include=python3,make,ca-certificates", suite, root, mirror),
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if done.returncode:
        raise Unexpected(done.stdout)
    proxies = re.findall(r"(?im)^acquire::\S*proxy .*;$", _printed("apt-config", "dump"))
    (root / "etc/apt/apt.conf.d/99proxy").write_text("\n".join((*proxies, "")))
    for file in ("/etc/resolv.conf", "/etc/hosts", _CERTIFICATES):
        shutil.copy(file, root / str(file).lstrip("/"))


def _mirror() -> str:
    """Return the address from which this machine gets its own packages."""
    sites = _printed("apt-get", "indextargets", "--format", "$(SITE)", "Created-By: Packages")
    found = [site for site in sites.split() if re.search("/(debian|ubuntu)/?$", site)]
    if not found:
        raise Unexpected("apt knows no mirror of Debian or Ubuntu: name one with MIRROR=")
    return found[0]


def _printed(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def machine(base: Path, user: str) -> Machine:
    """Copy an installed system, and clone kitgen for a user who is new to it."""
    root = base.with_name(f"{base.name}-{user}")
    subprocess.run(["rm", "-rf", "--one-file-system", root], check=True)
    subprocess.run(["cp", "-a", base, root], check=True)
    made = Machine(f"{base.name}, {user}", root, user)
    if user != "root":
        subprocess.run(["chroot", root, "useradd", "--create-home", user], check=True)
    clone = root / f"{made.home}/kitgen".lstrip("/")
    subprocess.run(["git", "clone", "--quiet", "--no-hardlinks", ".", clone], check=True)
    subprocess.run(["chroot", root, "chown", "-R", f"{user}:", f"{made.home}/kitgen"], check=True)
    return made
