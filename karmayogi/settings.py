"""All settings, read from the environment. `docs/operating.md` lists the variables."""

from pathlib import Path
from typing import Any

from celery.schedules import crontab
from csp.constants import NONCE, NONE, SELF
from django.utils.translation import gettext_lazy as _
from redis.backoff import NoBackoff
from redis.retry import Retry

from karmayogi import env

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(env.text("DATA_DIR", str(BASE_DIR / ".data")))

# --- What this process is -----------------------------------------------------------------------------------------
ORIGIN = env.text("KARMAYOGI_ORIGIN", "site")  # "site", or "content" for the origin that serves uploaded files
DEBUG = env.flag("DEBUG")
SECRET_KEY = env.text("SECRET_KEY", "only-for-tests-and-builds" if env.flag("BUILDING") else None)
SEALING_KEYS = env.words("SEALING_KEYS")  # core.sealing: the first seals kept secrets, all open them
BIND = env.text("BIND", "127.0.0.1")
PORT = env.whole_number("PORT", 8000, lowest=1, highest=65534)
# Demo sign-in works only when DEMO is on *and* the request is loopback through and through: karmayogi/demo/access.py.
DEMO = env.flag("DEMO")
SITE_URL = env.text("SITE_URL", f"http://localhost:{PORT}").rstrip("/")
CONTENT_URL = env.text("CONTENT_URL", f"http://localhost:{PORT + 1}").rstrip("/")
# Where the pages are that may show a package: the product answers under both names of this machine.
SITE_ORIGINS = [
    SITE_URL,
    *([SITE_URL.replace("localhost", "127.0.0.1")] if env.host_of(SITE_URL) == "localhost" else []),
]
# Every package (SCORM, HTML, H5P) is served from an origin of its own: its uuid in place of the star.
PACKAGE_URL = env.wildcard_address("PACKAGE_URL", CONTENT_URL.replace("://", "://*.", 1))
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1],.localhost")
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS", SITE_URL)
SECURE = SITE_URL.startswith("https://")

# --- Parts --------------------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "django_htmx",
    "rest_framework",
    "drf_spectacular",
    "core",
    "accounts",
    "messages.apps.MessagesConfig",
    "institutions",
    "competencies",
    "ehrms",
    "courses",
    "policy",
    "monitoring",
    "karmayogi",
]

MIDDLEWARE = [
    "core.requests.middleware.RequestIdMiddleware",
    "core.health.middleware.HealthMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "core.requests.policy.PolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "karmayogi.site.middleware.FormAddressMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "core.preferences.middleware.PreferencesMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "core.requests.texts.PlainTextsMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.keys.middleware.ApiKeyMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "institutions.roles.middleware.ScopeMiddleware",  # the last that hears of the view: calls it inside one transaction
    "institutions.support.middleware.SupportMiddleware",  # makes the request the person's, before any view is called
]
ROOT_URLCONF = "karmayogi.urls"
WSGI_APPLICATION = "karmayogi.wsgi.application"

if ORIGIN == "content":
    MIDDLEWARE = [
        "core.requests.middleware.RequestIdMiddleware",
        "core.health.middleware.HealthMiddleware",
        "django.middleware.security.SecurityMiddleware",
        "django.middleware.common.CommonMiddleware",
    ]
    ROOT_URLCONF = "karmayogi.content_urls"
    ALLOWED_HOSTS += [env.host_of(PACKAGE_URL).removeprefix("*")]
    INSTALLED_APPS = [app for app in INSTALLED_APPS if app != "allauth.account"]  # nobody signs in here

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "core.components.context.page",
                "karmayogi.site.context.frame",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
SILENCED_SYSTEM_CHECKS = ["templates.W003"]  # core/templatetags/i18n.py stands in for Django's on purpose

