"""What ten seconds of vibration, read 100 times a second, show in a spectrum, and what not."""

import numpy as np
from _look import ACCENT, GREY, INK, Axes, Figure, panels, say

RATE, SECONDS = 100, 10
TIME = np.arange(RATE * SECONDS) / RATE
RANDOM = np.random.default_rng(4)


def _recording() -> np.ndarray:
    """Two motors, a fan at 60 turns a second, a knock after 7.2 seconds, and noise."""
    motors = np.cos(2 * np.pi * 12.0 * TIME) + 0.8 * np.cos(2 * np.pi * 12.04 * TIME + 0.5)
    fan = 0.8 * np.cos(2 * np.pi * 60 * TIME + 1)
    since = np.clip(TIME - 7.2, 0, None)
    knock = np.where(TIME >= 7.2, 3 * np.exp(-since / 0.05) * np.sin(2 * np.pi * 27 * since), 0)
    return motors + fan + knock + 0.2 * RANDOM.normal(size=TIME.size)


def _amplitudes(signal: np.ndarray) -> np.ndarray:
    window = np.hanning(signal.size + 1)[:-1]
    return 2 * np.abs(np.fft.rfft(signal * window)) / window.sum()


def draw() -> Figure:
    """Left two vibrations through the same readings; then the spectrum; then short windows."""
    figure, (left, middle, right) = panels(50, (1.15, 1, 1))
    signal = _recording()
    _readings(left)
    _spectrum(middle, signal)
    _windows(right, signal)
    return figure


def _readings(axes: Axes) -> None:
    fine, coarse = np.linspace(0, 0.1, 400), np.arange(11) / RATE
    axes.plot(fine, np.cos(2 * np.pi * 60 * fine), color=GREY, linewidth=0.7)
    axes.plot(fine, np.cos(2 * np.pi * 40 * fine), color=ACCENT, linestyle="--")
    axes.plot(coarse, np.cos(2 * np.pi * 60 * coarse), "o", color=INK)
    axes.set_title("60 Hz (grey), 40 Hz (dashed)")
    axes.set(xlabel="seconds", xticks=[0, 0.05, 0.1], yticks=[-1, 0, 1], ylim=(-1.15, 1.15))


def _spectrum(axes: Axes, signal: np.ndarray) -> None:
    heights = _amplitudes(signal)
    axes.plot(np.arange(heights.size) / SECONDS, heights, color=INK, linewidth=0.8)
    say(axes, 14, heights[100:140].max(), "12.0")
    say(axes, 38, 0.95, "40.0", ha="right")
    axes.set_title("Spectrum of the ten seconds")
    axes.set(xlabel="Hz", xticks=[0, 12, 40, 50], yticks=[0, 1, 2], xlim=(0, 50), ylim=(0, 2.1))


def _windows(axes: Axes, signal: np.ndarray) -> None:
    size = RATE // 2
    starts = range(0, signal.size - size + 1, size // 2)
    heights = [_amplitudes(signal[start : start + size])[10:18].max() for start in starts]
    middles = [(start + size / 2) / RATE for start in starts]
    axes.plot(middles, heights, color=ACCENT)
    axes.set_title("20 to 34 Hz, windows of 0.5 s")
    axes.set(xlabel="seconds", xticks=[0, 5, 7.2, 10], xlim=(0, 10), ylim=(0, None))
    axes.set_xticklabels(["0", "5", "7.2", "10"])
