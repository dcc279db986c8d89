"""Person and User. A person may have no login yet (imported officials); a leaver keeps every record."""

import uuid

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from core.tenancy.fences import Personal, Unfenced


class Person(models.Model):
    """A human being, for life. Records point here, never to a login or an employment."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    full_name = models.CharField(max_length=200)  # as in the service record; no first and last name
    full_name_hi = models.CharField(max_length=200, blank=True)
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    home_organisation_id = models.BigIntegerField(null=True, db_index=True)  # an Organisation; it lives above accounts
    created_at = models.DateTimeField(auto_now_add=True)

    fence = Personal(person="id", home="home_organisation_id")

    class Meta:
        indexes = [
            # People search inside one organisation, by the beginning of the name.
            models.Index("home_organisation_id", Lower("full_name"), name="person_in_organisation"),
        ]

    def __str__(self) -> str:
        return self.full_name

    def name_in(self, language: str) -> str:
        return (language == "hi" and self.full_name_hi) or self.full_name


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: object) -> "User":
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A login of one person. Holds only what signing in needs; what someone may do is a membership."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="users")
    email = models.EmailField(_("e-mail address"), unique=True)  # stored in lower case, held by a constraint
    mobile = models.CharField(max_length=16, null=True, blank=True, unique=True)  # E.164: +919876543210
    mobile_verified = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(auto_now_add=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = []

    fence = Unfenced(because="signing in looks a login up before anybody's scope can be known")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="user_email_in_lower_case"),
        ]

    def __str__(self) -> str:
        return self.email

    def without_password(self) -> "User":
        """As it is kept between requests: the password's hash stays in the database, to be read when asked for."""
        self.kept_session_hash = self.get_session_auth_hash()
        del self.password  # now a deferred field
        return self

    def get_session_auth_hash(self) -> str:
        is_kept = "password" not in self.__dict__ and hasattr(self, "kept_session_hash")
        return self.kept_session_hash if is_kept else super().get_session_auth_hash()


from accounts.keys.models import ApiKey  # noqa: E402, F401 (a table of a capability, which points to the login above)
