"""Drawing a paper from a pool, and marking one answer. Pure: the seed decides, so a paper can be drawn again."""

from courses.questions.rules.drawing import draw
from courses.questions.rules.feedback import reasons
from courses.questions.rules.marking import is_answered, mark, score
from courses.questions.rules.rekeying import is_as_asked, marks_alike, rekeyed, with_spare_rights
from courses.questions.rules.responses import NotAnAnswer, Said, is_complete, kept
from courses.questions.rules.shapes import PoolQuestion
from courses.questions.rules.solving import solve

__all__ = [
    "NotAnAnswer",
    "PoolQuestion",
    "Said",
    "draw",
    "is_answered",
    "is_as_asked",
    "is_complete",
    "kept",
    "mark",
    "marks_alike",
    "reasons",
    "rekeyed",
    "score",
    "solve",
    "with_spare_rights",
]
