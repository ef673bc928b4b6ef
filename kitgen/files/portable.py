"""Names that files may have on Linux, macOS and Windows alike: the one rule for all of them."""

from unicodedata import category, normalize

LONGEST = 255  # bytes of a name, on all common file systems
_ROOM = 200  # of them, where an ending and a number may follow
LONGEST_TEXT = 40  # characters, of up to four bytes, of a text that is one of several in a name
_IN_WORDS = {"L", "M", "N"}  # the categories of letters, of marks on letters, of digits
_REFUSED = frozenset('<>:"/\\|?*')
# What Windows takes for devices, whatever follows a dot.
_DEVICES = frozenset(
    (
        *("con", "prn", "aux", "nul", "conin$", "conout$"),
        *(f"{port}{number}" for port in ("com", "lpt") for number in "123456789¹²³"),
    )
)


def name_fault(name: str) -> str | None:
    """Return what keeps a text from naming a file on every system; None where nothing does."""
    refused = sorted(_REFUSED.intersection(name))
    faults = {
        "it is empty": not name,
        f"it has {' and '.join(map(repr, refused))}": refused,
        "it has a character that cannot be printed": not name.isprintable(),
        "it begins with a blank or a dot": name.startswith((" ", ".")),
        "it ends with a blank or a dot": name.endswith((" ", ".")),
        "Windows takes it for a device": _is_device(name),
        f"it is longer than {LONGEST} bytes": len(name.encode(errors="replace")) > LONGEST,
    }
    return next((fault for fault, is_so in faults.items() if is_so), None)


def in_file_names(text: str) -> str:
    """Return a text as file names have it: letters and digits, joined by hyphens; may be empty."""
    return hyphenated(text)[:LONGEST_TEXT].rstrip("-")


def hyphenated(text: str) -> str:
    """Return the letters and digits of a text of any length, joined by hyphens."""
    name = normalize("NFC", text.lower())
    words = "".join(letter if category(letter)[0] in _IN_WORDS else " " for letter in name)
    return "-".join(words.split())


def allowed(name: str) -> str:
    """Return a name without faults made of one that is at most too long, or like a device's."""
    short = name.encode()[:_ROOM].decode(errors="ignore").rstrip(" .")
    stem, dot, rest = short.partition(".")
    return f"{stem}-{dot}{rest}" if _is_device(short) else short


def alike(name: str) -> str:
    """Return what is the same for names that some file system takes for one."""
    return normalize("NFC", normalize("NFD", name).upper().casefold())


def _is_device(name: str) -> bool:
    return name.partition(".")[0].rstrip().casefold() in _DEVICES
