"""The words of the domain that have a fixed set of values, free of any heavy import."""

from typing import Literal, get_args

Kind = Literal["concept", "coding", "design", "behavioral", "situational", "project", "discussion"]
Status = Literal["draft", "reviewed", "retired"]
EditionName = Literal["interviewer", "candidate", "scorecard", "loop"]
CalibrationName = Literal["calibration", "calibration-key"]
Format = Literal["pdf", "docx", "html"]
Paper = Literal["a4", "letter"]
Layout = Literal["normal", "compact", "roomy"]
ThemeName = Literal["plain", "corporate", "large-print"]
FileKind = Literal["question", "sample", "role", "theme", "kit", "vocabulary", "workspace"]

KINDS: tuple[Kind, ...] = get_args(Kind)
STATUSES: tuple[Status, ...] = get_args(Status)
EDITION_NAMES: tuple[EditionName, ...] = get_args(EditionName)
CALIBRATION_NAMES: tuple[CalibrationName, ...] = get_args(CalibrationName)
CATALOGUE_NAME = "catalogue"
FORMATS: tuple[Format, ...] = get_args(Format)
PAPERS: tuple[Paper, ...] = get_args(Paper)
LAYOUTS: tuple[Layout, ...] = get_args(Layout)
THEMES: tuple[ThemeName, ...] = get_args(ThemeName)
PLAIN: ThemeName = "plain"  # the templates as they are
FILE_KINDS: tuple[FileKind, ...] = get_args(FileKind)
# What forms have alike where they are equivalent: minutes and difficulty of a round, and how many
# questions of a kind, with evidence of a competency, or mainly of it.
Likeness = Literal["minutes", "difficulty", "kind", "competency", "main"]
