"""How a demo course is written down: texts and questions in English and Hindi."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    title: str
    title_hi: str
    minutes: int
    body: str
    body_hi: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A question: `options` are (English, Hindi, is right). The reason names the source."""

    stem: str
    stem_hi: str
    options: tuple[tuple[str, str, bool], ...]
    reason: str
    reason_hi: str

    def kind(self) -> str:
        if self.options == TRUE_IS_RIGHT or self.options == FALSE_IS_RIGHT:
            return "true_false"
        return "multiple" if sum(right for _text, _hindi, right in self.options) > 1 else "single"


TRUE_IS_RIGHT = (("True", "सही", True), ("False", "गलत", False))
FALSE_IS_RIGHT = (("True", "सही", False), ("False", "गलत", True))


@dataclass(frozen=True, slots=True)
class DemoCourse:
    """`competencies`: (code of a sub-theme, level)."""

    code: str
    title: str
    title_hi: str
    summary: str
    summary_hi: str
    outcomes: tuple[str, ...]
    outcomes_hi: tuple[str, ...]
    competencies: tuple[tuple[str, int], ...]
    modules: tuple[tuple[str, str, tuple[Text, ...]], ...]
    quiz: tuple[Asked, ...]