# --- Data ---------------------------------------------------------------------------------------------------------
# The runtime role owns nothing and is bound by row security; the owner role migrates. See docs/decisions/0002.
DATABASES = {
    "default": env.database("DATABASE_URL"),
    "owner": env.database("DATABASE_OWNER_URL", env.text("DATABASE_URL")),
}
DATABASES["default"]["CONN_MAX_AGE"] = 60
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
PREPARED_STATEMENTS = env.flag("PREPARED_STATEMENTS", True)  # off behind a pooler in transaction mode
DATABASE_ROUTERS = ["core.tenancy.router.OwnerMigrates"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.text("REDIS_URL", "redis://127.0.0.1:6379/0")
CACHES = {
    "default": {
        "BACKEND": "core.cache.backend.CacheThatMayBeAway",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "km",
        "KEY_FUNCTION": "core.cache.keys.own_key",
        "OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 2, "retry": Retry(NoBackoff(), 1)},
    }
}
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
SESSION_COOKIE_AGE = 60 * 60 * 12
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"

# --- Files: a folder locally, an S3 bucket in production -------------------------------------------------------------
MEDIA_ROOT = env.text("MEDIA_ROOT", str(DATA_DIR / "media"))
STORAGE_BUCKET = env.text("STORAGE_BUCKET", "")
if STORAGE_BUCKET:
    _file_storage: dict[str, Any] = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": STORAGE_BUCKET,
            "endpoint_url": env.text("STORAGE_ENDPOINT", "") or None,
            "access_key": env.text("STORAGE_ACCESS_KEY"),
            "secret_key": env.text("STORAGE_SECRET_KEY"),
        },
    }
else:
    _file_storage = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": MEDIA_ROOT}}
