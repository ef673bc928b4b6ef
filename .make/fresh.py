"""Tries the README on new machines: fresh FOLDER SUITE... [--full]

Each machine is a minimal Debian or Ubuntu that debootstrap makes in FOLDER, with Python, make and
nothing else, and a clone of the last commit. MIRROR names the packages' address if it is not this
machine's. Commands run in a chroot with mounts of its own, which end with the command.
"""

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product
from pathlib import Path

_CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")
_SETTINGS = ("http_proxy", "https_proxy", "no_proxy", "PIP_INDEX_URL", "UV_DEFAULT_INDEX")
_USER = "ada"
_MOUNT = (
    'mount -t proc proc "$1/proc" && mount -t tmpfs tmpfs "$1/dev/shm" && '
    'exec chroot --userspec="$2" "$1" sh -c "cd \\"$3\\" && $4" </dev/null'
)
# A round that is made quickly.
_ROUND = "kitgen generate ml-engineer --round coding --format pdf --format docx --seed 7"


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
        """Return the files of a folder in the user's home."""
        return sorted((self.root / f"{self.home}/{folder}".lstrip("/")).iterdir())


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


def expect(fact: bool, message: str) -> None:
    """Raise Unexpected unless the fact is one."""
    if not fact:
        raise Unexpected(message)


def look_at_the_kit(machine: Machine, pdf: bool) -> None:
    """See that out/ has four rounds: a pack and a sheet of each in each format, and a kit."""
    heads = {".docx": b"PK\x03\x04", ".pdf": b"%PDF-", ".yaml": b"id: "}
    files = machine.files("kitgen/out")
    found = {suffix: sum(f.suffix == suffix for f in files) for suffix in heads}
    expect(found == {".docx": 8, ".pdf": 8 * pdf, ".yaml": 4}, f"out/ has {found}")
    for file in files:
        expect(file.read_bytes().startswith(heads[file.suffix]), f"{file} is no {file.suffix}")


def as_root(machine: Machine, full: bool) -> None:
    """Run both commands of the README; nothing is done by hand."""
    said = machine.run("make kit")
    expect("installing with apt-get: " in said, said)
    look_at_the_kit(machine, pdf=True)
    again = machine.run("make kit", fails=2)
    expect("out/ is there already" in again, again)
    machine.run("make test" if full else "make quick")


def as_ordinary_user(machine: Machine) -> None:
    """See that each failure tells what to install; once that is done, the same command works."""
    said = machine.run("make kit", fails=2)
    _install_as_told(machine, said)
    said = machine.run("make kit")
    look_at_the_kit(machine, pdf=False)
    expect("PDF needs Pango" in said, said)
    _install_as_told(machine, said)
    machine.run("rm -r out && make kit")
    look_at_the_kit(machine, pdf=True)


def _install_as_told(machine: Machine, said: str) -> None:
    told = re.search(r"^first install: .*: sudo (apt-get install .*)\)$", said, re.M)
    expect(told is not None, said)
    assert told
    machine.run(f"apt-get update -qq && {told[1]} -y -qq", user="root")


def everywhere(machine: Machine) -> None:
    """Install the command in each way that the README names, and run it in another folder."""
    machine.run("apt-get install -y -qq --no-install-recommends pipx", user="root")
    machine.run("pipx install uv && uv build --wheel && pipx run build --wheel")
    for number, (tool, what) in enumerate(product(("pipx", "uv tool"), (".", "dist/*.whl"))):
        machine.run(f"{tool} install {what}")
        machine.run(f"{_ROUND} --output round-{number}", where="")
        found = {file.suffix for file in machine.files(f"round-{number}")}
        expect(found == {".pdf", ".docx", ".yaml"}, f"round-{number} has {found}")
        machine.run(f"{tool} uninstall kitgen")


def main(folder: Path, suites: list[str], full: bool) -> None:
    """Try each release of Debian or Ubuntu as an ordinary user and as root."""
    missing = [name for name in ("debootstrap", "unshare", "git") if not shutil.which(name)]
    if os.geteuid() != 0 or missing:
        sys.exit("make fresh makes small machines: it needs root, debootstrap, unshare and git")
    folder.mkdir(parents=True, exist_ok=True)
    for suite in suites:
        base = folder / suite
        subprocess.run(["rm", "-rf", "--one-file-system", base], check=True)
        install(base, suite)
        user = machine(base, _USER)
        as_ordinary_user(user)
        everywhere(user)
        as_root(machine(base, "root"), full)


if __name__ == "__main__":
    arguments = [argument for argument in sys.argv[1:] if argument != "--full"]
    try:
        main(Path(arguments[0]).resolve(), arguments[1:], full="--full" in sys.argv)
    except Unexpected as error:
        sys.exit(f"fresh: {error}")
