"""--watch: a change makes the packs again, whatever way it was saved, and faults do not end it."""

import signal
import subprocess
import sys
import time

import pytest

PATIENCE = 60  # seconds


@pytest.fixture
def watching(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert run("init", ".").exit_code == 0
    command = [
        sys.executable,
        "-m",
        "kitgen",
        "generate",
        "search-engineer",
        "--round",
        "ml-depth",
        "--format",
        "html",
        "--edition",
        "candidate",
        "--output",
        "out",
        "--watch",
    ]
    errors = (tmp_path / "stderr.txt").open("w")
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=errors)
    yield tmp_path, process
    process.kill()
    process.wait()
    errors.close()


def until(condition):
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if condition():
            return
        time.sleep(0.1)
    pytest.fail("nothing happened")


@pytest.mark.slow
def test_a_change_is_rendered_a_fault_is_said_and_the_watch_goes_on(watching):
    folder, process = watching
    pack = folder / "out" / "search-engineer-1-ml-depth-candidate.html"
    said, role = folder / "stderr.txt", folder / "roles" / "search-engineer.yaml"
    until(lambda: pack.exists() and "watching" in said.read_text())
    good = role.read_text()

    role.write_text(good.replace("Senior Search Engineer", "Changed In Place"))
    until(lambda: "Changed In Place" in pack.read_text())

    role.write_text(good.replace("title: Senior", 'title: "Senior'))
    until(lambda: "not valid YAML" in said.read_text())
    assert process.poll() is None

    beside = folder / "roles" / "saving.tmp"
    beside.write_text(good.replace("Senior Search Engineer", "Saved By Rename"))
    beside.replace(role)
    until(lambda: "Saved By Rename" in pack.read_text())

    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=PATIENCE) == 0
    assert not (folder / "exposure.sqlite").exists()  # a save is no use of the questions


@pytest.mark.slow
def test_render_watches_its_kit(run, tmp_path, monkeypatch):
    """The kit lies where the packs go, and what is written there does not set it off again."""
    monkeypatch.chdir(tmp_path)
    run("plan", "ml-engineer", "--round", "coding", "--output", ".")
    kit, pack = (
        tmp_path / "ml-engineer-2-coding-kit.yaml",
        tmp_path / "ml-engineer-2-coding-candidate.html",
    )
    command = [sys.executable, "-m", "kitgen", "render", kit.name, "--format", "html", "--watch"]
    with (tmp_path / "stdout.txt").open("w") as told, (tmp_path / "stderr.txt").open("w") as said:
        process = subprocess.Popen(command, stdout=told, stderr=said)
    try:
        until(lambda: pack.exists() and "watching" in (tmp_path / "stderr.txt").read_text())
        kit.write_text(kit.read_text().replace("title: Coding", "title: Programming"))
        until(lambda: "set id: " in (tmp_path / "stderr.txt").read_text())
        new = (tmp_path / "stderr.txt").read_text().split("set id: ")[1][:9]
        kit.write_text(f"id: {new}\n" + kit.read_text().split("\n", 1)[1])
        until(lambda: "Programming" in pack.read_text())
        time.sleep(1)
        assert (tmp_path / "stdout.txt").read_text().count("candidate.html") == 2
    finally:
        process.kill()
        process.wait()
