from django.urls import path

from accounts import confirming, pages, passkeys

# Stand before allauth's own of the same address, or beside them.
urlpatterns = [
    path("account/reauthenticate/code/", pages.ByCode.as_view(), name=confirming.ADDRESS_OF_CODE),
    path("account/password/set/", pages.PasswordSet.as_view(), name="account_set_password"),
    path("account/2fa/webauthn/reauthenticate/", passkeys.Confirmation.as_view(), name="mfa_reauthenticate_webauthn"),
    path("account/2fa/webauthn/keys/<int:pk>/remove/", passkeys.Removal.as_view(), name="mfa_remove_webauthn"),
]
