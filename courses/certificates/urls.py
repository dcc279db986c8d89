"""Pages and endpoints of certificates."""

from django.urls import path

from courses.certificates import api, pages

urlpatterns = [
    path("certificates/", pages.mine, name="certificates"),
    path("certificates/<uuid:uuid>/pdf", pages.document, name="certificate-document"),
    path("verify/", pages.verify, name="verify"),
    path("verify/<str:number>/", pages.verify_certificate, name="verify-certificate"),
    path("provider/<slug:organisation>/certificates/", pages.issued, name="issued-certificates"),
    path(
        "provider/<slug:organisation>/certificates/<str:number>/", pages.issued_certificate, name="issued-certificate"
    ),
    path(
        "provider/<slug:organisation>/certificates/<str:number>/revocation/",
        pages.revocation,
        name="certificate-revocation",
    ),
    path("api/v1/certificates/", api.Certificates.as_view(), name="api-certificates"),
    path("api/v1/verifications/<str:number>/", api.Verification.as_view(), name="api-verification"),
    path(
        "api/v1/provider/<slug:organisation>/certificates/<str:number>/revocation/",
        api.Revocation.as_view(),
        name="api-certificate-revocation",
    ),
]
