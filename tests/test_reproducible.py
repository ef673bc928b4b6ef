"""From the same kit the same bytes, in every format, whatever the machine and its user are like."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from kitgen.kit.kit import write_kit
from kitgen.render.fonts import font_files
from tests.conftest import kit_of
from tests.extent import extent
from tests.reading import need_pango

pytestmark = pytest.mark.promise("bytes")
ROOT = Path(__file__).parent.parent
FORMATS = ("--format", "pdf", "--format", "docx", "--format", "html")
# Code, a formula, signs that text fonts lack, and some that fonts of emoji have as well.
SIGNS = """

```python
total = sum(x for x in range(10) if x != 3)  # → 42
```

| a | b |
|---|---|
| 1 | $\\frac{p}{q} \\le \\sqrt{2}$ |

Naïve Łódź, Ελλάς, Москва: “fi ffl” → ≥ ∑ √ ✓ ★ ☎ © ™ ↔ ▶ ▪ ☺ ♥ № ½ İı ﬁ
"""
# A machine where a library of WeasyPrint, which it can do without, is not installed.
WITHOUT_SUBSET = """
import cffi

load = cffi.FFI.dlopen


def load_others(self, name, *flags):
    if "harfbuzz-subset" in name:
        raise OSError(name)
    return load(self, name, *flags)


cffi.FFI.dlopen = load_others
from weasyprint.text.ffi import harfbuzz_subset

assert harfbuzz_subset is None
"""
ANOTHER_DAY = """
import time

now = time.time
time.time = lambda: now() + 1e8
time.localtime()
"""
ONE_CORE = """
import os

if hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
os.cpu_count = lambda: 1
"""
RENDER = "import sys; from kitgen.cli import main; main(sys.argv[1:])"
NO_FONTS = "<cachedir prefix='xdg'>fontconfig</cachedir>"
# What a user's own settings may ask of every font.
FONT_RULES = """
<match target="pattern"><edit name="family" mode="prepend" binding="strong">
<string>Impostor</string></edit></match>
<match target="pattern"><edit name="weight" mode="assign"><int>210</int></edit></match>
<match target="font"><edit name="embolden" mode="assign"><bool>true</bool></edit>
<edit name="hintstyle" mode="assign"><const>hintfull</const></edit>
<edit name="fontfeatures" mode="append"><string>smcp on</string><string>kern off</string></edit>
<edit name="matrix" mode="assign"><times><name>matrix</name><matrix><double>1</double>
<double>0.3</double><double>0</double><double>1</double></matrix></times></edit></match>
"""


@pytest.fixture(scope="module")
def kit(bank, tmp_path_factory):
    """A kit of a question with a figure, code, a formula, and signs of several fonts."""
    question = next(q for q in bank.questions if "![" in q.answer)
    question = question.model_copy(update={"prompt": question.prompt + SIGNS.rstrip()})
    path = tmp_path_factory.mktemp("kit") / "a-kit.yaml"
    path.write_bytes(write_kit(kit_of(bank, (question,))))
    return path


def rendered(kit, folder, code="", options=(), python=(), jobs=1, **more):
    """Render the kit by a process of its own; return the files and what it said."""
    command = [sys.executable, *python, "-c", code + RENDER, *options, "render", str(kit)]
    editions = ("--edition", "interviewer", "--edition", "candidate", "--candidate", "Łucja ſt.")
    command += [*editions, *FORMATS, "--jobs", str(jobs), "--output", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", **more)
    assert done.returncode == 0, done.stderr
    where = Path(more.get("cwd", ".")) / folder
    files = {p.relative_to(where).as_posix(): p.read_bytes() for p in where.rglob("*.*")}
    assert len(files) == 6
    return files, done.stderr


@pytest.fixture(scope="module")
def made(kit, tmp_path_factory):
    need_pango()
    return rendered(kit, tmp_path_factory.mktemp("made") / "out", options=["--no-cache"])


def require_same(made, files):
    assert [name for name in made[0] if made[0][name] != files[0].get(name)] == []
    assert files[1] == made[1]


def another_user(folder, kit):
    """Another home, umask, place and path of the kit, and files that nobody else may read."""
    home = folder / "Zoë's home"
    (home / "tmp").mkdir(parents=True)
    names = {"HOME": home, "TMPDIR": home / "tmp", "XDG_CACHE_HOME": home, "USER": "zoë"}
    variables = {name: str(value) for name, value in names.items()}
    shutil.copy(kit, home / "my kit.yaml")
    more = {"cwd": home, "env": {**os.environ, **variables, "PYTHONPATH": str(ROOT)}, "umask": 0o77}
    return {"kit": "my kit.yaml", "folder": "øut put", **more}


def another_country(folder, kit):
    """Where I has a small ı, numbers have commas, and it is tomorrow."""
    if shutil.which("localedef"):
        command = ["localedef", "-i", "tr_TR", "-f", "UTF-8", folder / "tr_TR.UTF-8"]
        subprocess.run(command, check=False, capture_output=True)
    names = {"LC_ALL": "tr_TR.UTF-8", "LOCPATH": str(folder), "TZ": "Pacific/Kiritimati"}
    languages = {"PANGO_LANGUAGE": "ja:tr", "FC_LANG": "ja", "LANGUAGE": "tr"}
    return {"env": {**os.environ, **names, **languages}, "code": ANOTHER_DAY}


def no_country(folder, kit):
    """Nothing but what a program needs to start."""
    names = {"LC_ALL": "C", "TZ": "UTC+11"}
    return {"env": {**names, "PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}}


def another_python(folder, kit):
    """Other orders of sets, and no assertions and docstrings."""
    names = {"PYTHONHASHSEED": "2", "SOURCE_DATE_EPOCH": "1700000000"}
    return {"env": {**os.environ, **names}, "python": ["-OO"]}


def one_core(folder, kit):
    return {"code": ONE_CORE}


def two_processes(folder, kit):
    return {"jobs": 2}


def without_subset(folder, kit):
    return {"code": WITHOUT_SUBSET}


def with_cache(folder, kit):
    """What an earlier run kept, of one edition."""
    names = {**os.environ, "XDG_CACHE_HOME": str(folder), "HOME": str(folder)}
    rendered(kit, folder / "before", env=names)
    return {"env": names, "options": []}


def configured(folder, rules):
    path = folder / "fonts.conf"
    path.write_text(f"<?xml version='1.0'?><fontconfig><dir>{folder}</dir>{rules}</fontconfig>")
    return {"env": {**os.environ, "FONTCONFIG_FILE": str(path), "XDG_CACHE_HOME": str(folder)}}


def impostors(folder, theme, *families):
    """Install a wide font under other names; one of its files for each weight and style."""
    (source,) = {f.path for f in font_files(theme) if "Code" in f.family and f.style == "normal"}
    for number, family in enumerate(families):
        font = TTFont(source)
        for name_id in (1, 4, 6, 16):
            font["name"].setName(family, name_id, 3, 1, 0x409)
        font.save(folder / f"{number}.ttf")


def no_fonts(folder, kit):
    return configured(folder, "")


def fonts_of_the_same_names(folder, kit):
    from kitgen.theme import load_theme

    theme = load_theme()
    names = {file.family for file in font_files(theme)}
    impostors(folder, theme, *sorted(names), "Noto Color Emoji", "emoji", "sans-serif", "monospace")
    return configured(folder, "")


def rules_for_fonts(folder, kit):
    from kitgen.theme import load_theme

    impostors(folder, load_theme(), "Impostor")
    return configured(folder, FONT_RULES)


def damaged_font_settings(folder, kit):
    made = configured(folder, "")
    (folder / "fonts.conf").write_text("<fontconfig><nonsense>")
    return made


USUAL = (
    *(another_user, another_country, another_python, two_processes),
    *(without_subset, with_cache, fonts_of_the_same_names),
)
OTHERS = (no_country, one_core, no_fonts, rules_for_fonts, damaged_font_settings)
ENVIRONMENTS = extent(USUAL, (*USUAL, *OTHERS))


@pytest.mark.slow
@pytest.mark.parametrize("environment", ENVIRONMENTS, ids=lambda made: made.__name__)
def test_the_same_kit_gives_the_same_bytes_in(environment, kit, made, tmp_path):
    given = {"kit": kit, "folder": tmp_path / "out", "options": ["--no-cache"]}
    given |= environment(tmp_path, kit)
    require_same(made, rendered(**given))
