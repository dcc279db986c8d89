"""Pages and endpoints of certificates."""

from django.urls import path

from courses.certificates import api, own_pages, pages

urlpatterns = [
    path("certificates/", own_pages.mine, name="certificates"),
    path("certificates/archive/", own_pages.archive, name="certificate-archive"),
    path("certificates/<uuid:uuid>/", own_pages.own, name="own-certificate"),
    path("certificates/<uuid:uuid>/pdf", own_pages.document, name="certificate-document"),
    path("certificates/<uuid:uuid>/corrections/", own_pages.correction, name="certificate-correction-request"),
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
    path("provider/<slug:organisation>/certificates/<str:number>/reissue/", pages.reissue, name="certificate-reissue"),
    path("provider/<slug:organisation>/certificate-corrections/", pages.corrections, name="certificate-corrections"),
    path(
        "provider/<slug:organisation>/certificate-corrections/<uuid:uuid>/",
        pages.correction,
        name="certificate-correction",
    ),
    path(
        "provider/<slug:organisation>/certificate-corrections/<uuid:uuid>/decision/",
        pages.correction_decision,
        name="certificate-correction-decision",
    ),
    path("api/v1/certificates/", api.Certificates.as_view(), name="api-certificates"),
    path("api/v1/certificates/archives/", api.Archives.as_view(), name="api-certificate-archives"),
    path("api/v1/certificates/<uuid:uuid>/", api.OwnCertificate.as_view(), name="api-certificate"),
    path("api/v1/certificates/<uuid:uuid>/document/", api.Document.as_view(), name="api-certificate-document"),
    path(
        "api/v1/certificates/<uuid:uuid>/corrections/",
        api.Corrections.as_view(),
        name="api-certificate-correction-requests",
    ),
    path("api/v1/provider/<slug:organisation>/certificates/", api.Issued.as_view(), name="api-issued-certificates"),
    path(
        "api/v1/provider/<slug:organisation>/certificates/<str:number>/",
        api.OneIssued.as_view(),
        name="api-issued-certificate",
    ),
    path("api/v1/verifications/<str:number>/", api.Verification.as_view(), name="api-verification"),
    path(
        "api/v1/provider/<slug:organisation>/certificates/<str:number>/revocation/",
        api.Revocation.as_view(),
        name="api-certificate-revocation",
    ),
    path(
        "api/v1/provider/<slug:organisation>/certificates/<str:number>/reissue/",
        api.Reissue.as_view(),
        name="api-certificate-reissue",
    ),
    path(
        "api/v1/provider/<slug:organisation>/certificate-corrections/",
        api.OpenCorrections.as_view(),
        name="api-open-corrections",
    ),
    path(
        "api/v1/provider/<slug:organisation>/certificate-corrections/<uuid:uuid>/decision/",
        api.CorrectionDecision.as_view(),
        name="api-correction-decision",
    ),
]
