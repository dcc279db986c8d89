from django.urls import path

from karmayogi.site import guide, pages

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
    path("styleguide/", guide.page, {"name": "styleguide"}, name="styleguide"),
    path("styleguide/forms/", guide.page, {"name": "styleguide-forms"}, name="styleguide-forms"),
    path("styleguide/figures/", guide.page, {"name": "styleguide-figures"}, name="styleguide-figures"),
    path("styleguide/questions/", guide.page, {"name": "styleguide-questions"}, name="styleguide-questions"),
    path("styleguide/learning/", guide.page, {"name": "styleguide-learning"}, name="styleguide-learning"),
    path("styleguide/authoring/", guide.page, {"name": "styleguide-authoring"}, name="styleguide-authoring"),
    path("styleguide/account/", guide.page, {"name": "styleguide-account"}, name="styleguide-account"),
]
