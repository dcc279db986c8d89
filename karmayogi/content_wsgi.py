"""The content origin: serves uploaded files by signed path, without cookies, sessions or the site's pages.

It runs on another port (locally) or another domain (production), so that nothing uploaded can act as the site.
"""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "karmayogi.settings")
os.environ["KARMAYOGI_ORIGIN"] = "content"

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
