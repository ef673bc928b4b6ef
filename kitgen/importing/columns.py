"""Which column of a table is which field of a question."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kitgen.errors import BadRequest, require_known

# In English, German, French, Spanish and Japanese.
_NAMES: Mapping[str, str] = {
    "prompt": "question, questions, prompt, question text, interview question, q, ask, text, "
    "frage, fragen, pregunta, preguntas, 質問, 設問, 問題",
    "answer": "answer, answers, expected answer, model answer, sample answer, solution, a, "
    "antwort, antworten, musterantwort, lösung, musterlösung, réponse, réponses, "
    "réponse attendue, respuesta, respuestas, respuesta esperada, 回答, 解答, 模範解答, 答え",
    "title": "title, label, short title, name, titel, titre, título, 題名, タイトル",
    "id": "id, question id, key, slug",
    "difficulty": "difficulty, difficulty level, hardness, schwierigkeit, schwierigkeitsgrad, "
    "difficulté, dificultad, 難易度, 難度",
    "minutes": "minutes, min, mins, time, duration, time in minutes, duration in minutes, "
    "minuten, zeit, dauer, durée, temps, minutos, duración, tiempo, 時間, 所要時間, 分",
    "kind": "kind, type, question type, format, art, fragetyp, typ, tipo, 種類",
    "seniority": "seniority, level, levels, seniority level, grade, experience, stufe, "
    "niveau, nivel, レベル",
    "competencies": "competencies, competency, skill, skills, competence, kompetenz, kompetenzen, "
    "compétence, compétences, competencia, competencias",
    "tags": "tags, tag, topic, topics, keyword, keywords, subject, section, area, thema, themen, "
    "schlagwort, schlagwörter, thème, thèmes, mots clés, tema, temas, etiquetas, タグ",
    "category": "category, categories, kategorie, catégorie, categoría, カテゴリ, カテゴリー, 分類",
    "handout": "handout, code, material",
    "key_points": "key points, key point, points, expected points, must mention, kernpunkte, "
    "points clés, puntos clave",
    "follow_ups": "follow ups, follow up, followups, followup, follow up questions, "
    "follow up question, probes, probe, nachfrage, nachfragen, relance, relances, "
    "preguntas de seguimiento",
    "strong": "strong signals, strong, green flags, good signs",
    "weak": "weak signals, weak, red flags, bad signs",
    "references": "reference, references, further reading, quellen, références, referencias",
}
FIELDS = tuple(_NAMES)
_BY_NAME = {name: target for target, names in _NAMES.items() for name in names.split(", ")}


@dataclass(frozen=True, slots=True)
class Columns:
    """The names of columns that mean a field: the usual ones, and those that the user gives."""

    given: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, options: Sequence[str]) -> "Columns":
        """Read options of the form COLUMN=FIELD; raises BadRequest and UnknownName."""
        given: dict[str, str] = {}
        for option in options:
            name, sign, target = option.rpartition("=")
            if not sign or not name.strip():
                raise BadRequest(
                    f"'{option}' maps no column", 'write COLUMN=FIELD, as in "Question text=prompt"'
                )
            target = target.strip().replace("-", "_")
            require_known("field of a question", (target,), FIELDS)
            given[_simple(name)] = target
        return cls(given)

    def field_of(self, name: str) -> str | None:
        """Return the field that a column of that name is, or None."""
        simple = _simple(name)
        return self.given.get(simple) or _BY_NAME.get(simple)

    def fields(self, head: Sequence[str]) -> list[str | None]:
        """Return the field of each column; the first of two columns of one field has it."""
        found: list[str | None] = []
        # A column that the user names goes before one that only looks right.
        chosen = {self.given.get(_simple(name)) for name in head}
        for name in head:
            target = self.field_of(name)
            is_taken = target in found or (target in chosen and _simple(name) not in self.given)
            found.append(None if is_taken else target)
        return found


def _simple(name: str) -> str:
    return re.sub(r"[\W_]+", " ", name).strip().casefold()
