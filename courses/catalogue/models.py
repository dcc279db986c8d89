"""Offerings and what a course is made of. A published version never changes; the database refuses it."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.tenancy.fences import Organisational, SharedDown, Unfenced


def begun(column: str, what: str) -> str:
    """Rows of what the scope's person has enrolled in, for fences: kept also after a transfer (docs/decisions/0018)."""
    return f"{column} = ANY((SELECT courses_begun_{what}())::bigint[])"


def part_of_a_version(column: str = "version_id", what: str = "versions") -> SharedDown:
    return SharedDown(
        owner="owner_id",
        shared_when="is_published",
        open_when="is_published AND is_national",
        also_when=f"is_published AND {begun(column, what)}",
    )


PART_OF_A_VERSION = part_of_a_version()


class OfferingKind(models.TextChoices):
    COURSE = "course", _("Course")


class Visibility(models.TextChoices):
    NATIONAL = "national", _("All of government")
    ORGANISATION = "organisation", _("Own organisation and those below it")


class OfferingState(models.TextChoices):
    LIVE = "live", _("Offered")
    RETIRED = "retired", _("Withdrawn from the catalogue")


class Offering(models.Model):
    """What can be taken. Assignments, enrolments and certificates point here; a Course is its one-to-one detail.

    Before the first publication only the owner sees it. Retired: gone from the catalogue, whoever is inside may finish.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=20, choices=OfferingKind, default=OfferingKind.COURSE)
    owner = models.ForeignKey("institutions.Organisation", on_delete=models.PROTECT, related_name="+")
    code = models.SlugField(max_length=80, unique=True)  # in URLs: /courses/<code>/
    title = models.CharField(max_length=200)
    title_hi = models.CharField(max_length=200, blank=True)
    visibility = models.CharField(max_length=20, choices=Visibility, default=Visibility.NATIONAL)
    state = models.CharField(max_length=10, choices=OfferingState, default=OfferingState.LIVE)
    published_version = models.ForeignKey("CourseVersion", null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    fence = SharedDown(
        owner="owner_id",
        shared_when="published_version_id IS NOT NULL",
        open_when="published_version_id IS NOT NULL AND visibility = 'national'",
        also_when=begun("id", "offerings"),
    )

    def __str__(self) -> str:
        return self.title

    def title_in(self, language: str) -> str:
        return (language == "hi" and self.title_hi) or self.title


class Course(models.Model):
    """The detail of an offering of kind course: which version is being worked on, if one is."""

    offering = models.OneToOneField(Offering, primary_key=True, on_delete=models.CASCADE, related_name="course")
    owner = models.ForeignKey("institutions.Organisation", on_delete=models.PROTECT, related_name="+")
    draft = models.OneToOneField("CourseVersion", null=True, on_delete=models.SET_NULL, related_name="+")

    fence = Organisational(organisation="owner_id")

    def __str__(self) -> str:
        return f"Course {self.offering_id}"


class VersionState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    IN_REVIEW = "in_review", _("In review")
    PUBLISHED = "published", _("Published")
    SUPERSEDED = "superseded", _("Replaced by a newer version")
    DISCARDED = "discarded", _("Discarded")


class CourseVersion(models.Model):
    """One state of a course. Once published it never changes, except that a newer one supersedes it.

    `is_published` and `is_national` repeat state and the offering's visibility at publication, for the fence.
    `completion_rule`: a tree, see courses/progress/rules.py; empty means every required resource.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    offering = models.ForeignKey(Offering, on_delete=models.CASCADE, related_name="versions", db_index=False)
    owner = models.ForeignKey("institutions.Organisation", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=12, choices=VersionState, default=VersionState.DRAFT)
    is_published = models.BooleanField(default=False)
    is_national = models.BooleanField(default=False)
    title = models.CharField(max_length=200)
    title_hi = models.CharField(max_length=200, blank=True)
    summary = models.TextField(blank=True)
    summary_hi = models.TextField(blank=True)
    outcomes = ArrayField(models.CharField(max_length=300), default=list, blank=True)
    outcomes_hi = ArrayField(models.CharField(max_length=300), default=list, blank=True)
    languages = ArrayField(models.CharField(max_length=10), default=list, blank=True)  # "en", "hi"
    minutes = models.PositiveIntegerField(default=0)  # the sum of its resources, fixed at publication
    completion_rule = models.JSONField(default=dict, blank=True)
    created_by = models.ForeignKey("accounts.Person", null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    submitted_by = models.ForeignKey("accounts.Person", null=True, on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey("accounts.Person", null=True, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField(null=True)

    fence = part_of_a_version("offering_id", "offerings")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["offering", "number"], name="version_number_once"),
            models.UniqueConstraint(
                fields=["offering"],
                condition=models.Q(state__in=["draft", "in_review"]),
                name="one_version_in_work",
            ),
            models.CheckConstraint(
                condition=models.Q(is_published=models.Q(state__in=["published", "superseded"])),
                name="version_published_says_so",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"

    def title_in(self, language: str) -> str:
        return (language == "hi" and self.title_hi) or self.title

    def summary_in(self, language: str) -> str:
        return (language == "hi" and self.summary_hi) or self.summary

    def outcomes_in(self, language: str) -> list[str]:
        return (self.outcomes_hi if language == "hi" else None) or self.outcomes


class VersionCompetency(models.Model):
    """Completing this version shows the competency at the level (1 to 5)."""

    version = models.ForeignKey(CourseVersion, on_delete=models.CASCADE, related_name="competencies", db_index=False)
    owner = models.ForeignKey("institutions.Organisation", on_delete=models.PROTECT, related_name="+")
    is_published = models.BooleanField(default=False)
    is_national = models.BooleanField(default=False)
    competency = models.ForeignKey("competencies.Competency", on_delete=models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField()

    fence = PART_OF_A_VERSION

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "competency"], name="version_competency_once"),
            models.CheckConstraint(condition=models.Q(level__range=(1, 5)), name="version_competency_level"),
        ]

    def __str__(self) -> str:
        return f"competency {self.competency_id} at level {self.level}"


class Module(models.Model):
    """A chapter of one version."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    version = models.ForeignKey(CourseVersion, on_delete=models.CASCADE, related_name="modules", db_index=False)
    owner = models.ForeignKey("institutions.Organisation", on_delete=models.PROTECT, related_name="+")
    is_published = models.BooleanField(default=False)
    is_national = models.BooleanField(default=False)
    position = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    title_hi = models.CharField(max_length=200, blank=True)

    fence = PART_OF_A_VERSION

    class Meta:
        constraints = [
            # Deferred, so that two modules can change places in one statement each.
            models.UniqueConstraint(
                fields=["version", "position"], name="module_position_once", deferrable=models.Deferrable.DEFERRED
            )
        ]

    def __str__(self) -> str:
        return self.title


class ResourceKind(models.TextChoices):
    TEXT = "text", _("Reading")
    VIDEO = "video", _("Video")
    AUDIO = "audio", _("Audio")
    PDF = "pdf", _("Document")
    LINK = "link", _("Link")
    QUIZ = "quiz", _("Quiz")
    PACKAGE = "package", _("Interactive package")


class StatusPolicy(models.TextChoices):
    """When a SCORM package is done. Whatever it says, it also takes its least time (courses/scorm/rules.py)."""

    STATUS = "status", _("When every part calls itself completed or passed")
    SCORE = "score", _("When every part was opened and its score is high enough")
    VISITED = "visited", _("When every part was opened")


class Resource(models.Model):
    """The smallest thing a learner does: a text, a file, a page outside, a package, or a quiz (its Paper points here).

    `length`: seconds (video, audio) or pages (pdf) of its longest rendition, the scale on which progress in it is kept;
    of a SCORM package its parts.
    `body` is sanitised HTML (text; of a link: what to do there). `url` leads outside (link), `url_hi` in Hindi.
    `file_uuid` names the archive of a package, a core file.
    `origin` is the same in every version of the course: `uuid` is this row, `origin` the part as its learners know it.
    """

    origin = models.UUIDField(default=uuid.uuid4, editable=False)
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    version = models.ForeignKey(CourseVersion, on_delete=models.CASCADE, related_name="resources", db_index=False)
    module = models.ForeignKey(Module, on_delete=models.CASCADE, related_name="resources", db_index=False)
    owner = models.ForeignKey("institutions.Organisation", on_delete=models.PROTECT, related_name="+")
    is_published = models.BooleanField(default=False)
    is_national = models.BooleanField(default=False)
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=ResourceKind)
    title = models.CharField(max_length=200)
    title_hi = models.CharField(max_length=200, blank=True)
    minutes = models.PositiveIntegerField(default=1)
    is_required = models.BooleanField(default=True)
    body = models.TextField(blank=True)
    body_hi = models.TextField(blank=True)
    file_uuid = models.UUIDField(null=True, blank=True)
    length = models.PositiveIntegerField(null=True, blank=True)
    # Of a package that says itself when it is done: courses/scorm/rules.py. The score is a percent.
    status_policy = models.CharField(max_length=10, choices=StatusPolicy, default="status", db_default="status")
    pass_score = models.PositiveSmallIntegerField(null=True, blank=True)
    url = models.URLField(max_length=2000, blank=True, default="", db_default="")
    url_hi = models.URLField(max_length=2000, blank=True, default="", db_default="")

    fence = PART_OF_A_VERSION

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["module", "position"], name="resource_position_once", deferrable=models.Deferrable.DEFERRED
            ),
            models.UniqueConstraint(fields=["version", "origin"], name="resource_origin_once_a_version"),
        ]

    def __str__(self) -> str:
        return self.title

    def title_in(self, language: str) -> str:
        return (language == "hi" and self.title_hi) or self.title

    def body_in(self, language: str) -> str:
        return (language == "hi" and self.body_hi) or self.body

    def url_in(self, language: str) -> str:
        return (language == "hi" and self.url_hi) or self.url


class Rendition(models.Model):
    """The file of a video, recording or document in one language: whichever a learner takes, it is the same resource.

    `file_uuid` names a core file. `length` is its own seconds or pages, at most its resource's (docs/decisions/0010).
    Smaller copies of a film are no renditions: they follow from the file.
    """

    version = models.ForeignKey(CourseVersion, on_delete=models.CASCADE, related_name="+")
    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="renditions", db_index=False)
    owner = models.ForeignKey("institutions.Organisation", on_delete=models.PROTECT, related_name="+")
    is_published = models.BooleanField(default=False)
    is_national = models.BooleanField(default=False)
    language = models.CharField(max_length=10)  # "en", "hi"
    file_uuid = models.UUIDField()
    content_type = models.CharField(max_length=100)
    size = models.BigIntegerField()  # bytes
    length = models.PositiveIntegerField()

    fence = PART_OF_A_VERSION

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["resource", "language"], name="rendition_once_a_language"),
            models.CheckConstraint(condition=models.Q(length__gt=0), name="rendition_has_a_length"),
        ]

    def __str__(self) -> str:
        return f"{self.language} of {self.resource_id}"


class Captions(models.Model):
    """What is said in a video or recording, in one language. `cues`: [[start, end, text], …], in milliseconds, in order."""

    version = models.ForeignKey(CourseVersion, on_delete=models.CASCADE, related_name="+")
    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="captions", db_index=False)
    owner = models.ForeignKey("institutions.Organisation", on_delete=models.PROTECT, related_name="+")
    is_published = models.BooleanField(default=False)
    is_national = models.BooleanField(default=False)
    language = models.CharField(max_length=10)  # "en", "hi"
    file_name = models.CharField(max_length=255)
    cues = models.JSONField()

    fence = PART_OF_A_VERSION

    class Meta:
        constraints = [models.UniqueConstraint(fields=["resource", "language"], name="captions_once_a_language")]

    def __str__(self) -> str:
        return f"{self.language} of {self.resource_id}"


class Chapters(models.Model):
    """Where the parts of a video or recording begin, in one language.

    `marks`: [[start, title], …], in milliseconds of the rendition in that language, in order.
    """

    version = models.ForeignKey(CourseVersion, on_delete=models.CASCADE, related_name="+")
    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="chapters", db_index=False)
    owner = models.ForeignKey("institutions.Organisation", on_delete=models.PROTECT, related_name="+")
    is_published = models.BooleanField(default=False)
    is_national = models.BooleanField(default=False)
    language = models.CharField(max_length=10)  # "en", "hi"
    marks = models.JSONField()

    fence = PART_OF_A_VERSION

    class Meta:
        constraints = [models.UniqueConstraint(fields=["resource", "language"], name="chapters_once_a_language")]

    def __str__(self) -> str:
        return f"{self.language} of {self.resource_id}"


class SearchEntry(models.Model):
    """A published offering as the catalogue lists it: everything a card shows, in one row, written by publishing.

    `titles` and `document` hold every word as written and, after a tilde, as it sounds whatever its script
    (rules/words.py). `facets` holds what it counts under, "area:domain" (rules/entries.py). `edition`: of those rules.
    """

    offering = models.OneToOneField(Offering, primary_key=True, on_delete=models.CASCADE, related_name="+")
    owner = models.ForeignKey("institutions.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False)
    uuid = models.UUIDField()
    kind = models.CharField(max_length=20, choices=OfferingKind, db_default=OfferingKind.COURSE)
    code = models.CharField(max_length=80)
    title = models.CharField(max_length=200)
    title_hi = models.CharField(max_length=200, blank=True)
    summary = models.TextField(blank=True)
    summary_hi = models.TextField(blank=True)
    provider = models.CharField(max_length=200)
    provider_hi = models.CharField(max_length=200, blank=True)
    minutes = models.PositiveIntegerField()
    languages = ArrayField(models.CharField(max_length=10), default=list)
    areas = ArrayField(models.CharField(max_length=40), default=list)  # behavioural, functional, domain
    competencies = models.JSONField(default=list)  # [{"name", "name_hi", "level", "area", "code"}]
    published_at = models.DateTimeField()
    document = SearchVectorField()
    titles = SearchVectorField(null=True)
    facets = ArrayField(models.TextField(), db_default=[])
    edition = models.PositiveSmallIntegerField(db_default=0)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title


class NationalSearchEntry(SearchEntry):
    """A nationally published offering. Unfenced, because no text index works behind a fence."""

    fence = Unfenced(because="holds only what every visitor may read: nationally published offerings")

    class Meta:
        indexes = [
            GinIndex(fields=["document"], name="national_search_words"),
            GinIndex(fields=["titles"], name="national_search_titles"),
            GinIndex(fields=["facets"], name="national_search_facets"),
            models.Index(fields=["-published_at", "offering"], name="national_newest"),  # the catalogue's order
            models.Index(fields=["minutes", "offering"], name="national_shortest"),
        ]


class OrganisationSearchEntry(SearchEntry):
    """An offering published only inside its owner's part of the tree. Reached by owner first, so it needs no index."""

    fence = SharedDown(owner="owner_id")

    class Meta:
        indexes = [models.Index(fields=["owner", "-published_at"], name="organisation_newest")]


class NationalSearchWord(models.Model):
    """A word of the national entries' titles and competencies, for whoever mistyped. `entries`: how many have it."""

    word = models.CharField(max_length=40, primary_key=True)
    sound = models.TextField()
    entries = models.IntegerField()

    fence = Unfenced(because="holds only words of what every visitor may read: nationally published offerings")

    class Meta:
        indexes = [
            GinIndex(fields=["word"], opclasses=["gin_trgm_ops"], name="national_words_alike"),
            GinIndex(fields=["sound"], opclasses=["gin_trgm_ops"], name="national_sounds_alike"),
        ]

    def __str__(self) -> str:
        return self.word


class OrganisationSearchWord(models.Model):
    """A word of one organisation's own entries; only who may see those is offered it."""

    owner = models.ForeignKey("institutions.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False)
    word = models.CharField(max_length=40)
    sound = models.TextField()
    entries = models.IntegerField()

    fence = SharedDown(owner="owner_id")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "word"], name="organisation_word_once")]

    def __str__(self) -> str:
        return self.word
