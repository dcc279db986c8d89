from django.urls import path

from karmayogi.site import pages

app_name = "site"
urlpatterns = [
    path("about/", pages.text, {"name": "about"}, name="about"),
    path("help/", pages.text, {"name": "help"}, name="help"),
    path("accessibility/", pages.text, {"name": "accessibility"}, name="accessibility"),
    path("privacy/", pages.text, {"name": "privacy"}, name="privacy"),
    path("terms/", pages.text, {"name": "terms"}, name="terms"),
    path("copyright/", pages.text, {"name": "copyright"}, name="copyright"),
    path("hyperlinking/", pages.text, {"name": "hyperlinking"}, name="hyperlinking"),
    path("sitemap/", pages.sitemap, name="sitemap"),
    path("menu/", pages.menu, name="menu"),
    path("styleguide/", pages.styleguide, name="styleguide"),
    path("styleguide/questions/", pages.styleguide_questions, name="styleguide-questions"),
    path("styleguide/learning/", pages.styleguide_learning, name="styleguide-learning"),
    path("styleguide/authoring/", pages.styleguide_authoring, name="styleguide-authoring"),
    path("styleguide/account/", pages.styleguide_account, name="styleguide-account"),
]
