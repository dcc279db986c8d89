"""A quiz while it is being made: its rules, its questions, and bringing many of them from a file."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from core.audit import entries as audit
from core.audit.actor import Actor
from core.refusals import Refusal
from courses.authoring.actions.drafts import lock_draft
from courses.authoring.models import QuestionImport
from courses.formats import gift, moodle_xml, sheet
from courses.formats.asking import problem
from courses.formats.questions import MOST_BYTES, QuestionBrought
from courses.formats.refusals import Unreadable
from courses.questions import wording
from courses.questions.models import Bank, Paper, PaperQuestion, PaperSection, Question, QuestionVersion, RevealWhen
from courses.questions.queries import is_a_key
from courses.questions.sentences import QUESTION_SENTENCES

MOST_IN_POOL = 2000
MOST_READ = MOST_BYTES  # of a question file


class QuestionRefused(Refusal):
    SENTENCES = {
        **QUESTION_SENTENCES,
        "PICK_NOTHING": _("At least one question must be asked."),
        "PASS_PERCENT": _("The pass mark is a percentage between 1 and 100."),
        "REVEAL_DAY_MISSING": _("Say from which day on it may be seen."),
        "SEVERAL_SECTIONS": _("This quiz has several sections. Say in each how many questions it asks."),
        "POOL_FULL": _("A quiz holds at most %(most)s questions."),
    }


class ImportRefused(Refusal):
    SENTENCES = {
        "ENCODING": _("The file is not in UTF-8. Save it as UTF-8 text and bring it again."),
        "FILE_TOO_LARGE": _("A question file may be at most %(megabytes)s MB."),
        "TOO_MANY_QUESTIONS": _("A file may hold at most %(most)s questions. Cut it into parts."),
        "NO_QUESTIONS": _("There is no question in the file."),
        "NOT_A_WORKBOOK": _("The file is not a sound XLSX workbook. Save it from your spreadsheet program as .xlsx."),
        "OLD_OR_LOCKED_WORKBOOK": _(
            "The workbook is locked with a password, or in the old .xls format. Save it as .xlsx without a password."
        ),
        "UNPACKS_TOO_LARGE": _("The workbook is far larger inside than a list of questions can be."),
        "COLUMNS_MISSING": _("The first row must name the columns. Missing: %(columns)s."),
        "KIND_OF_FILE": _("Bring a GIFT text file (.gift, .txt), Moodle XML (.xml) or an Excel workbook (.xlsx)."),
        "NOT_MOODLE_XML": _("The file is not sound Moodle XML: a list of questions without a document type."),
        "APPLIED": _("This file was taken into the quiz already."),
        "NOTHING_TO_APPLY": _("No question of this file can be taken."),
    }  # fmt: skip


@transaction.atomic
def set_paper(*, paper: Paper, rules: Mapping[str, Any], actor: Actor, at: datetime) -> Paper:
    """`rules`: fields of Paper; and `pick`, how many questions are asked, of a quiz with one section."""
    lock_draft(paper.resource.version, actor=actor, at=at)
    said = {name: value for name, value in rules.items() if name != "pick"}
    if not 1 <= said.get("pass_percent", paper.pass_percent) <= 100:
        raise QuestionRefused("PASS_PERCENT")
    for name, value in said.items():
        setattr(paper, name, value)
    if paper.reveal_when == RevealWhen.FROM_DATE and paper.reveal_from is None:
        raise QuestionRefused("REVEAL_DAY_MISSING")
    if "pick" in rules:
        sections = list(PaperSection.objects.filter(paper=paper))
        if rules["pick"] < 1:
            raise QuestionRefused("PICK_NOTHING")
        if len(sections) > 1:
            raise QuestionRefused("SEVERAL_SECTIONS")
        PaperSection.objects.filter(paper=paper).update(pick=rules["pick"])
    paper.save(update_fields=list(said))
    audit.record(actor, "courses.paper.set", paper, at, organisation_id=paper.owner_id, **rules)
    return paper


@transaction.atomic
def add_question(*, paper: Paper, question: QuestionBrought, actor: Actor, at: datetime) -> Question:
    lock_draft(paper.resource.version, actor=actor, at=at)
    _refuse_unaskable(question)
    if PaperQuestion.objects.filter(paper=paper).count() >= MOST_IN_POOL:
        raise QuestionRefused("POOL_FULL", most=MOST_IN_POOL)
    if _key(question.stem) in stems_in(paper):
        raise QuestionRefused("ALREADY_THERE")
    (added,) = _add(paper, [question], at)
    audit.record(actor, "courses.question.added", added, at, organisation_id=paper.owner_id, paper=str(paper.uuid))
    return added


def _refuse_unaskable(question: QuestionBrought) -> None:
    if found := problem(question):
        reason, facts = found
        raise QuestionRefused(reason, **facts)


def _key(stem: str) -> str:
    return " ".join(stem.split()).casefold()


def stems_in(paper: Paper) -> set[str]:
    return {
        _key(stem)
        for stem in PaperQuestion.objects.filter(paper=paper).values_list("question_version__stem", flat=True)
    }


def _add(paper: Paper, questions: list[QuestionBrought], at: datetime) -> list[Question]:
    bank = _bank_of(paper)
    section = PaperSection.objects.filter(paper=paper).order_by("position")[0]
    last = PaperQuestion.objects.filter(paper=paper).aggregate(last=Max("position"))["last"] or 0
    added = Question.objects.bulk_create(
        Question(bank=bank, owner_id=paper.owner_id, position=last + place, category=one.category)
        for place, one in enumerate(questions, 1)
    )
    versions = QuestionVersion.objects.bulk_create(
        QuestionVersion(question=row, owner_id=paper.owner_id, **wording.columns(question))
        for row, question in zip(added, questions, strict=True)
    )
    PaperQuestion.objects.bulk_create(
        PaperQuestion(
            paper=paper, section=section, question_version=version, owner_id=paper.owner_id, position=last + place
        )
        for place, version in enumerate(versions, 1)
    )
    return added


def _bank_of(paper: Paper) -> Bank:
    """The bank of the course: that of its first question, or a new one under its title."""
    version = paper.resource.version
    used = PaperQuestion.objects.filter(paper__resource__version__offering_id=version.offering_id)
    if (entry := used.select_related("question_version__question__bank").order_by("pk").first()) is not None:
        return entry.question_version.question.bank
    return Bank.objects.create(owner_id=paper.owner_id, title=version.title)


@transaction.atomic
def reword_question(*, entry: PaperQuestion, question: QuestionBrought, actor: Actor, at: datetime) -> PaperQuestion:
    """Say a question anew. A wording that a published paper uses, or by whose key people were marked, stays as it is;
    the draft gets the next one."""
    paper = entry.paper
    lock_draft(paper.resource.version, actor=actor, at=at)
    _refuse_unaskable(question)
    old = entry.question_version
    if _key(question.stem) != _key(old.stem) and _key(question.stem) in stems_in(paper):
        raise QuestionRefused("ALREADY_THERE")
    is_used = PaperQuestion.objects.filter(question_version=old).exclude(pk=entry.pk).exists()
    if is_used or is_a_key(old):
        last = QuestionVersion.objects.filter(question=old.question).aggregate(last=Max("number"))["last"]
        entry.question_version = QuestionVersion.objects.create(
            question=old.question, owner_id=paper.owner_id, number=last + 1, **wording.columns(question)
        )
        entry.save(update_fields=["question_version"])
    else:
        for name, value in wording.columns(question).items():
            setattr(old, name, value)
        old.save()
    if old.question.category != question.category:
        Question.objects.filter(pk=old.question_id).update(category=question.category)
    audit.record(actor, "courses.question.reworded", old.question, at, organisation_id=paper.owner_id)
    return entry


@transaction.atomic
def remove_question(*, entry: PaperQuestion, actor: Actor, at: datetime) -> None:
    """Take a question out of this quiz. It stays in the bank, and in published versions."""
    lock_draft(entry.paper.resource.version, actor=actor, at=at)
    question = entry.question_version.question
    entry.delete()
    audit.record(
        actor, "courses.question.removed", question, at, organisation_id=question.owner_id, paper=str(entry.paper.uuid)
    )


@transaction.atomic
def read_file(*, paper: Paper, name: str, data: bytes, actor: Actor, at: datetime) -> QuestionImport:
    """Read a question file and keep what was found, question by question. The quiz is not changed yet."""
    lock_draft(paper.resource.version, actor=actor, at=at)
    ending = name.rpartition(".")[2].lower()
    try:
        if ending == "xlsx":
            rows = sheet.read(data)
        elif ending in {"gift", "txt"}:
            rows = gift.read(data)
        elif ending == "xml":
            rows = moodle_xml.read(data)
        else:
            raise ImportRefused("KIND_OF_FILE")
    except Unreadable as unreadable:
        raise ImportRefused(unreadable.reason, **unreadable.facts) from unreadable
    there = stems_in(paper)
    lines: dict[str, int] = {}
    kept: list[dict[str, Any]] = []
    for row in rows:
        said = {**asdict(row), "question": row.question.as_json() if row.question else None}
        if row.question is not None:
            key = _key(row.question.stem)
            if key in there:
                said |= {"question": None, "reason": "ALREADY_THERE"}
            elif key in lines:
                said |= {"question": None, "reason": "TWICE_IN_FILE", "facts": {"line": lines[key]}}
            else:
                lines[key] = row.line
        kept.append(said)
    brought = QuestionImport.objects.create(
        paper=paper, owner_id=paper.owner_id, file_name=name[:255], rows=kept, person_name=actor.name[:200], at=at
    )
    audit.record(
        actor, "courses.questions.read", brought, at, organisation_id=paper.owner_id,
        accepted=len(brought.accepted()), refused=len(brought.refused()),
    )  # fmt: skip
    return brought


@transaction.atomic
def apply_import(*, brought: QuestionImport, actor: Actor, at: datetime) -> QuestionImport:
    """Take the accepted questions of a file into the quiz: all of them or none, and once."""
    paper = brought.paper
    lock_draft(paper.resource.version, actor=actor, at=at)
    brought = QuestionImport.objects.select_for_update().get(pk=brought.pk)
    if brought.applied_at is not None:
        raise ImportRefused("APPLIED")
    there = stems_in(paper)
    questions = [QuestionBrought.from_json(row["question"]) for row in brought.accepted()]
    questions = [question for question in questions if _key(question.stem) not in there]
    if not questions:
        raise ImportRefused("NOTHING_TO_APPLY")
    if len(there) + len(questions) > MOST_IN_POOL:
        raise QuestionRefused("POOL_FULL", most=MOST_IN_POOL)
    _add(paper, questions, at)
    brought.applied_at = at
    brought.save(update_fields=["applied_at"])
    audit.record(
        actor, "courses.questions.imported", brought, at, organisation_id=paper.owner_id, questions=len(questions)
    )
    return brought


def sentence(reason: str, facts: Mapping[str, Any]) -> str:
    """The reason of a refused row for its report."""
    return str(QUESTION_SENTENCES[reason]) % dict(facts)
