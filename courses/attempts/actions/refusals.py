"""Why an attempt, or an answer, is refused, in words."""

from django.utils.translation import gettext_lazy as _

from core.refusals import Refusal


class AttemptRefused(Refusal):
    SENTENCES = {
        "NOT_ENROLLED": _("Enrol in the course first; then you can take the quiz."),
        "ALREADY_PASSED": _("You have passed this quiz already."),
        "NO_ATTEMPTS_LEFT": _(
            "You have used all your attempts. Write to the provider of the course if you need another."
        ),
        "COOL_DOWN": _("You can try again from %(when)s. Read the parts you missed until then."),
        "PARTS_UNREAD": _("Before you try again, finish the parts of the course that you missed: %(parts)s."),
        "ALREADY_SUBMITTED": _("This attempt was handed in. Its answers can no longer change."),
        "QUESTION_BEHIND": _("This question is behind you. Its answer stands as it was when you went on."),
        "QUESTION_AHEAD": _("This question comes later. Answer the one before you first."),
        "NO_SUCH_QUESTION": _("This question is not in your paper."),
        "NO_SUCH_OPTION": _("This answer is not among those offered."),
        "ONE_ANSWER_ONLY": _("This question takes one answer."),
        "PLACES_EXPECTED": _("This question is answered by the places of the options chosen."),
        "TEXT_EXPECTED": _("This question is answered by a text."),
        "TEXTS_EXPECTED": _("This question is answered by one text for each gap."),
        "PAIRS_EXPECTED": _("This question is answered by pairs of places."),
        "NO_SUCH_GAP": _("The text has fewer gaps than that."),
        "NO_SUCH_PAIR": _("This pair is not among those offered."),
        "ANSWER_TOO_LONG": _("An answer may be at most 500 letters long."),
        "PRACTICE": _("A practice is not handed in: check your answer to each question."),
        "NOT_A_PRACTICE": _("Answers are marked when the attempt is handed in."),
        "ANSWER_FIRST": _("Answer the question; then check it."),
    }
