"""Drawing a paper from a pool, and marking one answer. Pure: the seed decides, so a paper can be drawn again."""

from courses.questions.rules.drawing import draw
from courses.questions.rules.feedback import reasons
from courses.questions.rules.marking import is_answered, mark, score
from courses.questions.rules.responses import NotAnAnswer, Said, is_complete, kept
from courses.questions.rules.shapes import PoolQuestion
from courses.questions.rules.solving import solve

__all__ = [
    "NotAnAnswer",
    "PoolQuestion",
    "Said",
    "draw",
    "is_answered",
    "is_complete",
    "kept",
    "mark",
    "reasons",
    "score",
    "solve",
]
