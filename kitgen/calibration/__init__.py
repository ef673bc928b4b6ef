"""Calibration: interviewers rate sample answers apart, and compare before the first candidate."""