STORAGES = {
    "default": _file_storage,
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    if env.flag("STATIC_MANIFEST")
    else {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
STATIC_URL = "/static/"
STATIC_ROOT = env.text("STATIC_ROOT", str(DATA_DIR / "static"))
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_USE_FINDERS = not env.flag("STATIC_MANIFEST")
WHITENOISE_AUTOREFRESH = False
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "core.files.uploads.NoMoreThanWeTake",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
# Libraries of H5P that are taken besides the known ones (courses/formats/h5p_libraries.py).
H5P_MORE_LIBRARIES = env.words("H5P_MORE_LIBRARIES")
UPLOAD_MAX_MB = env.whole_number("UPLOAD_MAX_MB", 512, lowest=1, highest=10_000)

# --- Work in the background ---------------------------------------------------------------------------------------
CELERY_BROKER_URL = REDIS_URL
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True  # a killed worker's task is given to another; every task can run twice
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 900,
    "max_retries": 0,  # a request does not wait for a broker that is away: the sweeps ask again
    "socket_connect_timeout": 2,
    "socket_timeout": 10,
}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = "Asia/Kolkata"
CELERY_BEAT_SCHEDULE = {
    "relay-outbox": {"task": "core.outbox.tasks.relay", "schedule": 2.0, "options": {"expires": 10}},
    "worker-heartbeat": {"task": "core.health.tasks.beat", "schedule": 15.0, "options": {"expires": 15}},
    "outbox-partitions": {"task": "core.outbox.tasks.maintain_partitions", "schedule": 3600.0},
    "resume-jobs": {"task": "core.jobs.tasks.resume_stalled", "schedule": 30.0, "options": {"expires": 30}},
    "overdue-attempts": {
        "task": "courses.progress.tasks.hand_in_overdue",
        "schedule": 60.0,
        "options": {"expires": 60},
    },
    "corrections-of-keys": {
        "task": "courses.regrading.tasks.carry_on_corrections",
        "schedule": 60.0,
        "options": {"expires": 60},
    },
    "stale-search-entries": {
        "task": "courses.catalogue.tasks.rewrite_stale",
        "schedule": 120.0,
        "options": {"expires": 120},
    },
    "packaged-questions": {
        "task": "courses.statistics.tasks.count_packaged",
        "schedule": 300.0,
        "options": {"expires": 300},
    },
    "resume-copies": {"task": "courses.films.tasks.resume_copies", "schedule": 60.0, "options": {"expires": 60}},
    "ended-sessions": {"task": "accounts.tasks.forget_ended_sessions", "schedule": crontab(hour=3, minute=10)},
    "nightly-integrity": {"task": "monitoring.integrity.tasks.nightly", "schedule": crontab(hour=2, minute=30)},
    "send-messages": {"task": "messages.delivery.tasks.send_due", "schedule": 5.0, "options": {"expires": 10}},
}

# --- People and sign-in -------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.backend.Backend"]
PASSWORD_HASHERS = [
    "accounts.hashing.Argon2id",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",  # of older releases; hashed anew at the next sign-in
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
AUTH_PASSWORD_VALIDATORS[1]["OPTIONS"] = {"min_length": 10}  # type: ignore[assignment]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/home/"
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
# Whose address may join which organisation, and the gateway for text messages: dotted paths of functions.
SIGN_UP_POLICY = "institutions.organisations.access.organisation_for_email"
SIGN_UP_PERSON = "ehrms.facade.person_of_address"  # whom an HR system listed with this address, before any login
SMS_GATEWAY = env.text("SMS_GATEWAY", "accounts.sms.to_demo_mailbox" if DEMO else "")
ACCOUNT_LOGIN_METHODS = {"email", "phone"} if SMS_GATEWAY else {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", *(["phone"] if SMS_GATEWAY else []), "password1*", "password2*"]
ACCOUNT_SIGNUP_FORM_CLASS = "accounts.forms.SignUpDetails"
ACCOUNT_FORMS = {
    "login": "accounts.entrance.SignInForm",
    "signup": "accounts.entrance.SignUpForm",
    "request_login_code": "accounts.entrance.CodeRequestForm",
    "confirm_login_code": "accounts.entrance.SignInCodeForm",
    "reauthenticate": "accounts.entrance.ConfirmForm",
    "add_email": "accounts.entrance.AddAddressForm",
    "confirm_email_verification_code": "accounts.entrance.AddressCodeForm",
    "verify_phone": "accounts.entrance.NumberCodeForm",
    "change_password": "accounts.entrance.ChangePasswordForm",
    "set_password": "accounts.entrance.FirstPasswordForm",
    "reset_password": "accounts.entrance.ForgottenPasswordForm",
    "confirm_password_reset_code": "accounts.entrance.ForgottenPasswordCodeForm",
    "reset_password_from_key": "accounts.entrance.NewPasswordForm",
}
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True  # a mail after each change of password, address or mobile
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 10 * 60
ACCOUNT_REAUTHENTICATION_REQUIRED = True  # before changing address or mobile
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "length": 8, "dashed": False}  # digits: every keypad has them
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {
    "login_failed": "5/15m/key,30/15m/ip",
    "signup": "20/h/ip",
    "request_login_code": "5/15m/key,30/h/ip",
}
# Roles that open only to who signed in with two steps, each with its days of grace after it was given; none: nobody is
# asked. Roles given before SECOND_STEP_SINCE count from that day.
SECOND_STEP_ROLES = env.words(
    "SECOND_STEP_ROLES",
    "platform_admin:0,support_staff:0,support_lead:0,mdo_leader,mdo_admin,provider_admin,content_reviewer,content_creator,cbc_member,national_viewer",
)
SECOND_STEP_GRACE_DAYS = env.whole_number("SECOND_STEP_GRACE_DAYS", 7, lowest=0, highest=365)
SECOND_STEP_SINCE = env.day("SECOND_STEP_SINCE")
SECOND_STEP_POLICY = "institutions.roles.principal.must_keep_second_step"  # who may not give up the second step
# Sign-in services of organisations are asked by https on the open internet only. Hosts of a private network that may be
# asked too; and whether one on this very machine may be asked by http (a demo, a test).
SIGN_ON_PRIVATE_HOSTS = env.words("SIGN_ON_PRIVATE_HOSTS")
SIGN_ON_FAILURES = "60/5m/ip"  # ways that failed at the service, before none is begun from that address for a while
SIGN_ON_LOOPBACK_HTTP = env.flag("SIGN_ON_LOOPBACK_HTTP", DEBUG)
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Karmayogi"  # how authenticator apps list the account
MFA_ADAPTER = "accounts.second_step.SecondStepAdapter"
MFA_FORMS = {
    "authenticate": "accounts.second_step.SignInForm",
    "reauthenticate": "accounts.second_step.ConfirmForm",
    "activate_totp": "accounts.second_step.ActivateForm",
    "login_webauthn": "accounts.passkeys.SignInForm",
    "authenticate_webauthn": "accounts.passkeys.SecondStepForm",
    "reauthenticate_webauthn": "accounts.passkeys.ConfirmForm",
    "add_webauthn": "accounts.passkeys.AddForm",
    "edit_webauthn": "accounts.passkeys.RenameForm",
}

EMAIL_BACKEND = env.text(
    "EMAIL_BACKEND", "messages.delivery.mailbox.DemoMailbox" if DEMO else "django.core.mail.backends.smtp.EmailBackend"
)
EMAIL_HOST = env.text("EMAIL_HOST", "localhost")
EMAIL_PORT = env.whole_number("EMAIL_PORT", 25, lowest=1, highest=65535)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = env.flag("EMAIL_USE_TLS")
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", "Karmayogi <no-reply@karmayogi.localhost>")

# --- Languages and time -------------------------------------------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("hi", "हिन्दी")]
# Languages with a first set of pages only, for whoever wants to look: locale/README.md. Not offered by default.
if env.flag("TRIAL_LANGUAGES"):
    LANGUAGES.append(("ur", "اردو"))
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_TZ = True
TIME_ZONE = "Asia/Kolkata"

# --- Security -----------------------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:", CONTENT_URL],
        "media-src": [SELF, CONTENT_URL],
        "frame-src": [CONTENT_URL, PACKAGE_URL],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = env.flag("SECURE_SSL_REDIRECT", SECURE)
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE
if env.flag("BEHIND_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = 1  # limits by address count the visitor's, not the proxy's that all share
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "karmayogi.site.errors.form_too_old"

# --- API ----------------------------------------------------------------------------------------------------------
API_A_MINUTE = env.whole_number("API_A_MINUTE", 600, lowest=1, highest=1_000_000_000)  # calls of one person
API_A_MINUTE_UNKNOWN = env.whole_number("API_A_MINUTE_UNKNOWN", 120, lowest=1, highest=1_000_000_000)  # of one address
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "accounts.keys.authentication.ByKey",
        "accounts.keys.authentication.BySession",
    ],
    "DEFAULT_THROTTLE_CLASSES": ["core.api.throttling.PerMinute"],
    "DEFAULT_PERMISSION_CLASSES": ["core.api.permissions.DeniedUnlessDeclared"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["core.api.parsing.PlainJSONParser"],
    "DEFAULT_SCHEMA_CLASS": "core.api.description.Described",
    "DEFAULT_PAGINATION_CLASS": "core.api.paging.Pages",
    "EXCEPTION_HANDLER": "core.api.problems.handle",
    "PAGE_SIZE": 25,
    "UNAUTHENTICATED_USER": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Karmayogi API",
    "DESCRIPTION": "Everything a person can do on the platform, for programs.",
    "VERSION": "1",
    "LICENSE": {"name": "Apache-2.0", "url": "https://www.apache.org/licenses/LICENSE-2.0"},
    "SERVERS": [{"url": SITE_URL}],
    "SERVE_INCLUDE_SCHEMA": False,
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "core.api.description.describe_areas",
    ],
    "ENUM_NAME_OVERRIDES": {
        "WithdrawalReason": "courses.enrolment.rules.WITHDRAWAL_REASONS",
        "ResourceKind": "courses.catalogue.models.ResourceKind",
        "QuestionKind": "courses.questions.models.QuestionKind",
        "LanguageTaken": "courses.catalogue.renditions.LANGUAGES_TAKEN",
        "RevocationReason": "courses.certificates.models.RevocationReason",
        "CorrectionReason": "courses.certificates.models.CorrectionReason",
        "HidingReason": "courses.ratings.models.HidingReason",
        "Signed": "courses.ratings.models.Signed",
        "CorrectionState": "courses.certificates.models.CorrectionState",
        "CertificateState": "courses.certificates.models.CertificateState",
        "SignOnServiceState": "institutions.sign_on.models.ServiceState",
        "DomainRequestState": "institutions.sign_on.models.RequestState",
        "SignOnLinkedBy": "institutions.sign_on.models.LinkedBy",
        "AccommodationCategory": "courses.accommodations.models.Category",
        "FeedbackCategory": "messages.feedback.models.Category",
        "KeyState": ["live", "expired", "revoked"],
    },
}

# --- Face ---------------------------------------------------------------------------------------------------------
# The State Emblem may be shown only with authority (State Emblem of India Act 2005, s. 3): off until a file is named.
EMBLEM_FILE = env.text("EMBLEM_FILE", "")
CONTENT_OWNER = _(
    "Department of Personnel and Training, Ministry of Personnel, Public Grievances and Pensions, Government of India"
)

# --- Logs: one JSON line each, with the request's id ------------------------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"request_id": {"()": "core.requests.logs.RequestIdFilter"}},
    "formatters": {"json": {"()": "core.requests.logs.JsonFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["request_id"], "formatter": "json"}},
    "root": {"handlers": ["console"], "level": env.text("LOG_LEVEL", "INFO")},
}
