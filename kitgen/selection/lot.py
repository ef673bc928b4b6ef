"""The lot that decides between choices that are equally good."""

from hashlib import sha256


def lot(question_id: str, round_id: str, seed: int, form: int = 0) -> int:
    """Return a number below 2**20: a hash of seed, round and question, and of nothing else."""
    lot = f"{seed}:{round_id}:{question_id}" + (f":{form}" if form else "")
    return int.from_bytes(sha256(lot.encode()).digest()[:4], "big") >> 12
