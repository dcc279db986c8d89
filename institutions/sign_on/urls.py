from django.urls import path

from institutions.sign_on import api, journey, pages

SERVICE = "api/v1/organisations/<slug:organisation>/sign-on/"

urlpatterns = [
    path("account/sign-on/", pages.sign_on, name="sign_on"),
    path("account/sign-on/<uuid:uuid>/go/", journey.go, name="sign_on_go"),
    path("account/sign-on/<uuid:uuid>/return/", journey.come_back, name="sign_on_return"),
    path("account/linked-sign-ins/", pages.links, name="sign_on_links"),
    path("account/linked-sign-ins/<uuid:uuid>/removal/", pages.unlinking, name="sign_on_unlinking"),
    path("mdo/<slug:organisation>/sign-on/", pages.settings, name="sign_on_service"),
    path("mdo/<slug:organisation>/sign-on/trial/", pages.trial, name="sign_on_trial"),
    path("mdo/<slug:organisation>/sign-on/switching/", pages.switching, name="sign_on_switching"),
    path("mdo/<slug:organisation>/sign-on/removal/", pages.removal, name="sign_on_removal"),
    path("mdo/<slug:organisation>/sign-on/domains/", pages.domain_asking, name="sign_on_domain"),
    path("national/domains/", pages.confirming, name="domains"),
    path("national/domains/requests/<uuid:uuid>/", pages.decision, name="domain_decision"),
    path("national/domains/<str:domain>/withdrawal/", pages.withdrawal, name="domain_withdrawal"),
    path("api/v1/sign-on/", api.WaysIn.as_view(), name="api_sign_on"),
    path("api/v1/sign-on-links/", api.Links.as_view(), name="api_sign_on_links"),
    path("api/v1/sign-on-links/<uuid:uuid>/", api.Unlinking.as_view(), name="api_sign_on_link"),
    path(SERVICE, api.Service.as_view(), name="api_sign_on_service"),
    path(f"{SERVICE}trials/", api.Trials.as_view(), name="api_sign_on_trials"),
    path(f"{SERVICE}switching/", api.Switching.as_view(), name="api_sign_on_switching"),
    path("api/v1/organisations/<slug:organisation>/domains/", api.Domains.as_view(), name="api_organisation_domains"),
    path("api/v1/domains/", api.AllDomains.as_view(), name="api_domains"),
    path("api/v1/domain-requests/<uuid:uuid>/decision/", api.Decision.as_view(), name="api_domain_decision"),
    path("api/v1/domains/<str:domain>/", api.Withdrawal.as_view(), name="api_domain"),
]
