"""Why what a package sends is not kept, in words."""

from django.utils.translation import gettext_lazy as _

from core.refusals import Refusal


class PackageRefused(Refusal):
    SENTENCES = {
        "NOT_ENROLLED": _("Enrol in the course first; then what you do in the package is kept."),
        "NO_SUCH_PART": _("The package has no such part."),
        "NOT_YOUR_SESSION": _("This was begun somewhere else. Open the part again to go on here."),
        "NOT_A_SCORM_PACKAGE": _("This is not a SCORM package."),
        "NO_SUCH_POLICY": _("Choose how the package counts as done."),
        "NO_PASS_SCORE": _("Say which score is enough: from 1 to 100 percent."),
    }
