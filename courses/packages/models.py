"""A package that a resource of a version consists of. The bytes are in storage; here is what is known of them."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.catalogue.models import PART_OF_A_VERSION


class PackageKind(models.TextChoices):
    SCORM12 = "scorm12", _("SCORM 1.2")
    SCORM2004 = "scorm2004", _("SCORM 2004")
    HTML = "html", _("Web pages")
    H5P = "h5p", _("H5P")


class Package(models.Model):
    """What was unpacked for one resource. Never changes: in a draft, another package is another row in its place.

    `uuid` names the origin it is served from. `prefix` is where its files are in storage; a copy in the next version
    has an origin of its own and the same files. `details` is what its player needs to know, in the words of its kind:
    the manifest of a SCORM package, the libraries of an H5P one.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    version = models.ForeignKey("courses.CourseVersion", on_delete=models.CASCADE, related_name="+")
    resource = models.OneToOneField("courses.Resource", on_delete=models.CASCADE, related_name="package")
    owner = models.ForeignKey("institutions.Organisation", on_delete=models.PROTECT, related_name="+")
    is_published = models.BooleanField(default=False)
    is_national = models.BooleanField(default=False)
    kind = models.CharField(max_length=10, choices=PackageKind)
    title = models.CharField(max_length=200, blank=True)  # as it calls itself
    launch = models.CharField(max_length=1200)  # the page it begins with, perhaps with a query
    prefix = models.CharField(max_length=100)
    file_uuid = models.UUIDField()  # the archive as it was brought, a core file
    file_name = models.CharField(max_length=255)
    size = models.BigIntegerField()  # bytes, unpacked
    entries = models.PositiveIntegerField()  # files that are kept
    left_out = models.JSONField(default=list)  # the first names of files that no browser needs, not kept
    left_out_count = models.PositiveIntegerField(default=0)
    details = models.JSONField(default=dict)
    created_at = models.DateTimeField()

    fence = PART_OF_A_VERSION

    class Meta:
        indexes = [models.Index(fields=["prefix"], name="packages_of_same_files")]  # may the files go?

    def __str__(self) -> str:
        return self.title or self.file_name
